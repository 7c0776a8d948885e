package io.truebook.derivation;

import io.truebook.engine.Witness;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import java.util.List;

/**
 * One segment of a batch with all that a proof of it needs.
 *
 * @param parent header of the batch before, whose final root and inbox end the batch stands on
 * @param segment 0 to K − 1
 * @param preRoot root before the segment, which is right
 * @param witness cells before the segment, bytes and messages it reads
 * @param multiproof siblings of the witness's cells in the state before, docs/multiproof.md
 * @param data interior roots and transactions of the whole batch
 * @param messages inbox messages from the parent's inbox end to the batch's
 */
public record SegmentRecord(
        BatchHeader header,
        BatchHeader parent,
        int segment,
        Bytes32 preRoot,
        Witness witness,
        Bytes multiproof,
        Bytes data,
        List<Bytes> messages) {
    public SegmentRecord {
        messages = List.copyOf(messages);
    }
}
