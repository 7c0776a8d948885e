package io.truebook.sequencer.divergence;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.Seeds;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A cell's values at the ends of batches beside a map that keeps them all, while batches settle and are undone. */
class HistoryTest {
    private static final int ROUNDS = 20_000;

    private final SplittableRandom random = new SplittableRandom(Seeds.next("history"));
    private final TreeMap<Long, Long> all = new TreeMap<>(Map.of(Long.MIN_VALUE, 5L));
    private final History history = new History(5, -5);
    private long last;
    private long settled;

    @Test
    void holdsWhatItHeldAtTheEndOfEachBatchThatCanBeUndone() {
        for (int i = 0; i < ROUNDS; i++) {
            switch (random.nextInt(8)) {
                case 0 -> settled += random.nextLong(last - settled + 1);
                case 1 -> undo(settled + random.nextLong(last - settled + 1));
                case 2, 3, 4 -> last += random.nextInt(3);
                default -> change(random.nextInt(4));
            }
            check();
        }
    }

    private void change(long value) {
        last = Math.max(last, settled + 1);
        history.change(last, settled);
        history.set(0, value);
        history.set(1, -value);
        all.put(last, value);
    }

    private void undo(long batch) {
        history.undoAfter(batch);
        all.tailMap(batch, false).clear();
        last = batch;
    }

    private void check() {
        assertThat(history.now(0)).isEqualTo(all.lastEntry().getValue());
        assertThat(history.changedBy() > settled).isEqualTo(all.lastKey() > settled);
        for (long batch = settled; batch <= last; batch++) {
            long then = all.floorEntry(batch).getValue();
            assertThat(history.at(batch, 0)).as("batch %d", batch).isEqualTo(then);
            assertThat(history.at(batch, 1)).isEqualTo(-then);
            assertThat(history.isAsAt(batch)).isEqualTo(then == history.now(0));
        }
    }
}
