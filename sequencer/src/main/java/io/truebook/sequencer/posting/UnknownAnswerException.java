package io.truebook.sequencer.posting;

/** L1 gave no answer to act on: no endpoint, or endpoints that disagree. Nothing may be done because of it. */
public final class UnknownAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownAnswerException(String reason) {
        super(reason, null, false, false);
    }
}
