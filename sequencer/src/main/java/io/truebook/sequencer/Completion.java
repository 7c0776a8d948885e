package io.truebook.sequencer;

/** Told once what became of a submitted item; must not block. */
@FunctionalInterface
public interface Completion {
    void complete(Outcome outcome);
}
