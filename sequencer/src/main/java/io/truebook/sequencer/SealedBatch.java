package io.truebook.sequencer;

import io.truebook.derivation.ItemChain;
import io.truebook.l1.BatchData;
import io.truebook.l1.BatchHeader;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A batch ready for L1.
 *
 * @param data interior roots and transactions; empty when the batch is final and its bytes are no longer kept
 * @param openedAt when its first item came, ms since the Unix epoch
 * @param tradedNotional of its trades, nano-USDC
 */
public record SealedBatch(
        BatchHeader header,
        byte[] data,
        long journalNext,
        long firstSequence,
        long lastSequence,
        long openedAt,
        long tradedNotional) {
    private static final int HEAD = BatchHeader.ENCODED_LENGTH + 5 * Long.BYTES;

    public long index() {
        return header.index();
    }

    /** Its items, while its bytes are here. @param before the place in the chain at which it begins */
    ChainedBatch chained(ItemChain before) {
        byte[] transactions = data.length == 0
                ? data
                : BatchData.split(data, header.segments()).transactions();
        return new ChainedBatch(index(), before, transactions);
    }

    SealedBatch withoutData() {
        return new SealedBatch(header, new byte[0], journalNext, firstSequence, lastSequence, openedAt, tradedNotional);
    }

    byte[] encode() {
        return ByteBuffer.allocate(HEAD + data.length)
                .put(header.abiEncode())
                .putLong(journalNext)
                .putLong(firstSequence)
                .putLong(lastSequence)
                .putLong(openedAt)
                .putLong(tradedNotional)
                .put(data)
                .array();
    }

    static SealedBatch decode(byte[] in) {
        ByteBuffer numbers = ByteBuffer.wrap(in).position(BatchHeader.ENCODED_LENGTH);
        return new SealedBatch(
                BatchHeader.decode(Arrays.copyOf(in, BatchHeader.ENCODED_LENGTH)),
                Arrays.copyOfRange(in, HEAD, in.length),
                numbers.getLong(),
                numbers.getLong(),
                numbers.getLong(),
                numbers.getLong(),
                numbers.getLong());
    }
}
