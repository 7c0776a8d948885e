package io.truebook.l1;

import org.bouncycastle.crypto.digests.KeccakDigest;

/** Keccak-256 as the EVM has it. */
public final class Keccak {
    private static final int BITS = 256;

    /** Hash of the parts one after another. */
    public static Bytes32 hash(byte[]... parts) {
        KeccakDigest digest = new KeccakDigest(BITS);
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        return finish(digest);
    }

    /** Hash of one byte and then a range. */
    static Bytes32 hash(byte prefix, byte[] source, int from, int length) {
        KeccakDigest digest = new KeccakDigest(BITS);
        digest.update(prefix);
        digest.update(source, from, length);
        return finish(digest);
    }

    private static Bytes32 finish(KeccakDigest digest) {
        byte[] out = new byte[Bytes32.LENGTH];
        digest.doFinal(out, 0);
        return Bytes32.of(out);
    }

    private Keccak() {}
}
