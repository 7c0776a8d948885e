// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** FeeTiers: SYSTEM slot 4: by 30-day volume, ascending; a tier without volume is not in use. */
public final class FeeTiersCell extends Cell {
    /** Words of this kind of cell. */
    public static final int WORDS = 1;

    /** thousand USDC from which tier 1 counts. */
    public long volume1;

    /** percent off the taker fee. */
    public int takerDiscount1;

    /** percent off the maker fee. */
    public int makerDiscount1;

    public long volume2;

    public int takerDiscount2;

    public int makerDiscount2;

    public long volume3;

    public int takerDiscount3;

    public int makerDiscount3;

    public long volume4;

    public int takerDiscount4;

    public int makerDiscount4;

    public long volume5;

    public int takerDiscount5;

    public int makerDiscount5;

    public FeeTiersCell(long address) {
        super(address);
    }

    @Override
    public int words() {
        return WORDS;
    }

    @Override
    public void decode(byte[] in, int at) {
        volume1 = (Words.get(in, at + 0) >>> 32) & 0xffffffffL;
        takerDiscount1 = (int) ((Words.get(in, at + 0) >>> 24) & 0xffL);
        makerDiscount1 = (int) ((Words.get(in, at + 0) >>> 16) & 0xffL);
        volume2 = ((Words.get(in, at + 0) & 0xffffL) << 16) | ((Words.get(in, at + 8) >>> 48) & 0xffffL);
        takerDiscount2 = (int) ((Words.get(in, at + 8) >>> 40) & 0xffL);
        makerDiscount2 = (int) ((Words.get(in, at + 8) >>> 32) & 0xffL);
        volume3 = Words.get(in, at + 8) & 0xffffffffL;
        takerDiscount3 = (int) ((Words.get(in, at + 16) >>> 56) & 0xffL);
        makerDiscount3 = (int) ((Words.get(in, at + 16) >>> 48) & 0xffL);
        volume4 = (Words.get(in, at + 16) >>> 16) & 0xffffffffL;
        takerDiscount4 = (int) ((Words.get(in, at + 16) >>> 8) & 0xffL);
        makerDiscount4 = (int) (Words.get(in, at + 16) & 0xffL);
        volume5 = (Words.get(in, at + 24) >>> 32) & 0xffffffffL;
        takerDiscount5 = (int) ((Words.get(in, at + 24) >>> 24) & 0xffL);
        makerDiscount5 = (int) ((Words.get(in, at + 24) >>> 16) & 0xffL);
    }

    @Override
    public void encode(byte[] out, int at) {
        java.util.Arrays.fill(out, at, at + 32, (byte) 0);
        Words.put(out, at + 0, ((volume1 & 0xffffffffL) << 32) | (((long) takerDiscount1 & 0xffL) << 24) | (((long) makerDiscount1 & 0xffL) << 16) | ((volume2 >>> 16) & 0xffffL));
        Words.put(out, at + 8, ((volume2 & 0xffffL) << 48) | (((long) takerDiscount2 & 0xffL) << 40) | (((long) makerDiscount2 & 0xffL) << 32) | (volume3 & 0xffffffffL));
        Words.put(out, at + 16, (((long) takerDiscount3 & 0xffL) << 56) | (((long) makerDiscount3 & 0xffL) << 48) | ((volume4 & 0xffffffffL) << 16) | (((long) takerDiscount4 & 0xffL) << 8) | ((long) makerDiscount4 & 0xffL));
        Words.put(out, at + 24, ((volume5 & 0xffffffffL) << 32) | (((long) takerDiscount5 & 0xffL) << 24) | (((long) makerDiscount5 & 0xffL) << 16));
    }
}
