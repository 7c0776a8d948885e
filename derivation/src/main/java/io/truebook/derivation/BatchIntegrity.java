package io.truebook.derivation;

import io.truebook.l1.BatchData;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.Bytes32;
import io.truebook.l1.DataChunks;
import io.truebook.l1.Inbox;
import io.truebook.l1.MalformedEncodingException;
import java.util.Optional;

/**
 * Whether what was read of a batch is what the Rollup took. The Rollup has checked all of this, so a difference means that L1 was read
 * wrongly, never that the batch is wrong.
 */
final class BatchIntegrity {
    /** Says what does not fit; empty when the batch can be judged. */
    static Optional<String> problem(LoggedBatch batch, LoggedBatch parent, byte[] data, InboxLog inbox) {
        BatchHeader header = batch.header();
        if (!header.hash().equals(batch.hash())
                || !header.parentHash().equals(parent.hash())
                || header.index() != parent.index() + 1) {
            return Optional.of("its header is not the one named, or does not stand on its parent");
        }
        if (header.version() != BatchHeader.VERSION) {
            return Optional.of("protocol version " + header.version() + " is not " + BatchHeader.VERSION);
        }
        if (data.length != header.dataLength() || !new DataChunks(data).root().equals(header.dataRoot())) {
            return Optional.of("its data does not have the length and root of its header");
        }
        try {
            BatchData.split(data, header.segments());
        } catch (MalformedEncodingException malformed) {
            return Optional.of(malformed.getMessage());
        }
        long messages = header.inboxEnd() - parent.header().inboxEnd();
        if (messages < 0 || messages > Inbox.MAX_MESSAGES_PER_BATCH) {
            return Optional.of("it consumes " + messages + " inbox messages");
        }
        Optional<Bytes32> accumulator = inbox.accumulatorAt(header.inboxEnd());
        if (accumulator.isEmpty() || !accumulator.get().equals(header.inboxAcc())) {
            return Optional.of("its inbox accumulator is not that of the messages read");
        }
        return Optional.empty();
    }

    private BatchIntegrity() {}
}
