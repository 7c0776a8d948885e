package io.truebook.prover;

import io.truebook.derivation.BatchLog;
import io.truebook.derivation.LoggedBatch;
import io.truebook.engine.CellAddresses;
import io.truebook.l1.BatchData;
import io.truebook.l1.Bytes;
import io.truebook.l1.DataChunks;
import io.truebook.l1.Deployment;
import io.truebook.l1.EquivocationContract.Placed;
import io.truebook.l1.SegmentProof;
import io.truebook.l1.SignedHead;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What the canonical batches say of the item of a head. */
final class Contradictions {
    /** How a head stands to the batches. */
    sealed interface Finding {
        /** No batch has the item yet. */
        record Open() implements Finding {}

        /** The batch has the same chain. */
        record Agrees(LoggedBatch batch) implements Finding {}

        /** The item was posted under another lease, or is too old to be looked up: nothing follows from the head. */
        record Beside(String reason) implements Finding {}

        /** A batch of the head's own lease has another chain. */
        record Contradicts(LoggedBatch batch, Equivocation.HeadAndBatch proof) implements Finding {}
    }

    private final Deployment deployment;
    private final BatchLog batches;
    private final ItemTrail trail;
    private LoggedBatch measured;
    private long lastItem;

    Contradictions(Deployment deployment, BatchLog batches, ItemTrail trail) {
        this.deployment = deployment;
        this.batches = batches;
        this.trail = trail;
    }

    /** @param tip the last batch that was replayed @param place where L1 has the head's inbox accumulator */
    Finding of(SignedHead head, long place, LoggedBatch tip) {
        if (head.sequence() > lastItem(tip)) {
            return new Finding.Open();
        }
        Optional<ItemTrail.Batch> found = find(head.sequence(), tip.index());
        if (found.isEmpty()) {
            return new Finding.Beside("item " + head.sequence() + " is of a batch that is not kept any more");
        }
        ItemTrail.Batch kept = found.get();
        LoggedBatch batch = batches.batch(kept.header().index()).orElseThrow();
        if (!kept.header().leaseId().equals(head.leaseId())) {
            return new Finding.Beside("item " + head.sequence() + " was posted under another lease");
        }
        byte[] data = batches.data(batch);
        int segment = kept.segmentOf(head.sequence());
        ItemWalk items = from(kept, segment, data);
        int from = items.offset();
        if (!items.passes(head.sequence())) {
            return new Finding.Beside("item " + head.sequence() + " is not in batch " + batch.index());
        }
        if (items.hash().equals(head.chainHash())) {
            return new Finding.Agrees(batch);
        }
        Bytes proof = proof(kept, segment, data, from, items.offset());
        return new Finding.Contradicts(
                batch,
                new Equivocation.HeadAndBatch(
                        deployment, new Placed(head, place), kept.header(), kept.parent(), segment, proof));
    }

    /** A segment proof of the cursor alone, with the data of some items. */
    static Bytes proof(ItemTrail.Batch batch, int segment, byte[] data, int from, int to) {
        TreeMap<Long, byte[]> cells = new TreeMap<>();
        cells.put(CellAddresses.cursor(), batch.cursors().get(segment).words().bytes());
        SegmentProof proof = new SegmentProof(
                batch.header(),
                segment,
                cells,
                batch.cursors().get(segment).multiproof().bytes(),
                new DataChunks(data),
                from,
                to,
                List.of(),
                List.of());
        return Bytes.of(proof.encode());
    }

    /** The items from a segment on. */
    private static ItemWalk from(ItemTrail.Batch batch, int segment, byte[] data) {
        byte[] transactions = BatchData.split(data, batch.header().segments()).transactions();
        return new ItemWalk(batch.cursors().get(segment).cell(), transactions);
    }

    /** The batch of an item, by halving: items are numbered through. */
    private Optional<ItemTrail.Batch> find(long item, long tip) {
        long low = Math.max(1, tip - ItemTrail.KEPT + 1);
        long high = tip;
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            Optional<ItemTrail.Batch> batch = kept(middle);
            if (batch.isEmpty()) {
                return Optional.empty();
            }
            if (batch.get().before() < item) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return kept(low).filter(batch -> batch.before() < item);
    }

    private Optional<ItemTrail.Batch> kept(long index) {
        return batches.batch(index).map(LoggedBatch::hash).flatMap(hash -> trail.of(index, hash));
    }

    private long lastItem(LoggedBatch tip) {
        if (!tip.equals(measured)) {
            measured = tip;
            lastItem = kept(tip.index())
                    .map(batch -> {
                        ItemWalk items = from(batch, batch.cursors().size() - 1, batches.data(tip));
                        while (items.next()) {
                            // To the end.
                        }
                        return items.sequence();
                    })
                    .orElse(0L);
        }
        return lastItem;
    }
}
