package io.truebook.sequencer.delay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.truebook.engine.CellAddresses;
import io.truebook.tree.CellStore;
import io.truebook.tree.Records;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stages, their counts over restarts, reorgs and reverts, against a plain list. */
class DelaysTest {
    private static final long SEED = Long.getLong("truebook.seed", System.nanoTime());
    private static final double RESOLUTION = 0.2;

    @TempDir
    Path folder;

    private final AtomicLong clock = new AtomicLong(1_700_000_000_000L);
    private CellStore store;
    private Delays delays;

    @BeforeEach
    void open() {
        store = CellStore.open(folder, CellAddresses::words, Delays.HISTOGRAMS, Delays.TIMES);
        delays = new Delays(store, clock::get);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void restart() {
        close();
        open();
    }

    /** An item that was accepted so long ago. */
    private void confirm(long batch, long millis) {
        delays.confirmed(batch, System.nanoTime() - millis * 1_000_000);
    }

    private void seal(long batch) {
        Records records = new Records();
        delays.sealing(batch, records);
        store.write(records);
    }

    private long count(Delay delay) {
        return delays.total(delay).count();
    }

    @Test
    void everyStageIsTimedFromAcceptanceAndFromTheStageBefore() {
        confirm(1, 40);
        delays.liquidated(1, System.nanoTime() - 15_000_000);
        seal(1);
        clock.addAndGet(2_000);
        delays.posted(1);
        clock.addAndGet(30_000);
        delays.safe(1);
        clock.addAndGet(600_000);
        delays.finalized(1);
        assertMillis(Delay.SOFT, 40);
        assertMillis(Delay.POSTED, 2_040);
        assertMillis(Delay.SAFE, 32_040);
        assertMillis(Delay.FINAL, 632_040);
        assertMillis(Delay.SOFT_TO_POSTED, 2_000);
        assertMillis(Delay.POSTED_TO_SAFE, 30_000);
        assertMillis(Delay.SAFE_TO_FINAL, 600_000);
        assertMillis(Delay.LIQUIDATION, 15);
        assertMillis(Delay.LIQUIDATION_POSTED, 2_015);
    }

    private void assertMillis(Delay delay, long millis) {
        for (DelaySummary summary : List.of(delays.total(delay), delays.interval(delay))) {
            assertThat(summary.count()).as(delay.label()).isEqualTo(1);
            // What passes between two calls of this test counts too.
            assertThat(summary.max() / 1000.0)
                    .as(delay.label())
                    .isCloseTo(millis, within(millis * RESOLUTION / 100 + 20));
            assertThat(summary.max()).isGreaterThanOrEqualTo(millis * 998);
        }
    }

    @Test
    void whatIsToldTwiceCountsOnce() {
        confirm(1, 1);
        confirm(1, 2);
        seal(1);
        for (int i = 0; i < 2; i++) {
            delays.posted(1);
            restart();
            delays.posted(1);
            assertThat(count(Delay.POSTED)).isEqualTo(2);
        }
        for (int i = 0; i < 2; i++) {
            delays.safe(1);
            restart();
            assertThat(count(Delay.SAFE)).isEqualTo(2);
        }
        for (int i = 0; i < 2; i++) {
            delays.finalized(1);
            restart();
            assertThat(count(Delay.FINAL)).isEqualTo(2);
            assertThat(count(Delay.SOFT)).isEqualTo(2);
        }
        assertThat(store.record(Delays.TIMES, new byte[] {0, 0, 0, 0, 0, 0, 0, 1}))
                .isNull();
    }

    @Test
    void anUnsealedBatchIsForgottenByACrashAndASealedOneIsNot() {
        confirm(1, 1);
        seal(1);
        confirm(2, 1);
        assertThat(delays.interval(Delay.SOFT).count()).isEqualTo(2);
        assertThat(count(Delay.SOFT)).isEqualTo(1);
        restart();
        assertThat(count(Delay.SOFT)).isEqualTo(1);
        seal(2);
        delays.posted(2);
        delays.posted(1);
        assertThat(count(Delay.POSTED)).isEqualTo(1);
    }

    @Test
    void aReorgTakesBackAndTheSecondPostingCountsTheWholeWay() {
        confirm(1, 10);
        seal(1);
        clock.addAndGet(5_000);
        delays.posted(1);
        delays.safe(1);
        delays.dropped(1);
        delays.dropped(1);
        assertThat(count(Delay.POSTED)).isZero();
        assertThat(count(Delay.SAFE)).isZero();
        assertThat(count(Delay.SOFT)).isEqualTo(1);
        restart();
        clock.addAndGet(60_000);
        delays.posted(1);
        assertThat(count(Delay.POSTED)).isEqualTo(1);
        assertThat(delays.total(Delay.POSTED).max() / 1000).isCloseTo(65_010, Percentage.withPercentage(RESOLUTION));
    }

    @Test
    void finalityWithoutASafeBlockCountsAsSafe() {
        confirm(1, 10);
        seal(1);
        delays.finalized(1);
        for (Delay delay : List.of(Delay.POSTED, Delay.SAFE, Delay.FINAL)) {
            assertThat(count(delay)).isEqualTo(1);
        }
    }

    @Test
    void aRevertLeavesOnlyWhatWasConfirmed() {
        for (long batch = 1; batch <= 3; batch++) {
            confirm(batch, 1);
            seal(batch);
            delays.posted(batch);
        }
        confirm(4, 1);
        delays.revertedTo(1);
        assertThat(count(Delay.SOFT)).isEqualTo(3);
        assertThat(count(Delay.POSTED)).isEqualTo(1);
        // The numbers are used again, and nothing of the old batches comes with them.
        seal(2);
        delays.posted(2);
        assertThat(count(Delay.POSTED)).isEqualTo(1);
    }

    @Test
    void percentilesAreThoseOfAllItemsOverManyRestarts() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Long> all = new ArrayList<>();
        for (long batch = 1; batch <= 60; batch++) {
            int items = random.nextInt(40);
            long sealedAfter = random.nextLong(3_000);
            List<Long> ages = new ArrayList<>();
            for (int i = 0; i < items; i++) {
                long age = 1_000 + random.nextLong(2_000);
                confirm(batch, age);
                ages.add(age);
            }
            seal(batch);
            clock.addAndGet(sealedAfter);
            if (random.nextInt(4) == 0) {
                restart();
            }
            delays.posted(batch);
            ages.forEach(age -> all.add(age + sealedAfter));
        }
        all.sort(null);
        DelaySummary summary = delays.total(Delay.POSTED);
        assertThat(summary.count()).as("seed " + SEED).isEqualTo(all.size());
        Percentage close = Percentage.withPercentage(1);
        assertThat(summary.p50() / 1000).as("seed " + SEED).isCloseTo(all.get((all.size() - 1) / 2), close);
        assertThat(summary.p99() / 1000)
                .as("seed " + SEED)
                .isCloseTo(all.get((int) Math.ceil(all.size() * 0.99) - 1), close);
        assertThat(summary.max() / 1000).as("seed " + SEED).isCloseTo(all.getLast(), close);
    }
}
