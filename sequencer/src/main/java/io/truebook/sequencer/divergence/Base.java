package io.truebook.sequencer.divergence;

/** What the fast state is compared with. */
public enum Base {
    /** The state after the last batch on L1. */
    POSTED,
    /** The state after the last batch that L1 holds final. */
    FINAL
}
