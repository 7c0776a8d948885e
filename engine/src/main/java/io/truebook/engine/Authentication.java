package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.SignerCell;

/** Who signed an operation, and that it is used once: section 4.1 of the protocol page. */
final class Authentication {
    private static final int KEY = 4;
    private static final int NONCE = 5;

    /** Checks signature and expiry and uses up the nonce; OK, or why not. */
    static Reason authenticate(Execution x, int type, byte[] bytes, int at) {
        Reason refused = checkSigned(x, type, SignedMessage.item(x.domain, type, bytes, at), bytes, at);
        return refused != Reason.OK ? refused : consume(x, bytes, at, nonce(bytes, at));
    }

    /** All of it but the nonce, which stays unused. */
    static Reason checkSigned(Execution x, int type, SignedMessage message, byte[] bytes, int at) {
        long number = BigEndian.get(bytes, at, KEY);
        if (number >= ACCOUNT_LIMIT) {
            return Reason.UNKNOWN_ACCOUNT;
        }
        AccountCell account = x.cells.account(number);
        if (isZero(account.owner)) {
            return Reason.UNKNOWN_ACCOUNT;
        }
        int key = bytes[at + KEY] & 0xff;
        byte[] signer = account.owner;
        if (key != OWNER_KEY) {
            Reason refused = checkAgent(x, type, number, key);
            if (refused != Reason.OK) {
                return refused;
            }
            signer = x.cells.signer(number, key).key;
        }
        if (!Signatures.valid(x, message, signer)) {
            return Reason.BAD_SIGNATURE;
        }
        return x.cells.cursor().time > message.expiry() * 1000 ? Reason.EXPIRED : Reason.OK;
    }

    /** Uses up a nonce of the key that signed. */
    static Reason consume(Execution x, byte[] bytes, int at, long nonce) {
        SignerCell signer = x.cells.signer(BigEndian.get(bytes, at, KEY), bytes[at + KEY] & 0xff);
        Reason reason = Nonces.consume(signer, nonce);
        if (reason == Reason.OK) {
            x.cells.changed(signer);
        }
        return reason;
    }

    /** The nonce that a signed body states. */
    static long nonce(byte[] bytes, int at) {
        return BigEndian.get(bytes, at + NONCE, 6);
    }

    static boolean isZero(byte[] owner) {
        for (byte b : owner) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static Reason checkAgent(Execution x, int type, long number, int key) {
        if (key <= OWNER_KEY || key > MAX_KEY) {
            return Reason.UNKNOWN_KEY;
        }
        SignerCell agent = x.cells.signer(number, key);
        if (isZero(agent.key)) {
            return Reason.UNKNOWN_KEY;
        }
        if (x.cells.cursor().time > agent.expiry * 1000) {
            return Reason.AGENT_EXPIRED;
        }
        return (agent.scope & scope(type)) == 0 ? Reason.OUT_OF_SCOPE : Reason.OK;
    }

    /** The scope bit that an agent needs for an item, 0 when only the owner may sign it. */
    private static int scope(int type) {
        return switch (type) {
            case ITEM_PLACE, ITEM_MARKET_ORDER, ITEM_AMEND, ITEM_TRIGGER_ORDER, ITEM_TWAP_SLICE, ITEM_BUNDLE ->
                SCOPE_TRADE;
            case ITEM_CANCEL, ITEM_CANCEL_ALL, ITEM_VOID_NONCE, ITEM_SCHEDULE_CANCEL -> SCOPE_CANCEL;
            default -> 0;
        };
    }

    private Authentication() {}
}
