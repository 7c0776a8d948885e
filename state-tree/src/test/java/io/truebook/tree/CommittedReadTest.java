package io.truebook.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads of the last boundary from threads that are not the store's writer. */
class CommittedReadTest {
    private static final int READERS = 3;

    @TempDir
    Path folder;

    @Test
    void seesTheBoundaryAndNotWhatIsAppliedOnTopOfIt() {
        try (CellStore store = CellStore.open(folder, _ -> 1)) {
            store.commit(1, new byte[0], new long[] {7}, new byte[][] {word(7)});
            store.apply(new long[] {7, 8}, new byte[][] {word(9), word(8)});
            assertThat(store.committed(7)).isEqualTo(word(7));
            assertThat(store.committed(8)).isNull();
            store.commit(2, new byte[0], new Records());
            assertThat(store.committed(7)).isEqualTo(word(9));
            assertThat(store.committed(8)).isEqualTo(word(8));
        }
    }

    @Test
    void neverGoesBackWhileBoundariesAreCommittedAndIsRefusedOnceClosed() throws Exception {
        CountDownLatch reading = new CountDownLatch(READERS);
        List<CompletableFuture<Long>> readers = new ArrayList<>();
        CellStore store = CellStore.open(folder, _ -> 1);
        try (store) {
            store.commit(1, new byte[0], new long[] {7}, new byte[][] {word(1)});
            for (int i = 0; i < READERS; i++) {
                readers.add(CompletableFuture.supplyAsync(
                        () -> readUntilClosed(store, reading),
                        task -> Thread.ofPlatform().daemon().start(task)));
            }
            reading.await();
            for (long number = 2; number <= 200; number++) {
                store.commit(number, new byte[0], new long[] {7}, new byte[][] {word(number)});
            }
        }
        // Readers that the closing did not stop would go on for ever.
        for (CompletableFuture<Long> reader : readers) {
            assertThat(reader.join()).isPositive();
        }
    }

    /** The last value that was read. */
    private static long readUntilClosed(CellStore store, CountDownLatch reading) {
        long last = 0;
        while (true) {
            try {
                long value = ByteBuffer.wrap(store.committed(7)).getLong(24);
                assertThat(value).isGreaterThanOrEqualTo(last);
                if (last == 0) {
                    reading.countDown();
                }
                last = value;
            } catch (StoreException closed) {
                assertThat(closed).hasMessageContaining("closed");
                return last;
            }
        }
    }

    private static byte[] word(long value) {
        return ByteBuffer.allocate(32).putLong(24, value).array();
    }
}
