package io.truebook.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class CellStoreTest {
    private static final long SEED = Long.getLong("truebook.seed", 3L);

    @TempDir
    Path folder;

    @Test
    void reopensAndRollsBackToAnyBoundaryWithItsExactCells() {
        List<byte[]> roots = new ArrayList<>();
        roots.add(new byte[32]);
        try (CellStore store = open()) {
            for (long number = 1; number <= 60; number++) {
                roots.add(commit(store, number).root());
            }
        }
        SplittableRandom random = new SplittableRandom(SEED);
        for (int target = 60; target > 0; target -= random.nextInt(1, 9)) {
            try (CellStore store = open()) {
                assertThat(store.rollbackTo(target).root())
                        .as("seed %d boundary %d", SEED, target)
                        .isEqualTo(roots.get(target));
                CommittingProcess.assertHolds(store, SEED, target);
            }
        }
        try (CellStore store = open()) {
            assertThat(store.rollbackTo(0).root()).isEqualTo(new byte[32]);
        }
    }

    @Test
    void killedAtAnyMomentItReopensAtTheLastBoundaryItReportedOrTheNext() throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(SEED);
        long reported = 0;
        for (int kill = 0; kill < 20; kill++) {
            Process process = CommittingProcess.start(folder, SEED);
            int commits = random.nextInt(1, 12);
            try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
                for (int i = 0; i < commits; i++) {
                    reported = Long.parseLong(out.readLine());
                }
                java.util.concurrent.locks.LockSupport.parkNanos(random.nextInt(3_000_000));
                process.toHandle().destroyForcibly();
                for (String line = out.readLine(); line != null && !line.isEmpty(); line = out.readLine()) {
                    reported = Math.max(reported, Long.parseLong(line));
                }
            }
            process.waitFor();
            try (CellStore store = open()) {
                assertThat(store.boundary().number())
                        .as("seed %d kill %d", SEED, kill)
                        .isIn(reported, reported + 1);
                CommittingProcess.assertHolds(store, SEED, store.boundary().number());
            }
        }
    }

    @Test
    void aCellChangedBehindItsBackRefusesToOpen() throws RocksDBException {
        try (CellStore store = open()) {
            commit(store, 1);
        }
        List<ColumnFamilyHandle> families = new ArrayList<>();
        try (DBOptions options = new DBOptions();
                RocksDB database = RocksDB.open(
                        options,
                        folder.toString(),
                        List.of(
                                new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY),
                                new ColumnFamilyDescriptor("cells".getBytes(StandardCharsets.US_ASCII)),
                                new ColumnFamilyDescriptor("undo".getBytes(StandardCharsets.US_ASCII)),
                                new ColumnFamilyDescriptor("journal".getBytes(StandardCharsets.US_ASCII))),
                        families)) {
            byte[] lie = new byte[32 * CommittingProcess.LAYOUT.words(77)];
            lie[31] = 1;
            database.put(families.get(1), BoundaryCodec.key(77), lie);
            families.forEach(ColumnFamilyHandle::close);
        }
        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("do not give the root");
    }

    @Test
    void refusesWrongSizesOldNumbersAndPrunedHistoryAndStaysWhereItIs() {
        try (CellStore store = open()) {
            commit(store, 1);
            commit(store, 2);
            byte[] root = store.boundary().root();
            assertThatThrownBy(() -> store.commit(2, new byte[0], new long[0], new byte[0][]))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.commit(3, new byte[0], new long[] {1}, new byte[][] {new byte[33]}))
                    .isInstanceOf(StoreException.class);
            store.pruneUndoUpTo(1);
            assertThatThrownBy(() -> store.rollbackTo(0)).isInstanceOf(StoreException.class);
            assertThat(store.boundary().number()).isEqualTo(2);
            assertThat(store.boundary().root()).isEqualTo(root);
            store.rollbackTo(1);
            commit(store, 2);
            assertThat(store.boundary().root()).isEqualTo(root);
        }
    }

    /** Who puts cells and does not ask for their roots gets neither tree nor boundary; what was put is what counts, whatever becomes of it. */
    @Test
    void cellsThatWerePutAreNoBoundaryBeforeTheirRootsAreThere() {
        byte[] first = cell(1);
        byte[] second = cell(2);
        long[] address = {0};
        try (CellStore store = open()) {
            commit(store, 1);
            byte[] root = store.boundary().root();
            List<byte[]> expected =
                    List.of(store.apply(address, new byte[][] {first}), store.apply(address, new byte[][] {second}));
            store.discard();

            byte[] mine = first.clone();
            store.put(new CellChange(address, new byte[][] {mine}));
            store.put(new CellChange(address, new byte[][] {second}));
            mine[0] ^= 1;
            assertThat(store.read(0)).isEqualTo(second);
            assertThatThrownBy(store::tree).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> store.commit(2, new byte[0], new Records()))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(store.boundary().number()).isEqualTo(1);
            assertThat(store.roots()).containsExactlyElementsOf(expected);
            assertThat(store.roots()).isEmpty();

            store.put(new CellChange(address, new byte[][] {first}));
            store.discard();
            assertThat(store.tree().root()).isEqualTo(root);
        }
    }

    @Test
    void aRollbackThatCannotReachItsTargetMovesNothing() {
        try (CellStore store = open()) {
            for (long number = 10; number <= 30; number += 10) {
                commit(store, number);
            }
            byte[] root = store.boundary().root();
            assertThatThrownBy(() -> store.rollbackTo(15)).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> store.rollbackTo(31)).isInstanceOf(StoreException.class);
            store.pruneUndoUpTo(20);
            assertThatThrownBy(() -> store.rollbackTo(10)).isInstanceOf(StoreException.class);
            assertThat(store.boundary().number()).isEqualTo(30);
            assertThat(store.tree().root()).isEqualTo(root);
        }
        try (CellStore store = open()) {
            assertThat(store.boundary().number()).isEqualTo(30);
            assertThat(store.rollbackTo(20).number()).isEqualTo(20);
        }
    }

    @Test
    void aFolderThatIsAFileIsAClearFailure() throws IOException {
        Path file = java.nio.file.Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> CommittingProcess.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot open the store");
    }

    private static byte[] cell(int content) {
        byte[] cell = new byte[32];
        cell[31] = (byte) content;
        return cell;
    }

    private CellStore open() {
        return CommittingProcess.open(folder);
    }

    private static Boundary commit(CellStore store, long number) {
        return CommittingProcess.commit(store, SEED, number);
    }
}
