package io.truebook.derivation;

/** What a replay says about a batch. */
public sealed interface Verdict {
    /** Every segment gives the root the batch claims. */
    record Valid() implements Verdict {}

    /** A segment does not, and can be proven not to. */
    record Invalid(Divergence divergence) implements Verdict {}

    /** It cannot be said, and nothing must be done about the batch. */
    record Unknown(String reason) implements Verdict {}
}
