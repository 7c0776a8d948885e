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
    private static final long SEED = Long.getLong("seed", 3L);

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
                assertHolds(store, target);
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
            Process process = start();
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
                assertHolds(store, store.boundary().number());
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
                                new ColumnFamilyDescriptor("undo".getBytes(StandardCharsets.US_ASCII))),
                        families)) {
            byte[] lie = new byte[32];
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
        assertThatThrownBy(() -> CellStore.open(file, CommittingProcess.ONE_WORD))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot open the store");
    }

    private CellStore open() {
        return CellStore.open(folder, CommittingProcess.ONE_WORD);
    }

    private static Boundary commit(CellStore store, long number) {
        CommittingProcess.Change change = CommittingProcess.Change.of(SEED, number);
        return store.commit(number, change.position(), change.addresses(), change.cells());
    }

    private static void assertHolds(CellStore store, long number) {
        NaiveTree expected = new NaiveTree();
        for (long n = 1; n <= number; n++) {
            CommittingProcess.Change change = CommittingProcess.Change.of(SEED, n);
            for (int i = 0; i < change.addresses().length; i++) {
                expected.put(change.addresses()[i], change.cells()[i]);
            }
        }
        assertThat(store.boundary().root()).isEqualTo(expected.root());
        for (long address = 0; address < 200; address++) {
            assertThat(store.read(address)).isEqualTo(expected.get(address));
        }
        assertThat(store.boundary().position()).isEqualTo(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CommittingProcess.class.getName(),
                        folder.toString(),
                        Long.toString(SEED))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
