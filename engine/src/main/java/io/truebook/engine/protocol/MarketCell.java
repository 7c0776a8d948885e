// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** Market: MARKET slot 0: parameters that no margin scan reads. */
public final class MarketCell extends Cell {
    /** Words of this kind of cell. */
    public static final int WORDS = 3;

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

    /** initial margin before it is scaled by open interest. */
    public int baseImrPpm;

    /** paid to the maker when makerFeePpm is 0. */
    public int makerRebatePpm;

    /** most that a liquidation pays to the insurance fund, of the notional. */
    public int liquidationFeePpm;

    /** how far the mark may stand from the index; 0 = the mark is the index. */
    public int markBandPpm;

    /** whole USDC, size of the impact prices; 0 = no premium samples, no funding. */
    public long impactNotional;

    /** ppb per 8 hours, i of the funding formula. */
    public long interestPpb;

    /** ppb per 8 hours, c of the funding formula. */
    public long fundingClampPpb;

    /** ppb per 8 hours, bound of the funding rate. */
    public long fundingCapPpb;

    /** lots, 0 = none. */
    public long openInterestCap;

    /** lots from which the initial margin grows. */
    public long openInterestLower;

    /** lots at which it reaches 100 %; 0 = it does not grow. */
    public long openInterestUpper;

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
        baseImrPpm = (int) ((Words.get(in, at + 48) >>> 40) & 0xffffffL);
        makerRebatePpm = (int) ((Words.get(in, at + 48) >>> 16) & 0xffffffL);
        liquidationFeePpm = (int) (((Words.get(in, at + 48) & 0xffffL) << 8) | ((Words.get(in, at + 56) >>> 56) & 0xffL));
        markBandPpm = (int) ((Words.get(in, at + 56) >>> 32) & 0xffffffL);
        impactNotional = (Words.get(in, at + 64) >>> 32) & 0xffffffffL;
        interestPpb = Words.get(in, at + 64) & 0xffffffffL;
        fundingClampPpb = (Words.get(in, at + 72) >>> 32) & 0xffffffffL;
        fundingCapPpb = Words.get(in, at + 72) & 0xffffffffL;
        openInterestCap = (Words.get(in, at + 80) >>> 24) & 0xffffffffffL;
        openInterestLower = ((Words.get(in, at + 80) & 0xffffffL) << 16) | ((Words.get(in, at + 88) >>> 48) & 0xffffL);
        openInterestUpper = (Words.get(in, at + 88) >>> 8) & 0xffffffffffL;
    }

    @Override
    public void encode(byte[] out, int at) {
        java.util.Arrays.fill(out, at, at + 96, (byte) 0);
        Words.put(out, at + 0, (((long) maxTick & 0xffffffL) << 40) | (maxPositionLots & 0xffffffffffL));
        Words.put(out, at + 8, ((maxOrderLots & 0xffffffffffL) << 24) | ((minNotional >>> 40) & 0xffffffL));
        Words.put(out, at + 16, ((minNotional & 0xffffffffffL) << 24) | ((long) takerFeePpm & 0xffffffL));
        Words.put(out, at + 24, (((long) makerFeePpm & 0xffffffL) << 40) | (((long) jumpPpm & 0xffffffL) << 16));
        Words.put(out, at + 32, (oracleMaxAge & 0xffffffffL) << 32);
        Words.put(out, at + 48, (((long) baseImrPpm & 0xffffffL) << 40) | (((long) makerRebatePpm & 0xffffffL) << 16) | (((long) liquidationFeePpm >>> 8) & 0xffffL));
        Words.put(out, at + 56, (((long) liquidationFeePpm & 0xffL) << 56) | (((long) markBandPpm & 0xffffffL) << 32));
        Words.put(out, at + 64, ((impactNotional & 0xffffffffL) << 32) | (interestPpb & 0xffffffffL));
        Words.put(out, at + 72, ((fundingClampPpb & 0xffffffffL) << 32) | (fundingCapPpb & 0xffffffffL));
        Words.put(out, at + 80, ((openInterestCap & 0xffffffffffL) << 24) | ((openInterestLower >>> 16) & 0xffffffL));
        Words.put(out, at + 88, ((openInterestLower & 0xffffL) << 48) | ((openInterestUpper & 0xffffffffffL) << 8));
        System.arraycopy(symbol, 0, out, at + 36, 12);
    }
}
