package io.truebook.sequencer;

import io.truebook.engine.protocol.Reason;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What became of the last items, by their number in the chain. Older ones are found in the batches. */
public final class ReceiptLog implements Feed {
    private static final int KEPT = 200_000;

    public record Receipt(long sequence, byte[] chainHash, Reason reason, long batch) {}

    private final Map<Long, Receipt> receipts = bounded();
    private final Map<Long, Receipt> reverted = bounded();
    private long latest;

    @Override
    public synchronized void happened(Outcome.Sequenced item) {
        receipts.put(item.sequence(), new Receipt(item.sequence(), item.chainHash(), item.reason(), item.batch()));
        latest = item.sequence();
    }

    @Override
    public synchronized void reverted(long sequence) {
        for (long undone = latest; undone > sequence; undone--) {
            Receipt receipt = receipts.remove(undone);
            if (receipt != null) {
                reverted.put(undone, receipt);
            }
        }
        latest = sequence;
    }

    /** The receipt of an item that stands, {@code null} when it is not known. */
    public synchronized Receipt get(long sequence) {
        return receipts.get(sequence);
    }

    /** Whether an item with this place, and with this chain hash when it is given, was undone. */
    public synchronized boolean wasReverted(long sequence, byte[] chainHash) {
        Receipt undone = reverted.get(sequence);
        if (undone == null) {
            return false;
        }
        return chainHash == null ? receipts.get(sequence) == null : Arrays.equals(undone.chainHash(), chainHash);
    }

    private static Map<Long, Receipt> bounded() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Receipt> eldest) {
                return size() > KEPT;
            }
        };
    }
}
