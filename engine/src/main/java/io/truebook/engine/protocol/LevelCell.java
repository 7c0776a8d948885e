// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** Level: BOOK, within = tick & 255. */
public class LevelCell extends Cell {
    /** Words of this kind of cell. */
    public static final int WORDS = 1;

    /** first order, FIFO. */
    public long headRef;

    /** last order. */
    public long tailRef;

    /** sum of the lots of its orders. */
    public long lots;

    /** number of its orders. */
    public long orders;

    public LevelCell(long address) {
        super(address);
    }

    @Override
    public int words() {
        return WORDS;
    }

    @Override
    public void decode(byte[] in, int at) {
        headRef = (Words.get(in, at + 0) >>> 24) & 0xffffffffffL;
        tailRef = ((Words.get(in, at + 0) & 0xffffffL) << 16) | ((Words.get(in, at + 8) >>> 48) & 0xffffL);
        lots = ((Words.get(in, at + 8) & 0xffffffffffffL) << 16) | ((Words.get(in, at + 16) >>> 48) & 0xffffL);
        orders = (Words.get(in, at + 16) >>> 16) & 0xffffffffL;
    }

    @Override
    public void encode(byte[] out, int at) {
        java.util.Arrays.fill(out, at, at + 32, (byte) 0);
        Words.put(out, at + 0, ((headRef & 0xffffffffffL) << 24) | ((tailRef >>> 16) & 0xffffffL));
        Words.put(out, at + 8, ((tailRef & 0xffffL) << 48) | ((lots >>> 16) & 0xffffffffffffL));
        Words.put(out, at + 16, ((lots & 0xffffL) << 48) | ((orders & 0xffffffffL) << 16));
    }
}
