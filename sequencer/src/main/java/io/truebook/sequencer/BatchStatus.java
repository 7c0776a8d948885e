package io.truebook.sequencer;

/** How far a batch has come. */
public enum BatchStatus {
    /** Ordered and durable here; not on L1 yet. */
    SOFT,
    /** In the canonical chain of batches on L1, and still challengeable. */
    POSTED,
    /** The same, in a block that L1 calls safe. */
    SAFE,
    /** No longer challengeable. */
    FINAL
}
