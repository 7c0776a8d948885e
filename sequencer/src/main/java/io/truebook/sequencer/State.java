package io.truebook.sequencer;

import io.truebook.derivation.ItemChain;
import io.truebook.engine.CellAddresses;
import io.truebook.engine.CellSource;
import io.truebook.engine.ChangedCells;
import io.truebook.engine.Genesis;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.Bytes32;
import io.truebook.sequencer.delay.Delays;
import io.truebook.sequencer.divergence.Undo;
import io.truebook.sequencer.lifecycle.ItemLog;
import io.truebook.sequencer.lifecycle.ItemName;
import io.truebook.sequencer.lifecycle.UndoneItem;
import io.truebook.tree.Boundary;
import io.truebook.tree.CellChange;
import io.truebook.tree.CellStore;
import io.truebook.tree.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The sealed state on disk: one boundary per batch, numbered like it, and the batches themselves beside it. The writer reads cells
 * it has not seen yet while the sealer moves the boundary; a cell the writer has changed is in its own memory, so it never asks for one
 * that the sealer is about to change, and the last boundary is good enough for it.
 */
final class State implements CellSource, AutoCloseable {
    private static final String BATCHES = "batches";
    private static final String WAITING = "waiting-orders";
    private static final String NAMES = "client-order-ids";
    private static final String HEADS = "batch-heads";
    private static final String PROGRESS = "batch-progress";
    private static final String UNDONE = "undone-items";

    private final CellStore store;

    private State(CellStore store) {
        this.store = store;
    }

