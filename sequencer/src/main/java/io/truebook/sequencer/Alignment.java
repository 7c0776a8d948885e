package io.truebook.sequencer;

/** Moves the sealed state to where L1 is. */
interface Alignment {
    /** Goes back to the state after a batch and returns an engine that stands there. */
    BatchAssembly revertTo(long index) throws InterruptedException;

    /** Takes over another sequencer's batch and returns an engine that stands after it. */
    BatchAssembly follow(Command.Follow follow) throws InterruptedException;
}
