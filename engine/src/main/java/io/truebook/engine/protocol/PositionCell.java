// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** Position: ACCOUNT slots 16..31. */
public final class PositionCell extends Cell {
    /** Words of this kind of cell. */
    public static final int WORDS = 1;

    /** signed; long > 0. */
    public long lots;

    /** nano-USDC, signed; minus cost of the lots. */
    public long quote;

    /** lots of resting buy orders. */
    public long restingBidLots;

    /** lots of resting sell orders. */
    public long restingAskLots;

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
    }

    @Override
    public void encode(byte[] out, int at) {
        java.util.Arrays.fill(out, at, at + 32, (byte) 0);
        Words.put(out, at + 0, lots);
        Words.put(out, at + 8, quote);
        Words.put(out, at + 16, restingBidLots);
        Words.put(out, at + 24, restingAskLots);
    }
}
