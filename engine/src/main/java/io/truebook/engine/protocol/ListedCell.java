// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** Listed: SYSTEM slot 3: markets that were ever listed. */
public final class ListedCell extends Cell {
    /** Words of this kind of cell. */
    public static final int WORDS = 1;

    /** bit (255 - market) = listed. */
    public final long[] markets = new long[4];

    public ListedCell(long address) {
        super(address);
    }

    @Override
    public int words() {
        return WORDS;
    }

    @Override
    public void decode(byte[] in, int at) {
        markets[0] = Words.get(in, at + 0);
        markets[1] = Words.get(in, at + 8);
        markets[2] = Words.get(in, at + 16);
        markets[3] = Words.get(in, at + 24);
    }

    @Override
    public void encode(byte[] out, int at) {
        java.util.Arrays.fill(out, at, at + 32, (byte) 0);
        Words.put(out, at + 0, markets[0]);
        Words.put(out, at + 8, markets[1]);
        Words.put(out, at + 16, markets[2]);
        Words.put(out, at + 24, markets[3]);
    }
}
