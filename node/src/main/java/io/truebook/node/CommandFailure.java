package io.truebook.node;

/** A command could not do what it was asked; the message says why. The process ends with status 1. */
public final class CommandFailure extends RuntimeException {
    public CommandFailure(String message) {
        super(message);
    }
}
