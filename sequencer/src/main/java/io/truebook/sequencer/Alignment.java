package io.truebook.sequencer;

/** Moves the sealed state to where L1 is. */
interface Alignment {
    /** Goes back to the state after a batch and returns an engine that stands there. @param left what the writer has been filling */
    BatchAssembly revertTo(long index, BatchAssembly left) throws InterruptedException;

    /** Takes over another sequencer's batch and returns an engine that stands after it. */
    BatchAssembly follow(Command.Follow follow) throws InterruptedException;
}
