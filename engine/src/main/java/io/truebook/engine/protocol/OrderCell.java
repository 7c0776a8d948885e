// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** Order: ACCOUNT slots 256..511. */
public class OrderCell extends Cell {
    /** Words of this kind of cell. */
    public static final int WORDS = 1;

    /** previous order at the level, 0 = head. */
    public long prevRef;

    /** next order at the level, 0 = tail. */
    public long nextRef;

    /** placing nonce. */
    public long nonce;

    /** remaining, > 0 when live. */
    public long lots;

    /** price. */
    public int tick;

    /** s. */
    public long expiry;

    public int market;

    /** order flags. */
    public int flags;

    public OrderCell(long address) {
        super(address);
    }

    @Override
    public int words() {
        return WORDS;
    }

    @Override
    public void decode(byte[] in, int at) {
        prevRef = (Words.get(in, at + 0) >>> 24) & 0xffffffffffL;
        nextRef = ((Words.get(in, at + 0) & 0xffffffL) << 16) | ((Words.get(in, at + 8) >>> 48) & 0xffffL);
        nonce = Words.get(in, at + 8) & 0xffffffffffffL;
        lots = (Words.get(in, at + 16) >>> 24) & 0xffffffffffL;
        tick = (int) (Words.get(in, at + 16) & 0xffffffL);
        expiry = (Words.get(in, at + 24) >>> 32) & 0xffffffffL;
        market = (int) ((Words.get(in, at + 24) >>> 24) & 0xffL);
        flags = (int) ((Words.get(in, at + 24) >>> 16) & 0xffL);
    }

    @Override
    public void encode(byte[] out, int at) {
        java.util.Arrays.fill(out, at, at + 32, (byte) 0);
        Words.put(out, at + 0, ((prevRef & 0xffffffffffL) << 24) | ((nextRef >>> 16) & 0xffffffL));
        Words.put(out, at + 8, ((nextRef & 0xffffL) << 48) | (nonce & 0xffffffffffffL));
        Words.put(out, at + 16, ((lots & 0xffffffffffL) << 24) | ((long) tick & 0xffffffL));
        Words.put(out, at + 24, ((expiry & 0xffffffffL) << 32) | (((long) market & 0xffL) << 24) | (((long) flags & 0xffL) << 16));
    }
}
