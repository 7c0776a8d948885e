// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** Totals: SYSTEM slot 2. */
public final class TotalsCell extends Cell {
    /** Words of this kind of cell. */
    public static final int WORDS = 1;

    /** nano-USDC deposited since genesis. */
    public long credited;

    /** nano-USDC withdrawn since genesis. */
    public long withdrawn;

    /** withdrawal cells written. */
    public long withdrawals;

    /** sub-accounts opened. */
    public long subAccounts;

    public TotalsCell(long address) {
        super(address);
    }

    @Override
    public int words() {
        return WORDS;
    }

    @Override
    public void decode(byte[] in, int at) {
        credited = Words.get(in, at + 0);
        withdrawn = Words.get(in, at + 8);
        withdrawals = (Words.get(in, at + 16) >>> 24) & 0xffffffffffL;
        subAccounts = ((Words.get(in, at + 16) & 0xffffffL) << 8) | ((Words.get(in, at + 24) >>> 56) & 0xffL);
    }

    @Override
    public void encode(byte[] out, int at) {
        java.util.Arrays.fill(out, at, at + 32, (byte) 0);
        Words.put(out, at + 0, credited);
        Words.put(out, at + 8, withdrawn);
        Words.put(out, at + 16, ((withdrawals & 0xffffffffffL) << 24) | ((subAccounts >>> 8) & 0xffffffL));
        Words.put(out, at + 24, (subAccounts & 0xffL) << 56);
    }
}
