package io.truebook.engine;

/** Transaction bytes or an inbox message that an execution needs were not supplied. */
public final class MissingDataException extends RuntimeException {
    public MissingDataException(String message) {
        super(message);
    }
}
