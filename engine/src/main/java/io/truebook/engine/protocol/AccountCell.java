// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** Account: ACCOUNT slot 0. */
public class AccountCell extends Cell {
    /** Words of this kind of cell. */
    public static final int WORDS = 4;

    /** signing address; 0 = account does not exist. */
    public final byte[] owner = new byte[20];

    /** nano-USDC, realized. */
    public long collateral;

    /** s, scheduled cancel-all: from then on no order of the account counts; 0 = none. */
    public long cancelAt;

    /** 16 x u16, slot i in bits 255-16i..240-16i: market + 1, 0 = free. */
    public final long[] positionMarkets = new long[4];

    /** bit (255 - slot) = order slot in use. */
    public final long[] orderSlots = new long[4];

    /** the 30-day epoch that volume belongs to. */
    public int volumeEpoch;

    /** milli-USDC traded in that epoch. */
    public long volume;

    /** milli-USDC traded in the epoch before. */
    public long volumeBefore;

    public AccountCell(long address) {
        super(address);
    }

    @Override
    public int words() {
        return WORDS;
    }

    @Override
    public void decode(byte[] in, int at) {
        System.arraycopy(in, at + 0, owner, 0, 20);
        collateral = ((Words.get(in, at + 16) & 0xffffffffL) << 32) | ((Words.get(in, at + 24) >>> 32) & 0xffffffffL);
        cancelAt = Words.get(in, at + 24) & 0xffffffffL;
        positionMarkets[0] = Words.get(in, at + 32);
        positionMarkets[1] = Words.get(in, at + 40);
        positionMarkets[2] = Words.get(in, at + 48);
        positionMarkets[3] = Words.get(in, at + 56);
        orderSlots[0] = Words.get(in, at + 64);
        orderSlots[1] = Words.get(in, at + 72);
        orderSlots[2] = Words.get(in, at + 80);
        orderSlots[3] = Words.get(in, at + 88);
        volumeEpoch = (int) ((Words.get(in, at + 96) >>> 48) & 0xffffL);
        volume = (Words.get(in, at + 96) >>> 8) & 0xffffffffffL;
        volumeBefore = ((Words.get(in, at + 96) & 0xffL) << 32) | ((Words.get(in, at + 104) >>> 32) & 0xffffffffL);
    }

    @Override
    public void encode(byte[] out, int at) {
        java.util.Arrays.fill(out, at, at + 128, (byte) 0);
        Words.put(out, at + 16, (collateral >>> 32) & 0xffffffffL);
        Words.put(out, at + 24, ((collateral & 0xffffffffL) << 32) | (cancelAt & 0xffffffffL));
        Words.put(out, at + 96, (((long) volumeEpoch & 0xffffL) << 48) | ((volume & 0xffffffffffL) << 8) | ((volumeBefore >>> 32) & 0xffL));
        Words.put(out, at + 104, (volumeBefore & 0xffffffffL) << 32);
        System.arraycopy(owner, 0, out, at + 0, 20);
        Words.put(out, at + 32, positionMarkets[0]);
        Words.put(out, at + 40, positionMarkets[1]);
        Words.put(out, at + 48, positionMarkets[2]);
        Words.put(out, at + 56, positionMarkets[3]);
        Words.put(out, at + 64, orderSlots[0]);
        Words.put(out, at + 72, orderSlots[1]);
        Words.put(out, at + 80, orderSlots[2]);
        Words.put(out, at + 88, orderSlots[3]);
    }
}
