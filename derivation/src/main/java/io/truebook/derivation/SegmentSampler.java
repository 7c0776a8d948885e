package io.truebook.derivation;

import io.truebook.l1.BatchHeader;
import io.truebook.l1.Bytes32;
import java.util.function.Supplier;

/** Picks right segments of a replay for checks of the verifier contract. Recording one costs about as much as running it. */
public interface SegmentSampler {
    /** Picks none. */
    SegmentSampler NONE = new SegmentSampler() {
        @Override
        public boolean wants(BatchHeader header, int segment) {
            return false;
        }

        @Override
        public void take(SegmentRecord record, Bytes32 postRoot) {}
    };

    boolean wants(BatchHeader header, int segment);

    /** A wanted segment that gave the root its batch claims. */
    void take(SegmentRecord record, Bytes32 postRoot);

    /** A segment is about to run, after all before it were right. @param cursor before it; to be asked now or never */
    default void begins(BatchHeader header, BatchHeader parent, int segment, Supplier<ProvenCursor> cursor) {}
}
