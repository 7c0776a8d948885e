// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** Bitmap: BOOK words: bit (255 - i) set = child i not empty. */
public class BitmapCell extends Cell {
    /** Words of this kind of cell. */
    public static final int WORDS = 1;

    public final long[] bits = new long[4];

    public BitmapCell(long address) {
        super(address);
    }

    @Override
    public int words() {
        return WORDS;
    }

    @Override
    public void decode(byte[] in, int at) {
        bits[0] = Words.get(in, at + 0);
        bits[1] = Words.get(in, at + 8);
        bits[2] = Words.get(in, at + 16);
        bits[3] = Words.get(in, at + 24);
    }

    @Override
    public void encode(byte[] out, int at) {
        java.util.Arrays.fill(out, at, at + 32, (byte) 0);
        Words.put(out, at + 0, bits[0]);
        Words.put(out, at + 8, bits[1]);
        Words.put(out, at + 16, bits[2]);
        Words.put(out, at + 24, bits[3]);
    }
}
