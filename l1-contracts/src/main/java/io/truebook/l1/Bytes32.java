package io.truebook.l1;

import java.util.Arrays;

/** A 32-byte word of L1: a hash, a root, a salt. Immutable and compared by content. */
public final class Bytes32 {
    public static final int LENGTH = 32;
    public static final Bytes32 ZERO = new Bytes32(new byte[LENGTH]);

    private final byte[] bytes;

    private Bytes32(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Bytes32 of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("32 bytes expected, not " + bytes.length);
        }
        return new Bytes32(bytes.clone());
    }

    static Bytes32 at(byte[] source, int from) {
        return new Bytes32(Arrays.copyOfRange(source, from, from + LENGTH));
    }

    public static Bytes32 fromHex(String hex) {
        return of(Hex.decode(hex));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, LENGTH);
    }

    public String hex() {
        return Hex.encode(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes32 that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
