package io.truebook.sequencer.controller;

/** Why the controller closes the open batch. */
public enum PostReason {
    /** It is as old as a batch may be. */
    AGE,
    /** A limit of the divergence is passed. */
    LIMIT,
    /** Another moment of waiting would cost more than posting. */
    COST
}
