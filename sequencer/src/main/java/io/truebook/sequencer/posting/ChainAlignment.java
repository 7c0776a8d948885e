package io.truebook.sequencer.posting;

import io.truebook.derivation.BatchLog;
import io.truebook.derivation.LoggedBatch;
import io.truebook.l1.Bytes32;
import io.truebook.l1.DataChunks;
import io.truebook.sequencer.Mode;
import io.truebook.sequencer.Sequencer;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.CompletionException;

/** Brings the sequencer's chain of batches to that of L1, which is always right: follows what others have posted, undoes what cannot stand. */
final class ChainAlignment {
    /**
     * Where the two chains stand to each other.
     *
     * @param common the last batch that both have
     * @param complete whether L1 has none beyond it
     */
    record Aligned(long common, boolean complete) {}

    private static final System.Logger LOG = System.getLogger(ChainAlignment.class.getName());

    private final Sequencer sequencer;
    private final LocalBatches local;
    private final LeaseFence fence;
    private final L1Figures figures;
    private Bytes32 refused = Bytes32.ZERO;

    ChainAlignment(Sequencer sequencer, LocalBatches local, LeaseFence fence, L1Figures figures) {
        this.sequencer = sequencer;
        this.local = local;
        this.fence = fence;
        this.figures = figures;
    }

    Aligned align(L1View view) throws InterruptedException {
        BatchLog chain = view.chain().batches();
        long common = common(chain);
        while (common < chain.tip().index()) {
            LoggedBatch next = chain.batch(common + 1).orElseThrow();
            if (next.hash().equals(refused) || !follow(view, next, common)) {
                return new Aligned(common, false);
            }
            common++;
        }
        return new Aligned(common, true);
    }

    /** Undoes everything after a batch, and burns the leases under which it was promised. */
    void abandon(long common, String reason) throws InterruptedException {
        Set<Bytes32> leases = local.leasesAbove(common);
        if (!leases.isEmpty()) {
            LOG.log(Level.WARNING, "everything after batch {0} is undone: {1}", common, reason);
            fence.burn(leases);
            sequencer.revert(common);
            figures.gaveUp();
        }
    }

    private long common(BatchLog chain) {
        long index = Math.min(chain.tip().index(), local.sealed());
        while (index > 0 && !local.is(index, chain.batch(index).orElseThrow().hash())) {
            index--;
        }
        return index;
    }

    private boolean follow(L1View view, LoggedBatch batch, long common) throws InterruptedException {
        byte[] data = view.chain().batches().data(batch);
        if (!DataChunks.root(data).equals(batch.header().dataRoot())) {
            throw new UnknownAnswerException(
                    "batch " + batch.index() + " came with other data than it was posted with");
        }
        abandon(common, "L1 has another batch " + batch.index());
        if (sequencer.standing().mode() == Mode.ACTIVE) {
            sequencer.hold(null);
        }
        // These data do not hold it: if the lease was taken with this key, somebody else has signed under it.
        fence.followed(batch.header().leaseId());
        long consumed =
                view.chain().batches().batch(common).orElseThrow().header().inboxEnd();
        try {
            sequencer.follow(
                    batch.header(),
                    data,
                    view.chain().inbox().messages(consumed, batch.header().inboxEnd()));
            return true;
        } catch (CompletionException wrong) {
            LOG.log(
                    Level.WARNING,
                    "batch {0} on L1 is not built upon: {1}",
                    batch.index(),
                    wrong.getCause().getMessage());
            refused = batch.hash();
            return false;
        }
    }
}
