package io.truebook.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * RocksDB as the store needs it: named families, synced writes, and a guard around its native memory. Once a write has failed
 * nobody knows what reached the disk, so every later call is refused until the folder is opened again and says itself where it stands.
 *
 * <p>Recovery of the write-ahead log tolerates an incomplete last record, which is what a crash leaves; the default mode of RocksDB
 * would also stop quietly at damage in the middle, and so present an older boundary as the latest. RocksDB itself may be called from many
 * threads: a read does not wait while another thread's write is being synced. The lock only keeps closing apart from everything else.
 */
final class Database implements AutoCloseable {
    private enum State {
        /** Reads and writes. */
        OPEN,
        /** A write failed: what the disk holds is unknown. */
        FAILED,
        /** Native memory is gone. */
        CLOSED
    }

    private final DBOptions options;
    private final RocksDB database;
    private final Map<String, ColumnFamilyHandle> families = new LinkedHashMap<>();
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final ReentrantReadWriteLock inUse = new ReentrantReadWriteLock();
    private volatile State state = State.OPEN;

    private Database(DBOptions options, RocksDB database, List<String> names, List<ColumnFamilyHandle> handles) {
        this.options = options;
        this.database = database;
        for (int i = 0; i < names.size(); i++) {
            families.put(names.get(i), handles.get(i));
        }
    }

    /** Opens or creates; families that exist already are opened too, named or not. */
    static Database open(Path folder, List<String> families) {
        RocksDB.loadLibrary();
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new StoreException("cannot open the store in " + folder, failure);
        }
        DBOptions options = new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(4)
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords);
        try (Options listing = new Options()) {
            Set<String> names = new LinkedHashSet<>();
            names.add(new String(RocksDB.DEFAULT_COLUMN_FAMILY, StandardCharsets.UTF_8));
            names.addAll(families);
            for (byte[] name : RocksDB.listColumnFamilies(listing, folder.toString())) {
                names.add(new String(name, StandardCharsets.UTF_8));
            }
            List<ColumnFamilyDescriptor> descriptors = names.stream()
                    .map(name -> new ColumnFamilyDescriptor(name.getBytes(StandardCharsets.UTF_8)))
                    .toList();
            List<ColumnFamilyHandle> handles = new ArrayList<>();
            RocksDB database = RocksDB.open(options, folder.toString(), descriptors, handles);
            return new Database(options, database, List.copyOf(names), handles);
        } catch (RocksDBException failure) {
            options.close();
            throw new StoreException("cannot open the store in " + folder, failure);
        }
    }

    byte[] get(String family, byte[] key) {
        inUse.readLock().lock();
        try {
            requireOpen();
            return database.get(family(family), key);
        } catch (RocksDBException failure) {
            throw new StoreException("cannot read from " + family, failure);
        } finally {
            inUse.readLock().unlock();
        }
    }

    void forEach(String family, byte[] from, RecordVisitor visitor) {
        inUse.readLock().lock();
        try {
            requireOpen();
            visitFrom(family(family), from, visitor);
        } catch (RocksDBException failure) {
            throw new StoreException("cannot read through " + family, failure);
        } finally {
            inUse.readLock().unlock();
        }
    }

    private void visitFrom(ColumnFamilyHandle family, byte[] from, RecordVisitor visitor) throws RocksDBException {
        try (RocksIterator record = database.newIterator(family)) {
            record.seek(from);
            while (record.isValid() && visitor.visit(record.key(), record.value())) {
                record.next();
            }
            record.status();
        }
    }

    /** Writes all changes or none, and returns when they are on the disk. */
    void write(Records records) {
        inUse.readLock().lock();
        try (WriteBatch batch = new WriteBatch()) {
            requireOpen();
            for (Records.Change change : records.changes()) {
                if (change.value() == null) {
                    batch.delete(family(change.family()), change.key());
                } else {
                    batch.put(family(change.family()), change.key(), change.value());
                }
            }
            database.write(synced, batch);
        } catch (RocksDBException failure) {
            state = State.FAILED;
            throw new StoreException("a write failed; open the store again to see where it stands", failure);
        } finally {
            inUse.readLock().unlock();
        }
    }

    void deleteBefore(String family, byte[] end) {
        inUse.readLock().lock();
        try {
            requireOpen();
            database.deleteRange(family(family), synced, new byte[0], end);
        } catch (RocksDBException failure) {
            state = State.FAILED;
            throw new StoreException("a deletion failed; open the store again to see where it stands", failure);
        } finally {
            inUse.readLock().unlock();
        }
    }

    void requireOpen() {
        if (state == State.CLOSED) {
            throw new StoreException("the store is closed");
        }
        if (state == State.FAILED) {
            throw new StoreException("an earlier write failed; open the store again to see where it stands");
        }
    }

    @Override
    public void close() {
        if (inUse.getReadHoldCount() > 0) {
            throw new IllegalStateException("closed by a visitor of its own records");
        }
        inUse.writeLock().lock();
        try {
            release();
        } finally {
            inUse.writeLock().unlock();
        }
    }

    private void release() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            families.values().forEach(ColumnFamilyHandle::close);
            database.close();
            synced.close();
            options.close();
        }
    }

    private ColumnFamilyHandle family(String name) {
        ColumnFamilyHandle handle = families.get(name);
        if (handle == null) {
            throw new IllegalArgumentException("the store was not opened with a family " + name);
        }
        return handle;
    }
}
