package io.truebook.sequencer.posting;

import io.truebook.l1.BatchHeader;
import io.truebook.l1.Bytes32;
import io.truebook.sequencer.BatchLog;
import io.truebook.sequencer.SealedBatch;
import io.truebook.sequencer.Sequencer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The sequencer's own chain of batches, the sealed ones and what comes after. */
final class LocalBatches {
    private static final long PATIENCE_SECONDS = 20;

    /** @param index of the batch that was opened last @param leaseId under which */
    private record Newest(long index, byte[] leaseId) {}

    private final Sequencer sequencer;
    private final BatchHeader genesis;

    LocalBatches(Sequencer sequencer, BatchHeader genesis) {
        this.sequencer = sequencer;
        this.genesis = genesis;
    }

    /** Index of the last sealed batch. */
    long sealed() {
        long index = sequencer.sealedHeader().index();
        // The header is there a moment before the log has the batch.
        return index > 0 && batch(index).isEmpty() && sequencer.batches().get(index) != null ? index - 1 : index;
    }

    /** A sealed batch; empty for genesis, and for one long final. */
    Optional<SealedBatch> batch(long index) {
        return Optional.ofNullable(sequencer.batches().get(index)).map(BatchLog.Entry::sealed);
    }

    /** Whether a sealed batch is the one of this hash; one long final is beyond question. */
    boolean is(long index, Bytes32 hash) {
        if (index == 0) {
            return genesis.hash().equals(hash);
        }
        return batch(index).map(batch -> batch.header().hash().equals(hash)).orElse(true);
    }

    /** The leases under which everything after a batch was made, the open batch included; empty when there is nothing. */
    Set<Bytes32> leasesAbove(long index) {
        Set<Bytes32> leases = new HashSet<>();
        for (long above = index + 1; above <= sealed(); above++) {
            batch(above).ifPresent(batch -> leases.add(batch.header().leaseId()));
        }
        Newest newest = newest();
        if (newest.index() > index) {
            leases.add(Bytes32.of(newest.leaseId()));
        }
        return leases;
    }

    private Newest newest() {
        CompletableFuture<Newest> answer = new CompletableFuture<>();
        sequencer.query(
                cells -> new Newest(cells.cursor().batch, cells.cursor().leaseId.clone()),
                answer::complete,
                refusal -> answer.completeExceptionally(new IllegalStateException(refusal.message())));
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("the sequencer does not say where it stands", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
