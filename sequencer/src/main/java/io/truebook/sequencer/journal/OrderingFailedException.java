package io.truebook.sequencer.journal;

/** The order can no longer be made durable, or what is on disk is not what was written. */
public final class OrderingFailedException extends RuntimeException {
    public OrderingFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    public OrderingFailedException(String message) {
        super(message);
    }
}
