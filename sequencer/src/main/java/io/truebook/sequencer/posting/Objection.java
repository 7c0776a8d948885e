package io.truebook.sequencer.posting;

/** Why a batch cannot go to L1 now. */
public sealed interface Objection {
    String reason();

    /** It may go later. */
    record NotYet(String reason) implements Objection {}

    /** As L1 stands, the Rollup will never take it: what it holds is lost unless L1 itself goes back. */
    record Never(String reason) implements Objection {}
}
