package io.truebook.l1;

import java.util.Arrays;

/** Bytes of any length as L1 gave them. Immutable and compared by content, so that answers of endpoints can be compared. */
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] bytes;

    private Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Bytes of(byte[] bytes) {
        return new Bytes(bytes.clone());
    }

    public static Bytes fromHex(String hex) {
        return new Bytes(Hex.decode(hex));
    }

    public int length() {
        return bytes.length;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String hex() {
        return Hex.encode(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Short: data of a batch in a log line helps nobody. */
    @Override
    public String toString() {
        return bytes.length <= Bytes32.LENGTH ? hex() : bytes.length + " bytes";
    }
}
