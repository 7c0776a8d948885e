// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** Publisher: SYSTEM slots 16..31. */
public final class PublisherCell extends Cell {
    /** Words of this kind of cell. */
    public static final int WORDS = 1;

    /** price signing address, 0 = none. */
    public final byte[] key = new byte[20];

    public PublisherCell(long address) {
        super(address);
    }

    @Override
    public int words() {
        return WORDS;
    }

    @Override
    public void decode(byte[] in, int at) {
        System.arraycopy(in, at + 0, key, 0, 20);
    }

    @Override
    public void encode(byte[] out, int at) {
        java.util.Arrays.fill(out, at, at + 32, (byte) 0);
        System.arraycopy(key, 0, out, at + 0, 20);
    }
}
