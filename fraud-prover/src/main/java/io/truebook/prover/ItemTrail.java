package io.truebook.prover;

import io.truebook.derivation.ProvenCursor;
import io.truebook.derivation.SegmentRecord;
import io.truebook.derivation.SegmentSampler;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.tree.CellStore;
import io.truebook.tree.Records;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps the cursor before each segment of the batches replayed, so that it can be shown later what a batch says of any of its
 * items: some 600 bytes a segment, for the last {@value #KEPT} batches.
 */
public final class ItemTrail implements SegmentSampler {
    /** The family of records in the store, to be opened with it. */
    public static final String FAMILY = "item-trail";

    static final int KEPT = 10_000;

    /** @param cursors before each segment */
    record Batch(BatchHeader header, BatchHeader parent, List<ProvenCursor> cursors) {
        Batch {
            cursors = List.copyOf(cursors);
        }

        /** Number of the last item before the batch. */
        long before() {
            return cursors.getFirst().cell().sequence;
        }

        /** The last segment that begins before the item does. */
        int segmentOf(long item) {
            int segment = 0;
            while (segment + 1 < cursors.size() && cursors.get(segment + 1).cell().sequence < item) {
                segment++;
            }
            return segment;
        }
    }

    private final CellStore store;
    private final SegmentSampler checks;
    private final List<ProvenCursor> cursors = new ArrayList<>();

    /** @param checks that sample the same replay */
    public ItemTrail(CellStore store, SegmentSampler checks) {
        this.store = store;
        this.checks = checks;
    }

    /** A batch of this name, if it is among those kept. */
    Optional<Batch> of(long index, Bytes32 hash) {
        byte[] record = store.record(FAMILY, key(index));
        return record == null
                ? Optional.empty()
                : Optional.of(decode(record))
                        .filter(batch -> batch.header().hash().equals(hash));
    }

    @Override
    public boolean wants(BatchHeader header, int segment) {
        return checks.wants(header, segment);
    }

    @Override
    public void take(SegmentRecord record, Bytes32 postRoot) {
        checks.take(record, postRoot);
    }

    /** Written before the last segment has run: a batch whose last root is wrong can be shown to contradict a head as well as any. */
    @Override
    public void begins(BatchHeader header, BatchHeader parent, int segment, Supplier<ProvenCursor> cursor) {
        checks.begins(header, parent, segment, cursor);
        if (segment == 0) {
            cursors.clear();
        }
        cursors.add(cursor.get());
        if (segment == header.segments() - 1) {
            Records records = new Records();
            records.put(FAMILY, key(header.index()), encode(new Batch(header, parent, cursors)));
            if (header.index() > KEPT) {
                records.delete(FAMILY, key(header.index() - KEPT));
            }
            store.write(records);
        }
    }

    private static byte[] encode(Batch batch) {
        int length = 2 * BatchHeader.ENCODED_LENGTH + 2;
        for (ProvenCursor cursor : batch.cursors()) {
            length += 4 + cursor.words().length() + cursor.multiproof().length();
        }
        ByteBuffer out = ByteBuffer.allocate(length)
                .put(batch.header().abiEncode())
                .put(batch.parent().abiEncode())
                .putShort((short) batch.cursors().size());
        for (ProvenCursor cursor : batch.cursors()) {
            put(out, cursor.words());
            put(out, cursor.multiproof());
        }
        return out.array();
    }

    private static Batch decode(byte[] record) {
        ByteBuffer in = ByteBuffer.wrap(record);
        BatchHeader header = BatchHeader.decode(take(in, BatchHeader.ENCODED_LENGTH));
        BatchHeader parent = BatchHeader.decode(take(in, BatchHeader.ENCODED_LENGTH));
        int count = Short.toUnsignedInt(in.getShort());
        List<ProvenCursor> cursors = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Bytes words = Bytes.of(take(in, in.getShort()));
            cursors.add(new ProvenCursor(words, Bytes.of(take(in, in.getShort()))));
        }
        return new Batch(header, parent, cursors);
    }

    private static void put(ByteBuffer out, Bytes bytes) {
        out.putShort((short) bytes.length()).put(bytes.bytes());
    }

    private static byte[] take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static byte[] key(long index) {
        return ByteBuffer.allocate(Long.BYTES).putLong(index).array();
    }
}