    /** Opens the store, or begins it with the genesis state. */
    static State open(Path folder, long genesisTime) {
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot create " + folder, failure);
        }
        State state = new State(CellStore.open(
                folder,
                CellAddresses::words,
                BATCHES,
                WAITING,
                NAMES,
                HEADS,
                PROGRESS,
                UNDONE,
                Delays.HISTOGRAMS,
                Delays.TIMES));
        if (state.store.isFresh()) {
            state.begin(genesisTime);
        }
        return state;
    }

    /** For those who keep records of their own in it. */
    CellStore store() {
        return store;
    }

    @Override
    public synchronized byte[] read(long address) {
        return store.read(address);
    }

    /**
     * A cell of the last boundary. Does not wait for the sealer, which has the state to itself for as long as a disk takes to sync.
     */
    byte[] committed(long address) {
        return store.committed(address);
    }

    /** Header of the last sealed batch. */
    synchronized BatchHeader header() {
        return BatchHeader.decode(Arrays.copyOf(store.boundary().position(), BatchHeader.ENCODED_LENGTH));
    }

    /** The first journal record that the sealed state does not contain. */
    synchronized long journalNext() {
        return ByteBuffer.wrap(store.boundary().position()).getLong(BatchHeader.ENCODED_LENGTH);
    }

    /** Sets cells in memory. */
    synchronized void put(ChangedCells cells) {
        store.put(new CellChange(cells.addresses(), cells.values()));
    }

    /** The roots after each of the segments put since the last call. */
    synchronized List<Bytes32> roots() {
        return store.roots().stream().map(Bytes32::of).toList();
    }

    synchronized void discard() {
        store.discard();
    }

    /** The place in the chain of items that the sealed state is at. */
    synchronized ItemChain place() {
        CursorCell cursor = new CursorCell(CellAddresses.cursor());
        cursor.decode(store.read(CellAddresses.cursor()), 0);
        return new ItemChain(cursor.sequence, Bytes32.of(cursor.chainHash));
    }

    /** Makes the applied cells, the batch with its heads, and records that belong to it durable at once. */
    synchronized void commit(SealedBatch batch, BatchHeads heads, Records records) {
        records.put(BATCHES, key(batch.index()), batch.encode()).put(HEADS, key(batch.index()), heads.encode());
        store.commit(batch.index(), position(batch.header(), batch.journalNext()), records);
    }

    /** All sealed batches, in order. */
    synchronized List<SealedBatch> batches() {
        List<SealedBatch> batches = new ArrayList<>();
        store.forEachRecord(BATCHES, key(0), (key, value) -> batches.add(SealedBatch.decode(value)));
        return batches;
    }

    /** What the batches that can still be undone have changed, oldest first. */
    synchronized List<Undo> undo() {
        List<Undo> all = new ArrayList<>();
        store.forEachUndo((number, addresses, before) -> {
            SealedBatch batch = SealedBatch.decode(store.record(BATCHES, key(number)));
            all.add(new Undo(number, batch.openedAt(), batch.data().length, batch.tradedNotional(), addresses, before));
        });
        return all;
    }

    /** What is kept of a batch for receipts; empty when it is final. Does not wait for the sealer. */
    Optional<BatchHeads> heads(long index) {
        return Optional.ofNullable(store.record(HEADS, key(index))).map(BatchHeads::decode);
    }

    /** How far L1 had come with batches that are not final, as it was last noted. */
    Map<Long, BatchLog.Progress> progress() {
        Map<Long, BatchLog.Progress> progress = new TreeMap<>();
        store.forEachRecord(PROGRESS, new byte[0], (key, value) -> {
            progress.put(ByteBuffer.wrap(key).getLong(), BatchLog.Progress.decode(value));
            return true;
        });
        return progress;
    }

    /** Notes how far L1 has come with a batch. Does not wait for the sealer. */
    void note(long index, BatchLog.Progress progress) {
        store.write(new Records().put(PROGRESS, key(index), progress.encode()));
    }

    /** Items that were undone, of which the newest are kept. */
    List<UndoneItem> undoneItems() {
        List<UndoneItem> items = new ArrayList<>();
        store.forEachRecord(UNDONE, new byte[0], (key, value) -> items.add(UndoneItem.decode(key, value)));
        return items;
    }

    /** A final batch keeps its header only, and can no longer be undone. */
    synchronized void finalized(SealedBatch batch) {
        store.write(new Records()
                .put(BATCHES, key(batch.index()), batch.withoutData().encode())
                .delete(HEADS, key(batch.index()))
                .delete(PROGRESS, key(batch.index())));
        store.pruneUndoUpTo(batch.index());
    }

    /** The framed items of all orders that wait for a price or time. */
    List<byte[]> waitingOrders() {
        List<byte[]> items = new ArrayList<>();
        store.forEachRecord(WAITING, new byte[0], (key, value) -> items.add(value));
        return items;
    }

    /** Makes waiting orders durable, and forgets others. Does not wait for the sealer. */
    void keepWaitingOrders(List<WaitingOrder> kept, List<byte[]> forgotten) {
        Records records = new Records();
        kept.forEach(order -> records.put(WAITING, order.id(), order.stored()));
        forgotten.forEach(id -> records.delete(WAITING, id));
        store.write(records);
    }

    /** The names of orders as they were last kept. */
    List<ClientOrderIds.Change> clientOrderIds() {
        List<ClientOrderIds.Change> names = new ArrayList<>();
        store.forEachRecord(NAMES, new byte[0], (key, value) -> names.add(ClientOrderIds.Change.decode(key, value)));
        return names;
    }

    /** Makes names durable, and forgets others. Does not wait for the sealer. */
    void keepClientOrderIds(List<ClientOrderIds.Change> changes) {
        Records records = new Records();
        for (ClientOrderIds.Change change : changes) {
            if (change.name() == null) {
                records.delete(NAMES, change.key());
            } else {
                records.put(NAMES, change.key(), change.value());
            }
        }
        store.write(records);
    }

    /**
     * Goes back to the state after a batch. The batches after it are forgotten; of their items it is kept that they were undone.
     *
     * @param unsealed items after the last sealed batch, which are undone as well
     * @param at ms since the Unix epoch
     * @return all items that were undone, in order
     */
    synchronized List<UndoneItem> takeBack(long index, List<UndoneItem> unsealed, long at) {
        List<UndoneItem> undone = new ArrayList<>();
        Records records = new Records();
        store.forEachRecord(BATCHES, key(index + 1), (key, value) -> {
            SealedBatch batch = SealedBatch.decode(value);
            heads(batch.index())
                    .ifPresent(heads -> batch.chained(heads.before())
                            .forEach((place, frame) ->
                                    undone.add(new UndoneItem(place, batch.index(), ItemName.of(frame), at))));
            records.delete(BATCHES, key).delete(HEADS, key).delete(PROGRESS, key);
            return true;
        });
        undone.addAll(unsealed);
        List<UndoneItem> newest = undone.subList(Math.max(0, undone.size() - ItemLog.KEPT), undone.size());
        newest.forEach(item -> records.put(UNDONE, item.key(), item.value()));
        if (header().index() > index) {
            store.rollbackTo(index, records);
        } else {
            store.write(records);
        }
        forgetOldestUndone();
        return undone;
    }

    private void forgetOldestUndone() {
        List<UndoneItem> all = undoneItems();
        Records records = new Records();
        all.stream()
                .sorted(Comparator.comparingLong(UndoneItem::at))
                .limit(Math.max(0, all.size() - ItemLog.KEPT))
                .forEach(item -> records.delete(UNDONE, item.key()));
        store.write(records);
    }

    @Override
    public synchronized void close() {
        store.close();
    }

    private void begin(long genesisTime) {
        Map<Long, byte[]> cells = new TreeMap<>();
        Genesis.write(genesisTime, cells::put);
        long[] addresses = cells.keySet().stream().mapToLong(Long::longValue).toArray();
        byte[] root = store.apply(addresses, cells.values().toArray(byte[][]::new));
        BatchHeader genesis = BatchHeader.genesis(genesisTime, Bytes32.of(root));
        Boundary boundary = store.commit(0, position(genesis, 0), new Records());
        if (boundary.number() != 0) {
            throw new IllegalStateException("genesis is not boundary 0");
        }
    }

    private static byte[] position(BatchHeader header, long journalNext) {
        return ByteBuffer.allocate(BatchHeader.ENCODED_LENGTH + Long.BYTES)
                .put(header.abiEncode())
                .putLong(journalNext)
                .array();
    }

    private static byte[] key(long index) {
        return ByteBuffer.allocate(Long.BYTES).putLong(index).array();
    }
}
