package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.TotalsCell;

/** Messages from L1: kind(1) ‖ enqueuedAt(6, seconds) ‖ body. */
final class Inbox {
    private static final int HEAD = 7;
    private static final int INBOX_LENGTH = 2;
    private static final int DEPOSIT_LENGTH = 32;

    /** Item INBOX: how many messages to consume now. */
    static Reason inbox(Execution x, byte[] bytes, int at, int length) {
        if (length != INBOX_LENGTH) {
            return Reason.BAD_LENGTH;
        }
        CursorCell cursor = x.cells.cursor();
        int count = (int) BigEndian.get(bytes, at, 2);
        if (count > x.input.inboxEnd() - cursor.inboxNext) {
            return Reason.INBOX_BEYOND_HEADER;
        }
        cursor.inboxRemaining = count;
        return Reason.OK;
    }

    /** Consumes the next message. */
    static int message(Execution x) {
        CursorCell cursor = x.cells.cursor();
        byte[] message = x.input.message(cursor.inboxNext);
        accumulate(x, message);
        cursor.inboxNext += 1;
        cursor.inboxRemaining -= 1;
        x.cells.changed(cursor);
        x.extraWeight = 0;
        InFlight.settle(x, carryOut(x, message));
        return WEIGHT_MESSAGE + Step.lengthWeight(message.length) + x.extraWeight;
    }

    private static Reason carryOut(Execution x, byte[] message) {
        if (message.length < HEAD) {
            return Reason.BAD_MESSAGE;
        }
        return switch (message[0]) {
            case MESSAGE_DEPOSIT -> deposit(x, message);
            case MESSAGE_FORCED -> forced(x, message);
            case MESSAGE_GOVERNANCE -> Governance.governance(x, message, HEAD);
            default -> Reason.BAD_MESSAGE;
        };
    }

    private static Reason deposit(Execution x, byte[] message) {
        if (message.length != HEAD + DEPOSIT_LENGTH) {
            return Reason.BAD_MESSAGE;
        }
        long number = BigEndian.get(message, HEAD, 4);
        long amount = BigEndian.get(message, HEAD + 24, 8);
        if (number < FIRST_USER_ACCOUNT || number >= SUBACCOUNT_BASE) {
            return Reason.BAD_MESSAGE;
        }
        TotalsCell totals = x.cells.totals();
        if (Long.compareUnsigned(amount, DEPOSIT_CAP - (totals.credited - totals.withdrawn)) > 0) {
            return Reason.BAD_MESSAGE;
        }
        AccountCell account = x.cells.account(number);
        if (Authentication.isZero(account.owner)) {
            System.arraycopy(message, HEAD + 4, account.owner, 0, 20);
        }
        Money.addCollateral(x, account, amount);
        totals.credited += amount;
        x.cells.changed(totals);
        x.listener.deposited(number, amount);
        return Reason.OK;
    }

    private static Reason forced(Execution x, byte[] message) {
        int framed = message.length - HEAD;
        if (framed < FRAME_LENGTH) {
            return Reason.BAD_MESSAGE;
        }
        int length = (int) BigEndian.get(message, HEAD + 1, 2);
        if (framed != FRAME_LENGTH + length) {
            return Reason.BAD_MESSAGE;
        }
        CursorCell cursor = x.cells.cursor();
        cursor.enqueuedAt = BigEndian.get(message, 1, 6);
        Reason reason = Item.operation(x, message, HEAD, length, 1);
        if (cursor.phase == PHASE_ITEM) {
            cursor.enqueuedAt = 0;
        }
        return reason;
    }

    private static void accumulate(Execution x, byte[] message) {
        CursorCell cursor = x.cells.cursor();
        byte[] hash = new byte[32];
        x.keccak.update(message, 0, message.length);
        x.keccak.doFinal(hash, 0);
        x.keccak.update(cursor.inboxAcc, 0, 32);
        x.keccak.update(hash, 0, 32);
        x.keccak.doFinal(cursor.inboxAcc, 0);
    }

    private Inbox() {}
}
