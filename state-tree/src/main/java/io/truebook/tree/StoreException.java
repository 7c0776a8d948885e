package io.truebook.tree;

/** The store cannot be used: the disk failed, or what it holds is not what it says it holds. */
public final class StoreException extends RuntimeException {
    StoreException(String message) {
        super(message);
    }

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
