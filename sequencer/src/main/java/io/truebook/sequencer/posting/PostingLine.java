package io.truebook.sequencer.posting;

import io.truebook.l1.Bytes32;
import io.truebook.l1.Reverts;
import io.truebook.l1.TransactionOutcome;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Posts sealed batches in their order, several at once. What is to be posted follows from L1 and the sealed batches alone; so a crash
 * loses nothing, and after a reorg the dropped batches are simply next again.
 */
final class PostingLine {
    private final LocalBatches local;
    private final BatchPoster poster;
    private final ChainAlignment alignment;
    private final L1Options options;
    private final L1Figures figures;

    /** Sent by this process and not yet seen on L1, by hash, oldest first. */
    private final Map<Bytes32, StagedBatch> sent = new LinkedHashMap<>();

    private Bytes32 hopeless = Bytes32.ZERO;
    private long hopelessSince;

    PostingLine(
            LocalBatches local, BatchPoster poster, ChainAlignment alignment, L1Options options, L1Figures figures) {
        this.local = local;
        this.poster = poster;
        this.alignment = alignment;
        this.options = options;
        this.figures = figures;
    }

    void step(L1View view, ChainAlignment.Aligned aligned) throws InterruptedException {
        collect(view, aligned.common());
        if (!aligned.complete()) {
            figures.obstacle("CHAIN: L1 has a batch that nobody should build on");
            return;
        }
        String obstacle = "";
        long last = Math.min(local.sealed(), aligned.common() + options.inFlight());
        for (long index = aligned.common() + 1; index <= last && obstacle.isEmpty(); index++) {
            StagedBatch staged = poster.stage(local.batch(index).orElseThrow());
            boolean first = index == aligned.common() + 1;
            obstacle = first || !sent.containsKey(staged.header().hash())
                    ? objection(view, staged, first ? aligned.common() : -1)
                    : "";
            if (obstacle.isEmpty()) {
                obstacle = post(staged);
            }
        }
        figures.obstacle(obstacle);
        figures.flying(sent.size());
        poster.poll();
    }

    /** @param common the batch to go back to when it is hopeless, -1 when that cannot be said of it yet */
    private String objection(L1View view, StagedBatch staged, long common) throws InterruptedException {
        Optional<Objection> objection = poster.objection(staged);
        if (objection.isEmpty()) {
            return "";
        }
        if (common >= 0 && objection.get() instanceof Objection.Never never) {
            if (!staged.header().hash().equals(hopeless)) {
                hopeless = staged.header().hash();
                hopelessSince = view.head().number();
            } else if (view.head().number() - hopelessSince >= options.certainty()) {
                alignment.abandon(common, never.reason());
                hopeless = Bytes32.ZERO;
            }
        }
        return objection.get().reason();
    }

    private String post(StagedBatch staged) {
        TransactionOutcome outcome = poster.post(staged);
        String batch = "batch " + staged.header().index();
        return switch (outcome) {
            case TransactionOutcome.Pending pending -> {
                sent.put(staged.header().hash(), staged);
                yield pending.obstacle().isEmpty() ? "" : "L1: " + batch + ": " + pending.obstacle();
            }
            case TransactionOutcome.Confirmed confirmed -> {
                sent.put(staged.header().hash(), staged);
                yield "";
            }
            case TransactionOutcome.Reverted reverted ->
                "REVERTED: " + batch + " " + Reverts.describe(reverted.error());
            case TransactionOutcome.Lost lost -> "LOST: the nonce of " + batch + " was used by somebody else";
            case TransactionOutcome.Refused refused -> "L1: " + batch + ": " + refused.reason();
        };
    }

    /** Takes what has arrived out of the line, with its price. */
    private void collect(L1View view, long common) {
        Iterator<StagedBatch> line = sent.values().iterator();
        while (line.hasNext()) {
            StagedBatch staged = line.next();
            long index = staged.header().index();
            if (index <= common) {
                boolean arrived = view.chain()
                        .batches()
                        .batch(index)
                        .filter(batch -> batch.hash().equals(staged.header().hash()))
                        .isPresent();
                if (arrived && poster.post(staged) instanceof TransactionOutcome.Confirmed confirmed) {
                    figures.paid(confirmed.receipt().gasUsed());
                }
                line.remove();
            } else if (index > local.sealed()) {
                line.remove();
            }
        }
    }
}
