package io.truebook.sequencer.controller;

/** @param since when the level was entered, ms */
public record ControllerState(Level level, long since, PostingCost posting) {
    public static ControllerState from(long nowMillis) {
        return new ControllerState(Level.NORMAL, nowMillis, PostingCost.NONE);
    }
}
