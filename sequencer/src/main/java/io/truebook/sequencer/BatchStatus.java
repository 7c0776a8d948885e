package io.truebook.sequencer;

/** How far a batch has come. */
public enum BatchStatus {
    /** Ordered and durable here; not on L1 yet. */
    SOFT,
    /** In the canonical chain of batches on L1, and still challengeable. */
    POSTED,
    /** No longer challengeable. */
    FINAL
}
