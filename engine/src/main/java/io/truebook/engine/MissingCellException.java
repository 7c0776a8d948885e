package io.truebook.engine;

/** A cell that an execution needs is not in its witness. */
public final class MissingCellException extends RuntimeException {
    private final long address;

    public MissingCellException(long address) {
        super("cell " + Long.toHexString(address) + " is not in the witness");
        this.address = address;
    }

    /** The missing cell. */
    public long address() {
        return address;
    }
}
