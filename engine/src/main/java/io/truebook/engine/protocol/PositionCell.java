// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** Position: ACCOUNT slots 16..31. */
public final class PositionCell extends Cell {
    /** Words of this kind of cell. */
    public static final int WORDS = 2;

    /** signed; long > 0. */
    public long lots;

    /** nano-USDC, signed; minus cost of the lots. */
    public long quote;

    /** lots of resting buy orders. */
    public long restingBidLots;

    /** lots of resting sell orders. */
    public long restingAskLots;

    /** nano-USDC per lot, payment index of the position's side at its last settlement. */
    public long entryIndex;

    /** nano-USDC, own margin of an isolated position. */
    public long margin;

    /** 1 = isolated. */
    public int isolated;

    public PositionCell(long address) {
        super(address);
    }

    @Override
    public int words() {
        return WORDS;
    }

    @Override
    public void decode(byte[] in, int at) {
        lots = Words.get(in, at + 0);
        quote = Words.get(in, at + 8);
        restingBidLots = Words.get(in, at + 16);
        restingAskLots = Words.get(in, at + 24);
        entryIndex = Words.get(in, at + 32);
        margin = Words.get(in, at + 40);
        isolated = (int) ((Words.get(in, at + 48) >>> 56) & 0xffL);
    }

    @Override
    public void encode(byte[] out, int at) {
        java.util.Arrays.fill(out, at, at + 64, (byte) 0);
        Words.put(out, at + 0, lots);
        Words.put(out, at + 8, quote);
        Words.put(out, at + 16, restingBidLots);
        Words.put(out, at + 24, restingAskLots);
        Words.put(out, at + 32, entryIndex);
        Words.put(out, at + 40, margin);
        Words.put(out, at + 48, ((long) isolated & 0xffL) << 56);
    }
}
