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
    public long positionMarkets0, positionMarkets1, positionMarkets2, positionMarkets3;

    /** bit (255 - slot) = order slot in use. */
    public long orderSlots0, orderSlots1, orderSlots2, orderSlots3;

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
        positionMarkets0 = Words.get(in, at + 32);
        positionMarkets1 = Words.get(in, at + 40);
        positionMarkets2 = Words.get(in, at + 48);
        positionMarkets3 = Words.get(in, at + 56);
        orderSlots0 = Words.get(in, at + 64);
        orderSlots1 = Words.get(in, at + 72);
        orderSlots2 = Words.get(in, at + 80);
        orderSlots3 = Words.get(in, at + 88);
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
        Words.put(out, at + 32, positionMarkets0);
        Words.put(out, at + 40, positionMarkets1);
        Words.put(out, at + 48, positionMarkets2);
        Words.put(out, at + 56, positionMarkets3);
        Words.put(out, at + 64, orderSlots0);
        Words.put(out, at + 72, orderSlots1);
        Words.put(out, at + 80, orderSlots2);
        Words.put(out, at + 88, orderSlots3);
    }

    /** Long 0 to 3 of positionMarkets. */
    public long positionMarkets(int index) {
        return index < 2 ? index == 0 ? positionMarkets0 : positionMarkets1 : index == 2 ? positionMarkets2 : positionMarkets3;
    }

    /** Sets long 0 to 3 of positionMarkets. */
    public void positionMarkets(int index, long bits) {
        switch (index) {
            case 0 -> positionMarkets0 = bits;
            case 1 -> positionMarkets1 = bits;
            case 2 -> positionMarkets2 = bits;
            default -> positionMarkets3 = bits;
        }
    }

    /** Long 0 to 3 of orderSlots. */
    public long orderSlots(int index) {
        return index < 2 ? index == 0 ? orderSlots0 : orderSlots1 : index == 2 ? orderSlots2 : orderSlots3;
    }

    /** Sets long 0 to 3 of orderSlots. */
    public void orderSlots(int index, long bits) {
        switch (index) {
            case 0 -> orderSlots0 = bits;
            case 1 -> orderSlots1 = bits;
            case 2 -> orderSlots2 = bits;
            default -> orderSlots3 = bits;
        }
    }
}
