package io.truebook.sequencer.controller;

/** How much is taken from clients, from everything to nothing. */
public enum Level {
    /** Everything; posting when it pays. */
    NORMAL,
    /** Everything; posting as soon as nothing else is on its way. */
    POST_NOW,
    /** What does not add risk. */
    REDUCE_ONLY,
    /** Cancels, prices, and what protects the exchange. */
    HALT,
    /** Nothing: it might not come onto L1 in time. */
    CLOSED;

    Action permission() {
        return switch (this) {
            case NORMAL, POST_NOW -> Action.TAKE_ALL;
            case REDUCE_ONLY -> Action.REDUCE;
            case HALT -> Action.HALT;
            case CLOSED -> Action.CLOSE;
        };
    }
}
