package io.truebook.derivation;

/** A batch and what a replay says about it. */
public record Judged(LoggedBatch batch, Verdict verdict) {}
