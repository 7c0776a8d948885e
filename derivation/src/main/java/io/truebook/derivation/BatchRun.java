package io.truebook.derivation;

import io.truebook.engine.CellAddresses;
import io.truebook.engine.PostedBatch;
import io.truebook.engine.SegmentEnd;
import io.truebook.engine.Witness;
import io.truebook.l1.BatchData;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.tree.CellStore;
import io.truebook.tree.Multiproof;
import java.util.List;

/** One batch, segment by segment on a store: applies what is right, stops at the first segment that is not. */
final class BatchRun {
    private final CellStore store;
    private final SegmentReplay segments;
    private final SegmentSampler sampler;
    private final BatchHeader header;
    private final BatchHeader parent;
    private final byte[] data;
    private final BatchData split;
    private final List<byte[]> messages;
    private final PostedBatch posted;

    BatchRun(
            CellStore store,
            SegmentReplay segments,
            SegmentSampler sampler,
            BatchHeader header,
            BatchHeader parent,
            byte[] data,
            List<byte[]> messages) {
        this.store = store;
        this.segments = segments;
        this.sampler = sampler;
        this.header = header;
        this.parent = parent;
        this.data = data;
        this.messages = messages;
        split = BatchData.split(data, header.segments());
        posted = new PostedBatch(
                header.index(),
                header.leaseId().bytes(),
                header.time(),
                split.transactions(),
                parent.inboxEnd(),
                messages);
    }

    Verdict run(RecoveryAhead.Signatories signatories) {
        segments.open(posted, signatories);
        Bytes32 preRoot = parent.finalRoot();
        for (int segment = 0; segment < header.segments(); segment++) {
            boolean last = segment == header.segments() - 1;
            Bytes32 claimed = last ? header.finalRoot() : split.interiorRoots().get(segment);
            sampler.begins(header, parent, segment, this::cursor);
            SegmentRecord sample =
                    sampler.wants(header, segment) ? record(segment, preRoot, segments.witness(posted)) : null;
            SegmentReplay.Outcome outcome = segments.run();
            boolean invalid = last != (outcome.end() == SegmentEnd.BATCH_END);
            if (invalid || !outcome.root().equals(claimed)) {
                segments.takeBack();
                SegmentRecord record = record(segment, preRoot, segments.witness(posted));
                return new Verdict.Invalid(new Divergence(record, claimed, outcome.root(), invalid));
            }
            if (sample != null) {
                sampler.take(sample, claimed);
            }
            preRoot = claimed;
        }
        return new Verdict.Valid();
    }

    private ProvenCursor cursor() {
        long[] address = {CellAddresses.cursor()};
        return new ProvenCursor(Bytes.of(store.read(address[0])), Bytes.of(Multiproof.build(store.tree(), address)));
    }

    private SegmentRecord record(int segment, Bytes32 preRoot, Witness witness) {
        long[] addresses =
                witness.cells().keySet().stream().mapToLong(Long::longValue).toArray();
        return new SegmentRecord(
                header,
                parent,
                segment,
                preRoot,
                witness,
                Bytes.of(Multiproof.build(store.tree(), addresses, witness.emptyAfter()::contains)),
                Bytes.of(data),
                messages.stream().map(Bytes::of).toList());
    }
}
