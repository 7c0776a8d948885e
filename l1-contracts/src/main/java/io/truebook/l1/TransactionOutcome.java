package io.truebook.l1;

/** What has become of a request. */
public sealed interface TransactionOutcome {
    /** Included and successful. A reorg may still drop it: the sender keeps watching until it is settled, and sends it again. */
    record Confirmed(Receipt receipt) implements TransactionOutcome {}

    /** Included, and the contract reverted. @param error as far as it can still be told, else empty */
    record Reverted(Receipt receipt, Bytes error) implements TransactionOutcome {}

    /** Persisted and out, or to be sent again. @param obstacle what the endpoints last said against it, else empty */
    record Pending(Bytes32 hash, int attempts, String obstacle) implements TransactionOutcome {}

    /** Its nonce was used up by a transaction that this sender did not make: it can never be included any more. */
    record Lost(long nonce) implements TransactionOutcome {}

    /** Neither persisted nor sent. */
    record Refused(String reason) implements TransactionOutcome {}
}
