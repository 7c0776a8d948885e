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

    private BigEndian() {}
}
