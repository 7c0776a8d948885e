// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** Activity: MARKET slot 2: what changes with trades and minutes, and the market's suspense. */
public final class ActivityCell extends Cell {
    /** Words of this kind of cell. */
    public static final int WORDS = 2;

    /** minutes since the Unix epoch, up to which premiums are counted; 0 = never. */
    public long sampleMinute;

    /** ppb times minutes, in the hour of sampleMinute. */
    public long premiumSum;

    /** minutes counted in it. */
    public int premiumMinutes;

    /** 1/256 ticks, moving average of book price less index. */
    public long basis;

    /** ticks, 0 = none yet. */
    public int lastTrade;

    /** lots held long. */
    public long openInterest;

    /** nano-USDC received by settlements less paid by them, modulo 2^64. */
    public long suspense;

    /** lots of positions closed at the settlement price so far. */
    public long settledLots;

    /** ppb per 8 hours, last funding rate. */
    public long fundingRatePpb;

    /** nano-USDC of losses spread over winners since genesis. */
    public long lossSpread;

    public ActivityCell(long address) {
        super(address);
    }

    @Override
    public int words() {
        return WORDS;
    }

    @Override
    public void decode(byte[] in, int at) {
        sampleMinute = (Words.get(in, at + 0) >>> 32) & 0xffffffffL;
        premiumSum = ((Words.get(in, at + 0) & 0xffffffffL) << 32) | ((Words.get(in, at + 8) >>> 32) & 0xffffffffL);
        premiumMinutes = (int) ((Words.get(in, at + 8) >>> 16) & 0xffffL);
        basis = (((Words.get(in, at + 8) & 0xffffL) << 24) | ((Words.get(in, at + 16) >>> 40) & 0xffffffL)) << 24 >> 24;
        lastTrade = (int) ((Words.get(in, at + 16) >>> 16) & 0xffffffL);
        openInterest = ((Words.get(in, at + 16) & 0xffffL) << 32) | ((Words.get(in, at + 24) >>> 32) & 0xffffffffL);
        suspense = Words.get(in, at + 32);
        settledLots = Words.get(in, at + 40);
        fundingRatePpb = ((Words.get(in, at + 48) >>> 24) & 0xffffffffffL) << 24 >> 24;
        lossSpread = ((Words.get(in, at + 48) & 0xffffffL) << 40) | ((Words.get(in, at + 56) >>> 24) & 0xffffffffffL);
    }

    @Override
    public void encode(byte[] out, int at) {
        java.util.Arrays.fill(out, at, at + 64, (byte) 0);
        Words.put(out, at + 0, ((sampleMinute & 0xffffffffL) << 32) | ((premiumSum >>> 32) & 0xffffffffL));
        Words.put(out, at + 8, ((premiumSum & 0xffffffffL) << 32) | (((long) premiumMinutes & 0xffffL) << 16) | ((basis >>> 24) & 0xffffL));
        Words.put(out, at + 16, ((basis & 0xffffffL) << 40) | (((long) lastTrade & 0xffffffL) << 16) | ((openInterest >>> 32) & 0xffffL));
        Words.put(out, at + 24, (openInterest & 0xffffffffL) << 32);
        Words.put(out, at + 32, suspense);
        Words.put(out, at + 40, settledLots);
        Words.put(out, at + 48, ((fundingRatePpb & 0xffffffffffL) << 24) | ((lossSpread >>> 40) & 0xffffffL));
        Words.put(out, at + 56, (lossSpread & 0xffffffffffL) << 24);
    }
}
