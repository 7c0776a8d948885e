package io.truebook.tree;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * The state on disk: cells, the boundary they belong to, one undo record per boundary, and records of the caller's own. Cells are
 * applied in memory first, where their root can be looked at, and become durable with the next commit: one synced write, so that a
 * crash at any instant reopens at an exact boundary. Inner nodes live in memory and are rebuilt at opening, where a root that is not
 * the recorded one refuses the store. For one writer thread; only {@link #committed}, {@link #record} and {@link #close} may come
 * from others.
 */
public final class CellStore implements CellReader, AutoCloseable {
    private static final String META = "default";
    private static final String CELLS = "cells";
    private static final String UNDO = "undo";
    private static final byte[] LATEST = "boundary".getBytes(StandardCharsets.US_ASCII);
    private static final int REBUILD_CELLS = 65_536;

    /** A cell that was applied since the boundary. */
    private record Applied(byte[] before, byte[] value) {}

    private final CellLayout layout;
    private final Database database;
    private final SparseTree tree = new SparseTree();
    private final TreeMap<Long, Applied> applied = new TreeMap<>();

    /** Applied, but not in the tree yet. */
    private final List<CellChange> unhashed = new ArrayList<>();

    private Boundary boundary;
    private boolean fresh;

    private CellStore(CellLayout layout, Database database) {
        this.layout = layout;
        this.database = database;
    }

    /**
     * Opens or creates the store in a folder, rebuilds the tree and checks its root.
     *
     * @param families of the caller's own records
     */
    public static CellStore open(Path folder, CellLayout layout, String... families) {
        List<String> all = new ArrayList<>(List.of(META, CELLS, UNDO));
        for (String family : families) {
            if (all.contains(family)) {
                throw new IllegalArgumentException("the name " + family + " is taken");
            }
            all.add(family);
        }
        CellStore store = new CellStore(layout, Database.open(folder, all));
        try {
            store.load();
            return store;
        } catch (RuntimeException failure) {
            store.close();
            throw failure;
        }
    }

    /** The boundary the store is at, whatever has been applied since. */
    public Boundary boundary() {
        return boundary;
    }

    /** True until the first commit: there is nothing to go on from. */
    public boolean isFresh() {
        return fresh;
    }

    /** Words of a cell as applied, {@code null} when it is empty. */
    @Override
    public byte[] read(long address) {
        Applied since = applied.get(address);
        if (since != null) {
            database.requireOpen();
            return since.value() == null ? null : since.value().clone();
        }
        return database.get(CELLS, BoundaryCodec.key(address));
    }

    /**
     * Words of a cell at the last boundary, {@code null} when it is empty. It neither sees what has been applied since nor waits for a
     * commit that is under way.
     */
    public byte[] committed(long address) {
        return database.get(CELLS, BoundaryCodec.key(address));
    }

    /**
     * The tree over the cells as applied, for proofs; valid until they change.
     *
     * @throws IllegalStateException when roots are missing of what was put
     */
    public SparseTree tree() {
        database.requireOpen();
        if (!unhashed.isEmpty()) {
            throw new IllegalStateException("the roots of " + unhashed.size() + " changes were not asked for");
        }
        return tree;
    }

    /** One of the caller's records, {@code null} when there is none. */
    public byte[] record(String family, byte[] key) {
        return database.get(family, key);
    }

    /** Shows the caller's records from a key upwards. */
    public void forEachRecord(String family, byte[] from, RecordVisitor visitor) {
        database.forEach(family, from, visitor);
    }

    /** Sets cells in memory only and returns the root they give. */
    public byte[] apply(long[] addresses, byte[][] values) {
        put(new CellChange(addresses, values));
        return roots().getLast();
    }

    /** Sets cells in memory only, with a root to be asked for by {@link #roots}. */
    public void put(CellChange change) {
        long[] addresses = change.addresses();
        byte[][] values = change.values();
        byte[][] before = new byte[addresses.length][];
        byte[][] kept = new byte[addresses.length][];
        for (int i = 0; i < addresses.length; i++) {
            requireWords(addresses[i], values[i]);
            kept[i] = Hashing.isEmpty(values[i]) ? null : values[i].clone();
            Applied since = applied.get(addresses[i]);
            before[i] = since == null ? database.get(CELLS, BoundaryCodec.key(addresses[i])) : since.before();
        }
        for (int i = 0; i < addresses.length; i++) {
            applied.put(addresses[i], new Applied(before[i], kept[i]));
        }
        unhashed.add(new CellChange(addresses.clone(), kept));
    }

    /** The roots after each of the changes put since the last call; many together take less time than one by one. */
    public List<byte[]> roots() {
        List<byte[]> roots = tree.update(unhashed);
        unhashed.clear();
        return roots;
    }

    /** Forgets what was applied since the boundary. */
    public void discard() {
        unhashed.clear();
        tree.update(addresses(), applied.values().stream().map(Applied::before).toArray(byte[][]::new));
        applied.clear();
    }

    /**
     * Moves to the next boundary: what was applied and the caller's records, in one synced write.
     *
     * @param number greater than the present boundary's; a fresh store may also begin at 0, to which it can then go back
     */
    public Boundary commit(long number, byte[] position, Records records) {
        if (number < boundary.number() || (number == boundary.number() && !fresh)) {
            throw new IllegalArgumentException("boundary " + number + " does not follow " + boundary.number());
        }
        Boundary next = new Boundary(number, tree().root(), position);
        Records all = new Records();
        stage(all, next);
        if (number > boundary.number()) {
            byte[][] before = applied.values().stream().map(Applied::before).toArray(byte[][]::new);
            all.put(UNDO, undoKey(number), BoundaryCodec.encode(new BoundaryCodec.Undo(boundary, addresses(), before)));
        }
        write(all, records);
        boundary = next;
        return next;
    }

    /** Applies cells and commits them with no records. */
    public Boundary commit(long number, byte[] position, long[] addresses, byte[][] values) {
        if (number <= boundary.number()) {
            throw new IllegalArgumentException("boundary " + number + " does not follow " + boundary.number());
        }
        apply(addresses, values);
        return commit(number, position, new Records());
    }

    /** Writes records of the caller's own between boundaries, in one synced write; the cells stay where they are. */
    public void write(Records records) {
        requireOwn(records);
        database.write(records);
    }

    public Boundary rollbackTo(long number) {
        return rollbackTo(number, new Records());
    }

    /**
     * Goes back to an earlier boundary by its undo records and writes the caller's records with it, in one synced write. What was
     * applied is discarded. When the target was no boundary or its undo records are gone, nothing on disk moves.
     */
    public Boundary rollbackTo(long number, Records records) {
        discard();
        TreeMap<Long, byte[]> restored = new TreeMap<>();
        Records all = new Records();
        Boundary target = boundary;
        while (target.number() > number) {
            byte[] record = database.get(UNDO, undoKey(target.number()));
            if (record == null) {
                throw new StoreException("no undo record for boundary " + target.number());
            }
            all.delete(UNDO, undoKey(target.number()));
            BoundaryCodec.Undo back = BoundaryCodec.decodeUndo(record);
            for (int i = 0; i < back.addresses().length; i++) {
                restored.put(back.addresses()[i], back.before()[i]);
            }
            target = back.previous();
        }
        if (target.number() != number) {
            throw new StoreException("there is no boundary " + number + "; the store is at " + boundary.number());
        }
        long[] addresses = restored.keySet().stream().mapToLong(Long::longValue).toArray();
        if (!Arrays.equals(target.root(), apply(addresses, restored.values().toArray(byte[][]::new)))) {
            discard();
            throw new StoreException("the undo records do not give the root recorded for boundary " + number);
        }
        stage(all, target);
        write(all, records);
        boundary = target;
        return target;
    }

    /** Shows the cells that each boundary which can still be undone has overwritten, with their values before it, oldest first. */
    public void forEachUndo(UndoVisitor visitor) {
        database.forEach(UNDO, new byte[0], (key, value) -> {
            BoundaryCodec.Undo undo = BoundaryCodec.decodeUndo(value);
            visitor.visit(ByteBuffer.wrap(key).getLong(), undo.addresses(), undo.before());
            return true;
        });
    }

    /** Forgets the undo records of boundaries up to this number, which are final. */
    public void pruneUndoUpTo(long number) {
        database.deleteBefore(UNDO, undoKey(number + 1));
    }

    @Override
    public void close() {
        database.close();
    }

    private void load() {
        byte[] latest = database.get(META, LATEST);
        fresh = latest == null;
        boundary = fresh ? new Boundary(0, new byte[Hashing.LENGTH], new byte[0]) : BoundaryCodec.decode(latest);
        List<Long> addresses = new ArrayList<>();
        List<byte[]> values = new ArrayList<>();
        database.forEach(CELLS, new byte[0], (key, value) -> {
            addresses.add(BoundaryCodec.address(key));
            values.add(value);
            requireWords(BoundaryCodec.address(key), value);
            if (addresses.size() == REBUILD_CELLS) {
                rebuild(addresses, values);
            }
            return true;
        });
        rebuild(addresses, values);
        if (!Arrays.equals(boundary.root(), tree.root())) {
            throw new StoreException("the cells do not give the root recorded for boundary " + boundary.number());
        }
    }

    private void rebuild(List<Long> addresses, List<byte[]> values) {
        tree.update(addresses.stream().mapToLong(Long::longValue).toArray(), values.toArray(byte[][]::new));
        addresses.clear();
        values.clear();
    }

    private void stage(Records all, Boundary to) {
        applied.forEach((address, cell) -> {
            byte[] key = BoundaryCodec.key(address);
            if (cell.value() == null) {
                all.delete(CELLS, key);
            } else {
                all.put(CELLS, key, cell.value());
            }
        });
        all.put(META, LATEST, BoundaryCodec.encode(to));
    }

    private void write(Records all, Records own) {
        requireOwn(own);
        all.changes().addAll(own.changes());
        database.write(all);
        applied.clear();
        fresh = false;
    }

    private static void requireOwn(Records records) {
        for (Records.Change change : records.changes()) {
            if (List.of(META, CELLS, UNDO).contains(change.family())) {
                throw new IllegalArgumentException("the family " + change.family() + " is the store's own");
            }
        }
    }

    private long[] addresses() {
        return applied.keySet().stream().mapToLong(Long::longValue).toArray();
    }

    private void requireWords(long address, byte[] cell) {
        if (cell != null && cell.length != 32 * layout.words(address)) {
            throw new StoreException("cell " + Long.toHexString(address) + " has " + cell.length + " bytes");
        }
    }

    private static byte[] undoKey(long number) {
        return ByteBuffer.allocate(8).putLong(number).array();
    }
}
