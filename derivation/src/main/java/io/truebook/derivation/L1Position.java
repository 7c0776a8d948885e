package io.truebook.derivation;

import java.nio.ByteBuffer;

/** Where an event stands on L1: block, then place among the block's logs. As a key it sorts in the order of events. */
public record L1Position(long block, long logIndex) implements Comparable<L1Position> {
    static final int LENGTH = 16;

    @Override
    public int compareTo(L1Position other) {
        int byBlock = Long.compare(block, other.block);
        return byBlock != 0 ? byBlock : Long.compare(logIndex, other.logIndex);
    }

    byte[] key() {
        return ByteBuffer.allocate(LENGTH).putLong(block).putLong(logIndex).array();
    }

    static L1Position of(byte[] key) {
        ByteBuffer in = ByteBuffer.wrap(key);
        return new L1Position(in.getLong(), in.getLong());
    }
}
