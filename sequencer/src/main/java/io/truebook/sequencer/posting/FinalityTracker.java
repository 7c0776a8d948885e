package io.truebook.sequencer.posting;

import io.truebook.derivation.LoggedBatch;
import io.truebook.l1.Agreement;
import io.truebook.l1.Block;
import io.truebook.l1.BlockId;
import io.truebook.l1.Deployment;
import io.truebook.l1.L1Client;
import io.truebook.l1.RollupParameters;
import io.truebook.sequencer.BatchLog;
import io.truebook.sequencer.BatchStatus;
import io.truebook.sequencer.Sequencer;
import java.util.function.Consumer;

/** Tells the sequencer how far its batches have come on L1, backwards too when a reorg drops some. */
final class FinalityTracker {
    /** More are told with the next look. */
    private static final int AT_ONCE = 32;

    private final Sequencer sequencer;
    private final Deployment deployment;
    private final RollupParameters parameters;
    private final L1Client client;
    private final L1Answers l1;
    private final L1Figures figures;
    private final Consumer<BatchLog.Entry> advanced;
    private long posted;
    private long safe;
    private long settled;

    FinalityTracker(
            Sequencer sequencer,
            Deployment deployment,
            RollupParameters parameters,
            L1Client client,
            L1Answers l1,
            L1Figures figures,
            Consumer<BatchLog.Entry> advanced) {
        this.sequencer = sequencer;
        this.deployment = deployment;
        this.parameters = parameters;
        this.client = client;
        this.l1 = l1;
        this.figures = figures;
        this.advanced = advanced;
        for (BatchLog.Entry entry : sequencer.batches().above(0)) {
            if (entry.status() == BatchStatus.FINAL) {
                settled = entry.index();
            }
            if (entry.status() == BatchStatus.SAFE) {
                safe = entry.index();
            }
            if (entry.status() == BatchStatus.POSTED) {
                posted = entry.index();
            }
        }
        safe = Math.max(safe, settled);
        posted = Math.max(posted, safe);
    }

    /** The last batch that can no longer be undone. */
    long settled() {
        return settled;
    }

    void track(L1View view, long common) {
        for (; posted > common; posted--) {
            tell(posted, BatchStatus.SOFT);
        }
        while (posted < common) {
            tell(++posted, BatchStatus.POSTED);
            figures.posted(
                    view.chain().batches().batch(posted).orElseThrow().header().dataLength());
        }
        trackSafe(view);
        for (int i = 0; i < AT_ONCE && settled < posted && isFinal(view, settled + 1); i++) {
            tell(++settled, BatchStatus.FINAL);
            safe = Math.max(safe, settled);
        }
    }

    /** An endpoint that does not know of safe blocks holds nothing up. */
    private void trackSafe(L1View view) {
        safe = Math.min(safe, posted);
        if (safe < posted && client.agreedHead(BlockId.SAFE) instanceof Agreement.Agreed<Block>(Block block)) {
            while (safe < posted && blockOf(view, safe + 1) <= block.number()) {
                tell(++safe, BatchStatus.SAFE);
            }
        }
    }

    private static long blockOf(L1View view, long index) {
        return view.chain().batches().batch(index).orElseThrow().at().block();
    }

    private boolean isFinal(L1View view, long index) {
        LoggedBatch batch = view.chain().batches().batch(index).orElseThrow();
        return view.head().number() - batch.at().block() > parameters.finalityBlocks()
                && l1.ask(deployment.rollup().statusOf(index, batch.hash(), view.at()))
                        == io.truebook.l1.BatchStatus.FINAL;
    }

    private void tell(long index, BatchStatus status) {
        sequencer.advance(index, status);
        BatchLog.Entry entry = sequencer.batches().get(index);
        if (entry != null && status != BatchStatus.SOFT) {
            advanced.accept(entry);
        }
    }
}
