package io.truebook.sequencer;

import io.truebook.derivation.ItemChain;
import io.truebook.engine.Cells;
import io.truebook.engine.ChangedCells;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.Engine;
import io.truebook.engine.EngineListener;
import io.truebook.engine.PostedBatch;
import io.truebook.engine.SegmentEnd;
import io.truebook.l1.BatchData;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.Bytes32;
import io.truebook.sequencer.divergence.Divergence;
import io.truebook.sequencer.market.EventRecorder;
import io.truebook.sequencer.signing.NativeRecovery;
import io.truebook.tree.Records;
import java.util.ArrayList;
import java.util.List;

/** Takes over batches that another sequencer has posted, each executed and compared with every root it claims. */
final class Following {
    private final State state;
    private final Divergence divergence;
    private final Eip712Domain domain;

    Following(State state, Eip712Domain domain, Divergence divergence) {
        this.divergence = divergence;
        this.state = state;
        this.domain = domain;
    }

    /**
     * Moves the state past the batch, which must stand on the sealed one; its data are those L1 hashed.
     *
     * @param messages inbox messages from the parent's inboxEnd to the header's
     * @throws BatchMismatchException when a root is not what execution gives: nobody should build on it
     */
    SealedBatch follow(BatchHeader header, byte[] data, List<byte[]> messages, long journalNext, long now) {
        BatchHeader parent = state.header();
        if (!header.parentHash().equals(parent.hash())) {
            throw new BatchMismatchException("batch " + header.index() + " does not stand on batch " + parent.index());
        }
        ItemChain before = state.place();
        EventRecorder events = new EventRecorder();
        List<ChangedCells> segments;
        try {
            segments = execute(header, parent, data, messages, events);
        } catch (BatchMismatchException mismatch) {
            state.discard();
            throw mismatch;
        }
        long traded = events.tradedNotional().sum(new Cells(state));
        divergence.opened(header.index(), now);
        divergence.changed(segments, data.length, traded);
        divergence.enterAll();
        SealedBatch batch = new SealedBatch(
                header, data, journalNext, before.sequence() + 1, state.place().sequence(), now, traded);
        state.commit(batch, new BatchHeads(before, List.of()), new Records());
        return batch;
    }

    private List<ChangedCells> execute(
            BatchHeader header, BatchHeader parent, byte[] data, List<byte[]> messages, EngineListener listener) {
        BatchData split = BatchData.split(data, header.segments());
        PostedBatch batch = new PostedBatch(
                header.index(),
                header.leaseId().bytes(),
                header.time(),
                split.transactions(),
                parent.inboxEnd(),
                messages);
        List<Bytes32> claimed = new ArrayList<>(split.interiorRoots());
        claimed.add(header.finalRoot());
        NativeRecovery recovery = new NativeRecovery();
        List<ChangedCells> segments = new ArrayList<>();
        for (int segment = 0; segment < claimed.size(); segment++) {
            Cells cells = new Cells(state);
            Engine engine = new Engine(cells, domain, recovery, listener);
            engine.open(batch);
            SegmentEnd end = engine.runSegment();
            segments.add(cells.drain());
            state.put(segments.getLast());
            if ((end == SegmentEnd.BATCH_END) != (segment + 1 == claimed.size())) {
                throw wrong(header, segment);
            }
        }
        List<Bytes32> roots = state.roots();
        for (int segment = 0; segment < claimed.size(); segment++) {
            if (!roots.get(segment).equals(claimed.get(segment))) {
                throw wrong(header, segment);
            }
        }
        return segments;
    }

    private static BatchMismatchException wrong(BatchHeader header, int segment) {
        return new BatchMismatchException(
                "batch " + header.index() + " on L1 is wrong in segment " + segment + " of " + header.segments());
    }
}
