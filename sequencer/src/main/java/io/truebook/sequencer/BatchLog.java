package io.truebook.sequencer;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Where every batch stands between the writer and L1. */
public final class BatchLog {
    /** Final batches beyond this many are forgotten. */
    private static final int KEPT = 100_000;

    /**
     * @param sealed {@code null} while its roots are being computed
     * @param lastSequence of its last item
     * @param openedAt ms
     * @param postedAt when it was seen on L1, ms, 0 before
     * @param finalAt when it was seen to be final, ms, 0 before
     */
    public record Entry(
            long index,
            SealedBatch sealed,
            BatchStatus status,
            long firstSequence,
            long lastSequence,
            long openedAt,
            long postedAt,
            long finalAt) {
        private Entry with(Progress progress, SealedBatch batch) {
            return new Entry(
                    index,
                    batch,
                    progress.status(),
                    firstSequence,
                    lastSequence,
                    openedAt,
                    progress.postedAt(),
                    finalAt);
        }

        private Entry finalAt(long now) {
            return new Entry(index, sealed, status, firstSequence, lastSequence, openedAt, postedAt, now);
        }
    }

    /** What L1 was last seen to say of a batch. @param postedAt ms, 0 when it is not on L1 */
    record Progress(BatchStatus status, long postedAt) {
        byte[] encode() {
            return ByteBuffer.allocate(1 + Long.BYTES)
                    .put((byte) status.ordinal())
                    .putLong(postedAt)
                    .array();
        }

        static Progress decode(byte[] bytes) {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            return new Progress(BatchStatus.values()[in.get()], in.getLong());
        }
    }

    private final ConcurrentSkipListMap<Long, Entry> entries = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<Long, Long> byFirstSequence = new ConcurrentSkipListMap<>();
    private volatile long oldestUnposted = Long.MAX_VALUE;

    /** @param progress of batches that are not final */
    void load(List<SealedBatch> batches, Map<Long, Progress> progress) {
        for (SealedBatch batch : batches) {
            boolean dataKept = batch.data().length > 0 || batch.header().dataLength() == 0;
            put(entry(batch, dataKept ? BatchStatus.SOFT : BatchStatus.FINAL));
        }
        progress.forEach((index, known) -> entries.computeIfPresent(
                index, (key, entry) -> entry.status() == BatchStatus.SOFT ? entry.with(known, entry.sealed()) : entry));
        findOldestUnposted();
    }

    void closed(ClosedBatch batch) {
        put(new Entry(
                batch.batch().index(),
                null,
                BatchStatus.SOFT,
                batch.firstSequence(),
                batch.lastSequence(),
                batch.openedAt(),
                0,
                0));
    }

    void sealed(SealedBatch batch) {
        put(entry(batch, BatchStatus.SOFT));
    }

    public void advance(long index, BatchStatus status, long now) {
        entries.computeIfPresent(index, (key, entry) -> {
            long postedAt = status == BatchStatus.SOFT ? 0 : entry.postedAt() == 0 ? now : entry.postedAt();
            Progress progress = new Progress(status, postedAt);
            return status == BatchStatus.FINAL
                    ? entry.with(progress, entry.sealed().withoutData()).finalAt(now)
                    : entry.with(progress, entry.sealed());
        });
        while (entries.size() > KEPT && entries.firstEntry().getValue().status() == BatchStatus.FINAL) {
            Entry oldest = entries.pollFirstEntry().getValue();
            byFirstSequence.remove(oldest.firstSequence(), oldest.index());
        }
        findOldestUnposted();
    }

    void revertTo(long index) {
        for (Entry entry : entries.tailMap(index, false).values()) {
            byFirstSequence.remove(entry.firstSequence(), entry.index());
        }
        entries.tailMap(index, false).clear();
        findOldestUnposted();
    }

    /** A batch, {@code null} when it is not known. */
    public Entry get(long index) {
        return entries.get(index);
    }

    /** The newest batch, {@code null} before the first. */
    public Entry latest() {
        Map.Entry<Long, Entry> last = entries.lastEntry();
        return last == null ? null : last.getValue();
    }

    /** The batch of an item, {@code null} when it is still open or not known. */
    public Entry ofSequence(long sequence) {
        Map.Entry<Long, Long> floor = byFirstSequence.floorEntry(sequence);
        Entry entry = floor == null ? null : entries.get(floor.getValue());
        return entry == null || sequence > entry.lastSequence() ? null : entry;
    }

    /** The batches above an index, in order. */
    public Iterable<Entry> above(long index) {
        return entries.tailMap(index, false).values();
    }

    /** When the oldest batch that is not on L1 began, ms; {@link Long#MAX_VALUE} when all are. Asked for with every item. */
    long oldestUnposted() {
        return oldestUnposted;
    }

    /** Each thread that has changed an entry looks again, so that the last to look has seen all changes. */
    private synchronized void findOldestUnposted() {
        oldestUnposted = openedAtOfOldestUnposted();
    }

    private long openedAtOfOldestUnposted() {
        for (Entry entry : entries.descendingMap().values()) {
            if (entry.status() != BatchStatus.SOFT) {
                Map.Entry<Long, Entry> next = entries.higherEntry(entry.index());
                return next == null ? Long.MAX_VALUE : next.getValue().openedAt();
            }
        }
        Map.Entry<Long, Entry> first = entries.firstEntry();
        return first == null ? Long.MAX_VALUE : first.getValue().openedAt();
    }

    private static Entry entry(SealedBatch batch, BatchStatus status) {
        return new Entry(
                batch.index(), batch, status, batch.firstSequence(), batch.lastSequence(), batch.openedAt(), 0, 0);
    }

    private void put(Entry entry) {
        entries.put(entry.index(), entry);
        byFirstSequence.put(entry.firstSequence(), entry.index());
        findOldestUnposted();
    }
}
