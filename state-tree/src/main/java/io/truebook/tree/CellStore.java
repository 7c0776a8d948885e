package io.truebook.tree;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The state on disk: cells, the boundary they belong to, and one undo record per boundary. Every commit is one synced write,
 * so a crash at any instant reopens at an exact boundary. Inner nodes live in memory and are rebuilt at opening, where a root that is
 * not the recorded one refuses the store. Single writer.
 */
public final class CellStore implements AutoCloseable {
    private static final byte[] LATEST = "boundary".getBytes(StandardCharsets.US_ASCII);
    private static final int REBUILD_CELLS = 65_536;

    private final CellLayout layout;
    private final DBOptions options;
    private final RocksDB database;
    private final List<ColumnFamilyHandle> families;
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final SparseTree tree = new SparseTree();
    private Boundary boundary;

    private CellStore(CellLayout layout, DBOptions options, RocksDB database, List<ColumnFamilyHandle> families) {
        this.layout = layout;
        this.options = options;
        this.database = database;
        this.families = families;
    }

    /** Opens or creates the store in a folder, rebuilds the tree and checks its root. */
    public static CellStore open(Path folder, CellLayout layout) {
        RocksDB.loadLibrary();
        DBOptions options = new DBOptions().setCreateIfMissing(true).setCreateMissingColumnFamilies(true);
        List<ColumnFamilyHandle> families = new ArrayList<>();
        List<ColumnFamilyDescriptor> names = List.of(
                new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY),
                new ColumnFamilyDescriptor("cells".getBytes(StandardCharsets.US_ASCII)),
                new ColumnFamilyDescriptor("undo".getBytes(StandardCharsets.US_ASCII)));
        CellStore store;
        try {
            store = new CellStore(layout, options, RocksDB.open(options, folder.toString(), names, families), families);
        } catch (RocksDBException failure) {
            options.close();
            throw new StoreException("cannot open the store in " + folder, failure);
        }
        try {
            store.load();
        } catch (RuntimeException | RocksDBException failure) {
            store.close();
            throw failure instanceof StoreException known
                    ? known
                    : new StoreException("cannot read " + folder, failure);
        }
        return store;
    }

    /** The boundary the store is at. */
    public Boundary boundary() {
        return boundary;
    }

    /** Words of a cell, {@code null} when it is empty. */
    public byte[] read(long address) {
        try {
            return database.get(cells(), BoundaryCodec.key(address));
        } catch (RocksDBException failure) {
            throw new StoreException("cannot read cell " + Long.toHexString(address), failure);
        }
    }

    /** The tree over the cells, for proofs; valid until the next commit or rollback. */
    public SparseTree tree() {
        return tree;
    }

    /**
     * Moves to the next boundary in one synced write.
     *
     * @param number greater than the present boundary's
     * @param addresses strictly ascending
     * @param values absolute values, {@code null} or all zero for empty
     */
    public Boundary commit(long number, byte[] position, long[] addresses, byte[][] values) {
        if (number <= boundary.number()) {
            throw new IllegalArgumentException("boundary " + number + " does not follow " + boundary.number());
        }
        CellAddress.requireAscending(addresses);
        byte[][] before = new byte[addresses.length][];
        for (int i = 0; i < addresses.length; i++) {
            requireWords(addresses[i], values[i]);
            before[i] = read(addresses[i]);
        }
        Boundary next = new Boundary(number, tree.update(addresses, values), position.clone());
        byte[] undo = BoundaryCodec.encode(new BoundaryCodec.Undo(boundary, addresses, before));
        try (WriteBatch batch = new WriteBatch()) {
            stage(batch, addresses, values, next);
            batch.put(undo(), undoKey(number), undo);
            database.write(synced, batch);
        } catch (RocksDBException failure) {
            tree.update(addresses, before);
            throw new StoreException(
                    "boundary " + number + " was not written; the store is still at " + boundary.number(), failure);
        }
        boundary = next;
        return next;
    }

    /**
     * Goes back to an earlier boundary by its undo records, in one synced write. When the target was no boundary or its undo
     * records are gone, nothing moves.
     */
    public Boundary rollbackTo(long number) {
        TreeMap<Long, byte[]> restored = new TreeMap<>();
        try (WriteBatch batch = new WriteBatch()) {
            Boundary target = boundary;
            while (target.number() > number) {
                byte[] record = database.get(undo(), undoKey(target.number()));
                if (record == null) {
                    throw new StoreException("no undo record for boundary " + target.number());
                }
                batch.delete(undo(), undoKey(target.number()));
                BoundaryCodec.Undo back = BoundaryCodec.decodeUndo(record);
                for (int i = 0; i < back.addresses().length; i++) {
                    restored.put(back.addresses()[i], back.before()[i]);
                }
                target = back.previous();
            }
            if (target.number() != number) {
                throw new StoreException("there is no boundary " + number + "; the store is at " + boundary.number());
            }
            return restore(batch, restored, target);
        } catch (RocksDBException failure) {
            throw new StoreException("cannot read the undo records back to boundary " + number, failure);
        }
    }

    private Boundary restore(WriteBatch batch, TreeMap<Long, byte[]> restored, Boundary target) {
        long[] addresses = restored.keySet().stream().mapToLong(Long::longValue).toArray();
        byte[][] values = restored.values().toArray(byte[][]::new);
        byte[][] present = Arrays.stream(addresses).mapToObj(this::read).toArray(byte[][]::new);
        try {
            requireRoot(target, tree.update(addresses, values));
            stage(batch, addresses, values, target);
            database.write(synced, batch);
        } catch (RocksDBException | StoreException failure) {
            tree.update(addresses, present);
            throw new StoreException("rollback to boundary " + target.number() + " failed", failure);
        }
        boundary = target;
        return target;
    }

    /** Forgets the undo records of boundaries up to this number, which are final. */
    public void pruneUndoUpTo(long number) {
        try {
            database.deleteRange(undo(), synced, undoKey(0), undoKey(number + 1));
        } catch (RocksDBException failure) {
            throw new StoreException("cannot prune undo records", failure);
        }
    }

    @Override
    public void close() {
        families.forEach(ColumnFamilyHandle::close);
        database.close();
        synced.close();
        options.close();
    }

    private void load() throws RocksDBException {
        byte[] latest = database.get(LATEST);
        boundary =
                latest == null ? new Boundary(0, new byte[Hashing.LENGTH], new byte[0]) : BoundaryCodec.decode(latest);
        byte[] root = tree.root();
        try (RocksIterator cell = database.newIterator(cells())) {
            cell.seekToFirst();
            while (cell.isValid()) {
                root = loadSome(cell);
            }
            cell.status();
        }
        requireRoot(boundary, root);
    }

    private byte[] loadSome(RocksIterator cell) {
        long[] addresses = new long[REBUILD_CELLS];
        byte[][] values = new byte[REBUILD_CELLS][];
        int count = 0;
        for (; cell.isValid() && count < REBUILD_CELLS; cell.next(), count++) {
            addresses[count] = BoundaryCodec.address(cell.key());
            values[count] = cell.value();
            requireWords(addresses[count], values[count]);
        }
        return tree.update(Arrays.copyOf(addresses, count), Arrays.copyOf(values, count));
    }

    private void stage(WriteBatch batch, long[] addresses, byte[][] values, Boundary to) throws RocksDBException {
        for (int i = 0; i < addresses.length; i++) {
            byte[] key = BoundaryCodec.key(addresses[i]);
            if (values[i] == null || Hashing.isZero(values[i], 0, values[i].length)) {
                batch.delete(cells(), key);
            } else {
                batch.put(cells(), key, values[i]);
            }
        }
        batch.put(LATEST, BoundaryCodec.encode(to));
    }

    private void requireWords(long address, byte[] cell) {
        if (cell != null && cell.length != 32 * layout.words(address)) {
            throw new StoreException("cell " + Long.toHexString(address) + " has " + cell.length + " bytes");
        }
    }

    private static void requireRoot(Boundary expected, byte[] root) {
        if (!Arrays.equals(expected.root(), root)) {
            throw new StoreException("the cells do not give the root recorded for boundary " + expected.number());
        }
    }

    private static byte[] undoKey(long number) {
        return ByteBuffer.allocate(8).putLong(number).array();
    }

    private ColumnFamilyHandle cells() {
        return families.get(1);
    }

    private ColumnFamilyHandle undo() {
        return families.get(2);
    }
}
