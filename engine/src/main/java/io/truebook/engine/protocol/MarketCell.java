// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** Market: MARKET slot 0: parameters that no margin scan reads. */
public final class MarketCell extends Cell {
    /** Words of this kind of cell. */
    public static final int WORDS = 2;

    /** highest price. */
    public int maxTick;

    /** largest exposure of an account. */
    public long maxPositionLots;

    /** largest order. */
    public long maxOrderLots;

    /** nano-USDC, smallest order unless reduce-only. */
    public long minNotional;

    public int takerFeePpm;

    public int makerFeePpm;

    /** ppm per second the mark may move. */
    public int jumpPpm;

    /** ms. */
    public long oracleMaxAge;

    /** ASCII, zero padded on the right. */
    public final byte[] symbol = new byte[12];

    public MarketCell(long address) {
        super(address);
    }

    @Override
    public int words() {
        return WORDS;
    }

    @Override
    public void decode(byte[] in, int at) {
        maxTick = (int) ((Words.get(in, at + 0) >>> 40) & 0xffffffL);
        maxPositionLots = Words.get(in, at + 0) & 0xffffffffffL;
        maxOrderLots = (Words.get(in, at + 8) >>> 24) & 0xffffffffffL;
        minNotional = ((Words.get(in, at + 8) & 0xffffffL) << 40) | ((Words.get(in, at + 16) >>> 24) & 0xffffffffffL);
        takerFeePpm = (int) (Words.get(in, at + 16) & 0xffffffL);
        makerFeePpm = (int) ((Words.get(in, at + 24) >>> 40) & 0xffffffL);
        jumpPpm = (int) ((Words.get(in, at + 24) >>> 16) & 0xffffffL);
        oracleMaxAge = (Words.get(in, at + 32) >>> 32) & 0xffffffffL;
        System.arraycopy(in, at + 36, symbol, 0, 12);
    }

    @Override
    public void encode(byte[] out, int at) {
        java.util.Arrays.fill(out, at, at + 64, (byte) 0);
        Words.put(out, at + 0, (((long) maxTick & 0xffffffL) << 40) | (maxPositionLots & 0xffffffffffL));
        Words.put(out, at + 8, ((maxOrderLots & 0xffffffffffL) << 24) | ((minNotional >>> 40) & 0xffffffL));
        Words.put(out, at + 16, ((minNotional & 0xffffffffffL) << 24) | ((long) takerFeePpm & 0xffffffL));
        Words.put(out, at + 24, (((long) makerFeePpm & 0xffffffL) << 40) | (((long) jumpPpm & 0xffffffL) << 16));
        Words.put(out, at + 32, (oracleMaxAge & 0xffffffffL) << 32);
        System.arraycopy(symbol, 0, out, at + 36, 12);
    }
}
