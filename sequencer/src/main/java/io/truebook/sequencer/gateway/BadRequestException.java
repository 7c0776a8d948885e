package io.truebook.sequencer.gateway;

/** What a client sent cannot be understood; the message says where. */
final class BadRequestException extends RuntimeException {
    BadRequestException(String message) {
        super(message, null, false, false);
    }
}
