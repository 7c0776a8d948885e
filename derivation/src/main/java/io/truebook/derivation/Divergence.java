package io.truebook.derivation;

import io.truebook.l1.BatchHeader;
import io.truebook.l1.Bytes32;

/**
 * The first segment of a batch that does not give its root.
 *
 * @param record the segment, with what a proof needs
 * @param claimed root that the batch gives for the end of the segment
 * @param computed root that the segment really ends in; of the state where it was stopped when {@code invalid}
 * @param invalid whether the segment breaks the number of segments: batch end too early, or none in the last
 */
public record Divergence(SegmentRecord record, Bytes32 claimed, Bytes32 computed, boolean invalid) {
    public BatchHeader header() {
        return record.header();
    }

    public int segment() {
        return record.segment();
    }
}
