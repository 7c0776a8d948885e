// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** Risk: MARKET slot 1: what a margin scan reads. */
public final class RiskCell extends Cell {
    /** Words of this kind of cell. */
    public static final int WORDS = 2;

    /** see market statuses. */
    public int status;

    /** mark price in ticks, 0 = no price yet. */
    public int mark;

    /** nano-USDC per tick and lot. */
    public long multiplier;

    /** initial margin of the first tier, scaled by open interest. */
    public int imrPpm;

    /** maintenance margin of the first tier. */
    public int mmrPpm;

    /** ms, time of the last accepted price. */
    public long publishTime;

    /** index price in ticks, 0 = no price yet. */
    public int index;

    /** 1 = the last price was beyond the jump bound. */
    public int jumping;

    /** whole USDC of notional above which tier 1 counts, 0 = no tier. */
    public long tierBound1;

    /** initial margin there, in 100 ppm. */
    public int tierImr1;

    /** maintenance margin there, in 100 ppm. */
    public int tierMmr1;

    /** nano-USDC per lot paid by longs since genesis, modulo 2^64. */
    public long longIndex;

    /** nano-USDC per lot paid by shorts since genesis, modulo 2^64. */
    public long shortIndex;

    public long tierBound2;

    public int tierImr2;

    public int tierMmr2;

    public long tierBound3;

    public int tierImr3;

    public int tierMmr3;

    public RiskCell(long address) {
        super(address);
    }

    @Override
    public int words() {
        return WORDS;
    }

    @Override
    public void decode(byte[] in, int at) {
        status = (int) ((Words.get(in, at + 0) >>> 56) & 0xffL);
        mark = (int) ((Words.get(in, at + 0) >>> 32) & 0xffffffL);
        multiplier = Words.get(in, at + 0) & 0xffffffffL;
        imrPpm = (int) ((Words.get(in, at + 8) >>> 40) & 0xffffffL);
        mmrPpm = (int) ((Words.get(in, at + 8) >>> 16) & 0xffffffL);
        publishTime = ((Words.get(in, at + 8) & 0xffffL) << 32) | ((Words.get(in, at + 16) >>> 32) & 0xffffffffL);
        index = (int) ((Words.get(in, at + 16) >>> 8) & 0xffffffL);
        jumping = (int) (Words.get(in, at + 16) & 0xffL);
        tierBound1 = (Words.get(in, at + 24) >>> 32) & 0xffffffffL;
        tierImr1 = (int) ((Words.get(in, at + 24) >>> 16) & 0xffffL);
        tierMmr1 = (int) (Words.get(in, at + 24) & 0xffffL);
        longIndex = Words.get(in, at + 32);
        shortIndex = Words.get(in, at + 40);
        tierBound2 = (Words.get(in, at + 48) >>> 32) & 0xffffffffL;
        tierImr2 = (int) ((Words.get(in, at + 48) >>> 16) & 0xffffL);
        tierMmr2 = (int) (Words.get(in, at + 48) & 0xffffL);
        tierBound3 = (Words.get(in, at + 56) >>> 32) & 0xffffffffL;
        tierImr3 = (int) ((Words.get(in, at + 56) >>> 16) & 0xffffL);
        tierMmr3 = (int) (Words.get(in, at + 56) & 0xffffL);
    }

    @Override
    public void encode(byte[] out, int at) {
        java.util.Arrays.fill(out, at, at + 64, (byte) 0);
        Words.put(out, at + 0, (((long) status & 0xffL) << 56) | (((long) mark & 0xffffffL) << 32) | (multiplier & 0xffffffffL));
        Words.put(out, at + 8, (((long) imrPpm & 0xffffffL) << 40) | (((long) mmrPpm & 0xffffffL) << 16) | ((publishTime >>> 32) & 0xffffL));
        Words.put(out, at + 16, ((publishTime & 0xffffffffL) << 32) | (((long) index & 0xffffffL) << 8) | ((long) jumping & 0xffL));
        Words.put(out, at + 24, ((tierBound1 & 0xffffffffL) << 32) | (((long) tierImr1 & 0xffffL) << 16) | ((long) tierMmr1 & 0xffffL));
        Words.put(out, at + 32, longIndex);
        Words.put(out, at + 40, shortIndex);
        Words.put(out, at + 48, ((tierBound2 & 0xffffffffL) << 32) | (((long) tierImr2 & 0xffffL) << 16) | ((long) tierMmr2 & 0xffffL));
        Words.put(out, at + 56, ((tierBound3 & 0xffffffffL) << 32) | (((long) tierImr3 & 0xffffL) << 16) | ((long) tierMmr3 & 0xffffL));
    }
}
