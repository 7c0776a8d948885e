// Generated from protocol/protocol.json. Do not edit.
package io.truebook.engine.protocol;

/** Config: SYSTEM slot 1. */
public final class ConfigCell extends Cell {
    /** Words of this kind of cell. */
    public static final int WORDS = 1;

    /** W, work units. */
    public int workLimit;

    /** M: publisher signatures needed for a price. */
    public int quorum;

    public ConfigCell(long address) {
        super(address);
    }

    @Override
    public int words() {
        return WORDS;
    }

    @Override
    public void decode(byte[] in, int at) {
        workLimit = (int) ((Words.get(in, at + 0) >>> 48) & 0xffffL);
        quorum = (int) ((Words.get(in, at + 0) >>> 40) & 0xffL);
    }

    @Override
    public void encode(byte[] out, int at) {
        java.util.Arrays.fill(out, at, at + 32, (byte) 0);
        Words.put(out, at + 0, (((long) workLimit & 0xffffL) << 48) | (((long) quorum & 0xffL) << 40));
    }
}
