package io.truebook.sequencer.controller;

/** What the writer has to do because of a step of the controller. */
public enum Action {
    /** Close the open batch, so that it is posted. */
    POST,
    /** Take whatever clients send. */
    TAKE_ALL,
    /** Take what does not add risk. */
    REDUCE,
    /** Take cancels, prices and what protects. */
    HALT,
    /** Take nothing. */
    CLOSE
}
