package io.truebook.derivation;

import io.truebook.l1.BatchData;
import io.truebook.l1.Bytes32;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where every batch on L1, deleted ones too, stands in the chain of items: from their bytes alone, by framing. */
public final class BatchPlaces {
    /** @param canonical false when it was deleted @param end the place after its last item */
    public record Placed(LoggedBatch batch, boolean canonical, ItemChain before, ItemChain end) {
        /** Whether it has the item of this number. */
        public boolean has(long sequence) {
            return before.sequence() < sequence && sequence <= end.sequence();
        }
    }

    private final BatchLog batches;
    private final List<Placed> all = new ArrayList<>();

    public BatchPlaces(BatchLog batches) {
        this.batches = batches;
        Map<Bytes32, ItemChain> ends = new HashMap<>();
        ends.put(batches.genesisHash(), ItemChain.START);
        for (LoggedBatch batch : batches.appended()) {
            ItemChain before = ends.get(batch.header().parentHash());
            ItemChain end = before.after(frames(batch));
            ends.put(batch.hash(), end);
            boolean canonical = batches.batch(batch.index())
                    .filter(there -> there.hash().equals(batch.hash()))
                    .isPresent();
            all.add(new Placed(batch, canonical, before, end));
        }
    }

    /** The batches of a lease that have an item of this number. */
    public List<Placed> of(Bytes32 leaseId, long sequence) {
        return all.stream()
                .filter(placed -> placed.batch().header().leaseId().equals(leaseId) && placed.has(sequence))
                .toList();
    }

    /** Whether a batch of this lease was deleted. */
    public boolean lostBatches(Bytes32 leaseId) {
        return all.stream()
                .anyMatch(placed ->
                        !placed.canonical() && placed.batch().header().leaseId().equals(leaseId));
    }

    /** The chain hash after one of a batch's items. */
    public Bytes32 hashAfter(Placed placed, long sequence) {
        int count = (int) (sequence - placed.before().sequence());
        return placed.before().after(frames(placed.batch()).subList(0, count)).hash();
    }

    private List<byte[]> frames(LoggedBatch batch) {
        byte[] data = batches.data(batch);
        return ItemChain.frames(BatchData.split(data, batch.header().segments()).transactions());
    }

    /** The accumulator's place in the inbox: after how many messages it is; empty when the inbox has none such. */
    static Optional<Long> inboxLength(InboxLog inbox, Bytes32 accumulator) {
        for (long count = inbox.end().length(); count >= 0; count--) {
            if (inbox.accumulatorAt(count).equals(Optional.of(accumulator))) {
                return Optional.of(count);
            }
        }
        return Optional.empty();
    }
}
