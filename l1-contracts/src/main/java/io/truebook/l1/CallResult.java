package io.truebook.l1;

/** What a call gave: a contract that reverts has answered, just as one that returns. */
public sealed interface CallResult {
    record Returned(Bytes data) implements CallResult {}

    /** @param data the ABI-encoded error, empty when the contract gave none or ran out of gas */
    record Reverted(Bytes data) implements CallResult {}
}
