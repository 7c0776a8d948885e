package io.truebook.engine;

/** Whether a segment ended with a micro-step. */
public enum SegmentEnd {
    /** The segment goes on. */
    NONE,
    /** Its work reached W: a root of the state falls here. */
    CHECKPOINT,
    /** The batch ended, and the segment with it. */
    BATCH_END
}
