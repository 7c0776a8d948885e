// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** Withdrawal: WITHDRAWAL, write-once. */
public final class WithdrawalCell extends Cell {
    /** Words of this kind of cell. */
    public static final int WORDS = 2;

    public final byte[] recipient = new byte[20];

    public long account;

    /** nano-USDC, multiple of WITHDRAWAL_QUANTUM. */
    public long amount;

    /** withdrawal number + 1. */
    public final byte[] numberPlusOne = new byte[32];

    public WithdrawalCell(long address) {
        super(address);
    }

    @Override
    public int words() {
        return WORDS;
    }

    @Override
    public void decode(byte[] in, int at) {
        System.arraycopy(in, at + 0, recipient, 0, 20);
        account = Words.get(in, at + 16) & 0xffffffffL;
        amount = Words.get(in, at + 24);
        System.arraycopy(in, at + 32, numberPlusOne, 0, 32);
    }

    @Override
    public void encode(byte[] out, int at) {
        java.util.Arrays.fill(out, at, at + 64, (byte) 0);
        Words.put(out, at + 16, account & 0xffffffffL);
        Words.put(out, at + 24, amount);
        System.arraycopy(recipient, 0, out, at + 0, 20);
        System.arraycopy(numberPlusOne, 0, out, at + 32, 32);
    }
}
