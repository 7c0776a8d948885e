package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.Reason;

/** One framed item: type(1) ‖ length(2) ‖ body. Framing needs no context, so anybody can find the items of any bytes. */
final class Item {
    static int item(Execution x) {
        CursorCell cursor = x.cells.cursor();
        BatchInput input = x.input;
        int left = input.transactionLength() - cursor.offset;
        int head = Math.min(left, FRAME_LENGTH);
        int at = input.at(cursor.offset, head);
        int length = head < FRAME_LENGTH ? 0 : (int) BigEndian.get(input.bytes(), at + 1, 2);
        boolean malformed = head < FRAME_LENGTH || length > MAX_ITEM_BODY || FRAME_LENGTH + length > left;
        int read = malformed ? head : FRAME_LENGTH + length;
        at = input.at(cursor.offset, read);
        cursor.offset = malformed ? input.transactionLength() : cursor.offset + read;
        extendChain(x, at, read);
        cursor.sequence += 1;
        x.cells.changed(cursor);
        x.listener.itemStarted(cursor.sequence, malformed ? 0 : input.bytes()[at] & 0xff);
        x.extraWeight = 0;
        Reason reason = malformed ? Reason.MALFORMED_FRAME : operation(x, input.bytes(), at, length, 0);
        InFlight.settle(x, reason);
        return WEIGHT_ITEM + Step.lengthWeight(read) + x.extraWeight;
    }

    /** Carries out the operation of the frame at a place in an array. */
    static Reason operation(Execution x, byte[] bytes, int frame, int length, int forced) {
        int type = bytes[frame] & 0xff;
        int at = frame + FRAME_LENGTH;
        return switch (type) {
            case ITEM_PLACE,
                    ITEM_MARKET_ORDER,
                    ITEM_CANCEL,
                    ITEM_CANCEL_ALL,
                    ITEM_AMEND,
                    ITEM_TRIGGER_ORDER,
                    ITEM_TWAP_SLICE,
                    ITEM_BUNDLE,
                    ITEM_EXPIRE -> OrderItems.operation(x, type, bytes, at, length, forced);
            case ITEM_WITHDRAW,
                    ITEM_TRANSFER,
                    ITEM_OPEN_SUBACCOUNT,
                    ITEM_SET_AGENT,
                    ITEM_VOID_NONCE,
                    ITEM_SCHEDULE_CANCEL,
                    ITEM_SET_MARGIN,
                    ITEM_SETTLE -> AccountItems.operation(x, type, bytes, at, length);
            case ITEM_LIQUIDATE, ITEM_UNWIND -> RiskItems.operation(x, type, bytes, at, length, forced);
            default -> ExchangeItems.operation(x, type, bytes, at, length, forced);
        };
    }

    private static void extendChain(Execution x, int at, int read) {
        CursorCell cursor = x.cells.cursor();
        x.sha256.update(cursor.chainHash);
        x.sha256.update(x.input.bytes(), at, read);
        byte[] hash = x.sha256.digest();
        System.arraycopy(hash, 0, cursor.chainHash, 0, hash.length);
    }

    private Item() {}
}
