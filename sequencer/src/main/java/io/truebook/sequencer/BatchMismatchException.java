package io.truebook.sequencer;

/** A batch does not give the same state when it is executed again. It must not be posted, and nothing after it can be right. */
public final class BatchMismatchException extends RuntimeException {
    BatchMismatchException(String message) {
        super(message);
    }
}
