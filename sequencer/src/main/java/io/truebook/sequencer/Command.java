package io.truebook.sequencer;

import io.truebook.engine.Cells;
import io.truebook.l1.BatchHeader;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What the writer can be asked to do. */
sealed interface Command
        permits Submission,
                Command.Query,
                Command.Deliver,
                Command.Hold,
                Command.Revert,
                Command.Follow,
                Command.Finalized {
    /** Reads the state between two items; the answer is given when all it may depend on is durable. */
    non-sealed interface Query extends Command {
        Completion read(Cells cells);

        void refused(Refusal refusal);
    }

    /** Inbox messages of L1, the first with this number. */
    record Deliver(long first, List<byte[]> messages) implements Command {}

    /** The lease under which batches are made from now on, {@code null} for none. */
    record Hold(byte[] leaseId) implements Command {}

    /** A batch, and all before it, can no longer be undone. */
    record Finalized(long index) implements Command {}

    /** Everything after a batch is gone from L1. */
    record Revert(long index, CompletableFuture<Void> done) implements Command {}

    /** A batch that another sequencer has posted, on top of the last sealed one. */
    record Follow(BatchHeader header, byte[] data, List<byte[]> messages, CompletableFuture<Void> done)
            implements Command {}
}
