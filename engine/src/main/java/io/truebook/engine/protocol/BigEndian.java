// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** Unsigned big-endian numbers of 1 to 8 bytes. */
public final class BigEndian {
    /** The number in the given bytes; one of 8 bytes above 2^63 comes out negative. */
    public static long get(byte[] in, int at, int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | in[at + i] & 0xff;
        }
        return value;
    }

    /** Writes the low bytes of a number. */
    public static void put(byte[] out, int at, int bytes, long value) {
        for (int i = 0; i < bytes; i++) {
            out[at + i] = (byte) (value >>> 8 * (bytes - 1 - i));
        }
    }

    /** A number of more than 8 bytes. */
    public static java.math.BigInteger wide(byte[] in, int at, int bytes) {
        return new java.math.BigInteger(1, in, at, bytes);
    }

    /** Writes the low bytes of a number that may have more than 8. */
    public static void put(byte[] out, int at, int bytes, java.math.BigInteger value) {
        java.math.BigInteger left = value;
        for (int i = bytes - 1; i >= 0; i--) {
            out[at + i] = left.byteValue();
            left = left.shiftRight(8);
        }
    }

    private BigEndian() {}
}
