// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** Risk: MARKET slot 1: what a margin scan reads. */
public final class RiskCell extends Cell {
    /** Words of this kind of cell. */
    public static final int WORDS = 1;

    /** 1 = listed. */
    public int listed;

    /** mark price in ticks, 0 = no price yet. */
    public int mark;

    /** nano-USDC per tick and lot. */
    public long multiplier;

    /** initial margin. */
    public int imrPpm;

    /** maintenance margin. */
    public int mmrPpm;

    /** ms, time of the last accepted price. */
    public long publishTime;

    public RiskCell(long address) {
        super(address);
    }

    @Override
    public int words() {
        return WORDS;
    }

    @Override
    public void decode(byte[] in, int at) {
        listed = (int) ((Words.get(in, at + 0) >>> 56) & 0xffL);
        mark = (int) ((Words.get(in, at + 0) >>> 32) & 0xffffffL);
        multiplier = Words.get(in, at + 0) & 0xffffffffL;
        imrPpm = (int) ((Words.get(in, at + 8) >>> 40) & 0xffffffL);
        mmrPpm = (int) ((Words.get(in, at + 8) >>> 16) & 0xffffffL);
        publishTime = ((Words.get(in, at + 8) & 0xffffL) << 32) | ((Words.get(in, at + 16) >>> 32) & 0xffffffffL);
    }

    @Override
    public void encode(byte[] out, int at) {
        java.util.Arrays.fill(out, at, at + 32, (byte) 0);
        Words.put(out, at + 0, (((long) listed & 0xffL) << 56) | (((long) mark & 0xffffffL) << 32) | (multiplier & 0xffffffffL));
        Words.put(out, at + 8, (((long) imrPpm & 0xffffffL) << 40) | (((long) mmrPpm & 0xffffffL) << 16) | ((publishTime >>> 32) & 0xffffL));
        Words.put(out, at + 16, (publishTime & 0xffffffffL) << 32);
    }
}
