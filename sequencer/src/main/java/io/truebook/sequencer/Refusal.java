package io.truebook.sequencer;

/** Why the sequencer takes nothing at the moment. Nothing was ordered; the same request may succeed later. */
public enum Refusal {
    /** More bytes than L1 has room for at the configured rate. */
    DATA_RATE("the data rate that L1 can carry is used up"),
    /** Too much is not on L1 yet, or for too long: cancels and what protects the exchange are taken, and in the end nothing. */
    POSTING_BEHIND("the state is too far ahead of L1"),
    /** The queue to the writer is full. */
    OVERLOADED("too many requests are waiting"),
    /** This sequencer does not hold the lease. */
    NO_LEASE("this sequencer does not hold the lease"),
    /** The journal cannot make anything durable. */
    NOT_DURABLE("nothing can be made durable"),
    /** The sequencer has stopped itself because its own batch did not check. */
    HALTED("the sequencer has halted itself"),
    /** The item came after the sequencer began to stop. */
    STOPPING("the sequencer is stopping"),
    /** The account has as many waiting orders as are kept. */
    TOO_MANY_WAITING("this account has too many orders waiting for a price or time"),
    /** Items that need no signature come too often. */
    UNSIGNED_RATE("this was submitted a moment ago, or too many items without a signature were"),
    /** The name is that of another live order. */
    CLIENT_ORDER_ID_TAKEN("a live order of this account has this clientOrderId"),
    /** Much is not on L1 yet, or for long: what adds risk waits. */
    REDUCING("the state is far ahead of L1: only what reduces risk is taken");

    private final String message;

    Refusal(String message) {
        this.message = message;
    }

    public String message() {
        return message;
    }
}
