package io.truebook.sequencer;

/** How the sequencer stands. */
public enum Mode {
    /** It does not hold the lease: it answers questions and accepts nothing. */
    WAITING,
    /** It holds the lease and accepts items. */
    ACTIVE,
    /** A check of its own failed: it accepts nothing and posts nothing until an operator has looked. */
    HALTED,
    /** It is shut down. */
    STOPPED
}
