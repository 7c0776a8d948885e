package io.truebook.sequencer;

import io.truebook.engine.Cells;
import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.Protocol;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.engine.protocol.SignerCell;
import java.util.Arrays;

/**
 * Keeps items off L1 that would use neither nonce nor state: who repeats an order or sends it too late costs nobody bytes. The engine
 * checks all of it again; this only decides what is worth a place.
 */
final class Admission {
    /** OK, or the reason the engine would give without changing anything. */
    static Reason check(Accounts accounts, Cells cells, Submission submission) {
        byte[] item = submission.item();
        int type = item[0] & 0xff;
        int fields = SignedItem.fieldsLength(type);
        if (fields < 0) {
            return Reason.OK;
        }
        int at = Protocol.FRAME_LENGTH;
        long number = BigEndian.get(item, at, 4);
        if (!accounts.exists(number)) {
            return Reason.UNKNOWN_ACCOUNT;
        }
        int key = item[at + 4] & 0xff;
        if (key != Protocol.OWNER_KEY) {
            return Reason.UNKNOWN_KEY;
        }
        AccountCell account = cells.account(number);
        if (!submission.signers().isEmpty()
                && !Arrays.equals(submission.signers().getFirst().signer(), account.owner)) {
            return Reason.BAD_SIGNATURE;
        }
        long expiry = BigEndian.get(item, at + fields - 4, 4);
        if (cells.cursor().time > expiry * 1000) {
            return Reason.EXPIRED;
        }
        return nonce(cells.signer(number, key), BigEndian.get(item, at + 5, 6));
    }

    private static Reason nonce(SignerCell signer, long nonce) {
        if (nonce < signer.nonceBase) {
            return Reason.NONCE_TOO_OLD;
        }
        if (nonce >= signer.nonceBase + Protocol.NONCE_JUMP) {
            return Reason.NONCE_TOO_FAR;
        }
        long bit = nonce - signer.nonceBase;
        if (bit >= Protocol.NONCE_WINDOW) {
            return Reason.OK;
        }
        boolean used = (signer.nonceBitmap[(int) bit >>> 6] & Long.MIN_VALUE >>> (bit & 63)) != 0;
        return used ? Reason.NONCE_USED : Reason.OK;
    }

    private Admission() {}
}
