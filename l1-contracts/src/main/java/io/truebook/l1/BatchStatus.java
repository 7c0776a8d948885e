package io.truebook.l1;

/** What L1 says of a batch hash, in the order of the contract's enum. */
public enum BatchStatus {
    /** Never appended, or dropped by an L1 reorg. */
    UNKNOWN,
    /** Canonical, may still be challenged. */
    PENDING,
    /** Canonical, can no longer be challenged. */
    FINAL,
    /** Removed by a proof against it or against an ancestor. */
    DELETED;

    static BatchStatus of(long code) {
        if (code < 0 || code >= values().length) {
            throw new MalformedEncodingException("batch status " + code);
        }
        return values()[(int) code];
    }
}
