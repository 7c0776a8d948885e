package io.truebook.prover;

/** What a challenger does next. */
public sealed interface Move {
    /** Commits to the proof, so that whoever copies it from the mempool earns nothing. */
    record Commit() implements Move {}

    /** Shows the proof. */
    record Reveal() implements Move {}

    /** Nothing now; the situation will be looked at again. */
    record Wait(String reason) implements Move {}

    /** The batch or the bond is gone, by whoever's hand. */
    record Done() implements Move {}

    /** Nothing any more, and an operator should know why. */
    record GiveUp(String reason) implements Move {}

    /** Decides; no IO. The order of the rules is part of them. */
    static Move in(Situation situation) {
        return switch (situation.status()) {
            // Whoever deleted it: this is what the challenger is for.
            case DELETED -> new Done();
            // The Rollup would revert: this costs gas and saves nobody any more.
            case FINAL -> new GiveUp("the batch is final; it can no longer be challenged");
            // A reorg may bring the batch back, or never: a proof names its hash and so cannot hit another.
            case UNKNOWN -> new Wait("the batch is not in the canonical chain");
            case PENDING -> inPending(situation);
        };
    }

    private static Move inPending(Situation situation) {
        return switch (situation.check()) {
            // The deployed contract is the specification. Sending would only burn gas; the operator must look.
            case REFUSED -> new GiveUp("L1 refuses the proof: this engine and the contract differ here");
            // Never act on what the endpoints do not agree about.
            case UNKNOWN -> new Wait("the endpoints give no agreed answer about the proof");
            // A commitment in a block up to the head is old enough for any block after it.
            case GOOD -> situation.committedAt().isEmpty() ? new Commit() : new Reveal();
        };
    }
}
