package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.NONCE_JUMP;
import static io.truebook.engine.protocol.Protocol.NONCE_WINDOW;

import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.SignerCell;

/**
 * The sliding window of one signing key: nonces from its base to base + 255 can each be used once in any order, so that
 * orders sent at the same time need not arrive in order. Section 4.1 of the protocol page.
 */
final class Nonces {
    /** Nonces have 48 bits. */
    private static final long LIMIT = 1L << 48;

    /** Uses up a nonce, or says why it cannot be used and changes nothing. */
    static Reason consume(SignerCell signer, long nonce) {
        if (nonce < signer.nonceBase) {
            return Reason.NONCE_TOO_OLD;
        }
        if (nonce >= Math.min(signer.nonceBase + NONCE_JUMP, LIMIT)) {
            return Reason.NONCE_TOO_FAR;
        }
        long beyond = nonce - signer.nonceBase - (NONCE_WINDOW - 1);
        if (beyond > 0) {
            shiftLeft(signer, beyond);
            signer.nonceBase += beyond;
        }
        int bit = (int) (nonce - signer.nonceBase);
        long mask = Long.MIN_VALUE >>> (bit & 63);
        long word = signer.nonceBitmap(bit >>> 6);
        if ((word & mask) != 0) {
            return Reason.NONCE_USED;
        }
        signer.nonceBitmap(bit >>> 6, word | mask);
        return Reason.OK;
    }

    private static void shiftLeft(SignerCell signer, long distance) {
        for (long whole = Math.min(distance >>> 6, 4); whole > 0; whole--) {
            signer.nonceBitmap0 = signer.nonceBitmap1;
            signer.nonceBitmap1 = signer.nonceBitmap2;
            signer.nonceBitmap2 = signer.nonceBitmap3;
            signer.nonceBitmap3 = 0;
        }
        int bits = (int) (distance & 63);
        if (bits > 0) {
            signer.nonceBitmap0 = signer.nonceBitmap0 << bits | signer.nonceBitmap1 >>> 64 - bits;
            signer.nonceBitmap1 = signer.nonceBitmap1 << bits | signer.nonceBitmap2 >>> 64 - bits;
            signer.nonceBitmap2 = signer.nonceBitmap2 << bits | signer.nonceBitmap3 >>> 64 - bits;
            signer.nonceBitmap3 <<= bits;
        }
    }

    private Nonces() {}
}
