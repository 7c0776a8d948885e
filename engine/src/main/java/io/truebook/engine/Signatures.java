package io.truebook.engine;

import io.truebook.engine.protocol.BigEndian;
import java.util.Arrays;

/** Which 64-byte signatures count, before and after recovery: section 4.1.3 of the protocol page. */
public final class Signatures {
    /** Bytes of r ‖ vs. */
    public static final int LENGTH = 64;

    /** p − n of secp256k1: below it, an r could also be an x-coordinate that wrapped around the group order. */
    private static final long[] FIELD_LESS_ORDER = {0, 0x1L, 0x45512319_50b75fc4L, 0x402da172_2fc9baeeL};

    private static final long[] ORDER = {
        0xffffffff_ffffffffL, 0xffffffff_fffffffeL, 0xbaaedce6_af48a03bL, 0xbfd25e8c_d0364141L
    };

    /** (n − 1) / 2. */
    private static final long[] HALF_ORDER = {
        0x7fffffff_ffffffffL, 0xffffffff_ffffffffL, 0x5d576e73_57a4501dL, 0xdfe92f46_681b20a0L
    };

    static boolean valid(Execution x, SignedMessage message, byte[] expected) {
        return message.canonical() && Arrays.equals(x.recovery.signerOf(message), expected);
    }

    /** p − n ≤ r < n and 1 ≤ s ≤ (n − 1)/2, where s is vs without its top bit. */
    public static boolean canonical(byte[] bytes, int at) {
        long r0 = BigEndian.get(bytes, at, 8);
        long r1 = BigEndian.get(bytes, at + 8, 8);
        long r2 = BigEndian.get(bytes, at + 16, 8);
        long r3 = BigEndian.get(bytes, at + 24, 8);
        long s0 = BigEndian.get(bytes, at + 32, 8) & Long.MAX_VALUE;
        long s1 = BigEndian.get(bytes, at + 40, 8);
        long s2 = BigEndian.get(bytes, at + 48, 8);
        long s3 = BigEndian.get(bytes, at + 56, 8);
        return compare(r0, r1, r2, r3, FIELD_LESS_ORDER) >= 0
                && compare(r0, r1, r2, r3, ORDER) < 0
                && (s0 | s1 | s2 | s3) != 0
                && compare(s0, s1, s2, s3, HALF_ORDER) <= 0;
    }

    private static int compare(long a0, long a1, long a2, long a3, long[] b) {
        if (a0 != b[0]) {
            return Long.compareUnsigned(a0, b[0]);
        }
        if (a1 != b[1]) {
            return Long.compareUnsigned(a1, b[1]);
        }
        return a2 != b[2] ? Long.compareUnsigned(a2, b[2]) : Long.compareUnsigned(a3, b[3]);
    }

    private Signatures() {}
}
