package io.truebook.sequencer.lifecycle;

/** Bytes that are no receipt. */
public final class MalformedReceiptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedReceiptException(String message) {
        super(message);
    }
}
