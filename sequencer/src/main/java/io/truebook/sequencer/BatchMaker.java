package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.MAX_INBOX_PER_BATCH;

import io.truebook.engine.Cells;
import io.truebook.sequencer.journal.Ordering;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** Opens a batch when something comes, and closes it when it is full or no longer under the lease. For the writer's thread. */
final class BatchMaker {
    private final SequencerOptions options;
    private final Ordering ordering;
    private final LongSupplier clock;
    private BatchAssembly assembly;
    private byte[] leaseId;
    private long lastClosedAt;

    BatchMaker(SequencerOptions options, Ordering ordering, LongSupplier clock, BatchAssembly assembly) {
        this.options = options;
        this.ordering = ordering;
        this.clock = clock;
        this.assembly = assembly;
        lastClosedAt = clock.getAsLong();
    }

    BatchAssembly assembly() {
        return assembly;
    }

    Cells cells() {
        return assembly.cells();
    }

    /** When the open batch began, ms; {@link Long#MAX_VALUE} when none is open. */
    long openedAt() {
        return assembly.isOpen() ? assembly.openedAt() : Long.MAX_VALUE;
    }

    /** Makes batches under a lease from now on; {@code null} when it is given up. */
    void hold(byte[] lease) {
        // Closed also when the lease is given up, even by a process that never held it: while it lasts, what was
        // accepted
        // can still be posted.
        boolean another = leaseId != null && !Arrays.equals(lease, leaseId);
        if (assembly.isOpen() && (lease == null || another)) {
            close();
        }
        if (leaseId == null) {
            // The first batch waits for what the inbox holds: L1 takes none that leaves out overdue messages.
            lastClosedAt = clock.getAsLong();
        }
        leaseId = lease;
    }

    /** The lease is lost, and the open batch with it. */
    void forgetLease() {
        leaseId = null;
    }

    /** Goes on from another state, where no batch is open. */
    void standOn(BatchAssembly other) {
        assembly = other;
    }

    /** Makes an empty batch when there was none for long. */
    void beat(long nowMillis) {
        boolean silent = options.heartbeatMillis() > 0 && nowMillis - lastClosedAt >= options.heartbeatMillis();
        if (silent && !assembly.isOpen()) {
            makeRoom();
            close();
        }
    }

    /** Sees to it that a batch is open and that any one item still fits into it. */
    void makeRoom() {
        if (assembly.isOpen() && !BatchRoom.hasRoom(assembly, options.maxBatchBytes())) {
            close();
        }
        if (!assembly.isOpen()) {
            long index = assembly.cells().cursor().batch + 1;
            long now = clock.getAsLong();
            ordering.append(new JournalRecord.Open(index, leaseId, now).encode());
            assembly.open(index, leaseId, now);
        }
    }

    /** The same for so many inbox messages. */
    void makeRoomForMessages(int count) {
        if (assembly.isOpen() && assembly.messages() + count > MAX_INBOX_PER_BATCH) {
            close();
        }
        makeRoom();
    }

    /** Closes the open batch. */
    void close() {
        long now = clock.getAsLong();
        long engineTime = assembly.cells().cursor().time;
        long time = Math.max((engineTime + 999) / 1000, now / 1000);
        long number = ordering.append(new JournalRecord.Close(time).encode());
        assembly.close(time, number + 1);
        lastClosedAt = now;
    }
}
