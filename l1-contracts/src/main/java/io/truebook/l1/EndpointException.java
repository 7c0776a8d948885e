package io.truebook.l1;

/** Why one endpoint gave no usable answer. Never leaves this package: clients see {@link Read} and {@link Agreement}. */
abstract sealed class EndpointException extends Exception {
    private EndpointException(String message) {
        super(message, null, false, false);
    }

    /** Dead, too slow, or not speaking JSON-RPC. */
    static final class NoAnswer extends EndpointException {
        NoAnswer(String message) {
            super(message);
        }
    }

    /** It does not have the block that was asked for (yet, or no longer). */
    static final class NotThere extends EndpointException {
        NotThere(String message) {
            super(message);
        }
    }

    /** It answered with a JSON-RPC error. */
    static final class Refused extends EndpointException {
        private final int code;
        private final String data;

        Refused(int code, String message, String data) {
            super(message);
            this.code = code;
            this.data = data;
        }

        int code() {
            return code;
        }

        /** The error's data member when it is hexadecimal, else empty. */
        String data() {
            return data;
        }
    }
}
