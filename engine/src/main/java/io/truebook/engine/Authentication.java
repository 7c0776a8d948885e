package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.engine.protocol.SignerCell;

/** Who signed an operation, and that it is used once: section 4.1 of the protocol page. */
final class Authentication {
    /** Checks signature and expiry and uses up the nonce; OK, or why not. */
    static Reason authenticate(Execution x, int type, byte[] bytes, int at) {
        int fields = SignedItem.fieldsLength(type);
        long number = BigEndian.get(bytes, at, 4);
        if (number >= ACCOUNT_LIMIT) {
            return Reason.UNKNOWN_ACCOUNT;
        }
        AccountCell account = x.cells.account(number);
        if (isZero(account.owner)) {
            return Reason.UNKNOWN_ACCOUNT;
        }
        int key = bytes[at + 4] & 0xff;
        if (key != OWNER_KEY) {
            return Reason.UNKNOWN_KEY;
        }
        if (!Signatures.valid(x, SignedMessage.item(x.domain, type, bytes, at), account.owner)) {
            return Reason.BAD_SIGNATURE;
        }
        long expiry = BigEndian.get(bytes, at + fields - 4, 4);
        if (x.cells.cursor().time > expiry * 1000) {
            return Reason.EXPIRED;
        }
        SignerCell signer = x.cells.signer(number, key);
        Reason reason = Nonces.consume(signer, BigEndian.get(bytes, at + 5, 6));
        if (reason == Reason.OK) {
            x.cells.changed(signer);
        }
        return reason;
    }

    static boolean isZero(byte[] owner) {
        for (byte b : owner) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private Authentication() {}
}
