package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.*;
import static io.truebook.sequencer.TestExchange.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.sequencer.divergence.DivergenceFigures;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DivergenceTest {
    private static final long SEED = Long.getLong("truebook.seed", System.nanoTime());
    private static final long DEPOSITS = 8 * 1_000_000_000_000_000L;

    @TempDir
    Path folder;

    @Test
    void theBooksAddUpAfterEveryBatchAndAcrossReopening() throws Exception {
        System.out.println("seed " + SEED);
        try (RunningSequencer running = RunningSequencer.in(folder).funded(8)) {
            SequencerTest.trade(running, new SplittableRandom(SEED), 900);
            running.submit(withdraw(3, 50_000, 7_000_000));
            RunningSequencer.await(() -> running.sealed.size() >= 3);
            seal(running);
            DivergenceFigures figures = running.divergence();
            assertThat(figures.books().gap()).isZero();
            assertThat(figures.books().credited()).isEqualTo(DEPOSITS);
            assertThat(figures.books().liabilities())
                    .isEqualTo(DEPOSITS - figures.books().withdrawn());
        }
        try (RunningSequencer running = RunningSequencer.in(folder)) {
            assertThat(running.divergence().books().gap()).isZero();
        }
    }

    @Test
    void figuresAreTheSameAfterReopening() throws Exception {
        System.out.println("seed " + SEED);
        DivergenceFigures before;
        try (RunningSequencer running = RunningSequencer.in(folder).funded(8)) {
            SequencerTest.trade(running, new SplittableRandom(SEED), 900);
            RunningSequencer.await(() -> running.sealed.size() >= 3);
            advance(running, 1, BatchStatus.FINAL);
            advance(running, 2, BatchStatus.POSTED);
            before = running.divergence();
            assertThat(before.sinceFinal().value()).isPositive();
            assertThat(before.unposted().tradedNotional()).isPositive();
        }
        try (RunningSequencer running = RunningSequencer.in(folder)) {
            assertThat(running.divergence().sincePosted())
                    .as("L1 has not been asked yet")
                    .isEqualTo(before.sinceFinal());
            advance(running, 2, BatchStatus.POSTED);
            assertThat(running.divergence().sameAs(before)).isTrue();
        }
    }

    @Test
    void whatIsInTheOpenBatchCounts() throws Exception {
        try (RunningSequencer running = RunningSequencer.in(folder).funded(2)) {
            seal(running);
            advance(running, 1, BatchStatus.FINAL);
            assertThat(running.divergence().unposted())
                    .isEqualTo(new DivergenceFigures.Unposted(0, 0, 0, Long.MAX_VALUE));
            running.submit(place(0, 2, 0, MARK, 10));
            long openedAt = running.now.get();
            running.submit(place(1, 1, FLAG_SELL | FLAG_TIF_IOC, MARK, 10));
            DivergenceFigures figures = running.divergence();
            long notional = 10L * MARK * 1_000;
            assertThat(figures.sinceFinal().value()).isEqualTo(notional * (500 + 200) / 1_000_000 * 2);
            assertThat(figures.sinceFinal().signed()).isZero();
            assertThat(figures.sinceFinal().accounts()).isEqualTo(3);
            assertThat(figures.sinceFinal().openNotional()).isEqualTo(notional);
            assertThat(figures.unposted().tradedNotional()).isEqualTo(notional);
            assertThat(figures.unposted().batches()).isEqualTo(1);
            assertThat(figures.unposted().bytes()).isBetween(180L, 400L);
            assertThat(figures.unposted().ageMillis(running.now.get() + 5)).isEqualTo(running.now.get() + 5 - openedAt);
            seal(running);
            assertThat(running.divergence().unposted().bytes())
                    .isEqualTo(running.sealed.getLast().data().length);
        }
    }

    @Test
    void whatIsUndoneNoLongerCounts() throws Exception {
        try (RunningSequencer running = RunningSequencer.in(folder).funded(2)) {
            seal(running);
            advance(running, 1, BatchStatus.POSTED);
            DivergenceFigures posted = running.divergence();
            running.submit(place(0, 2, 0, MARK, 10));
            running.submit(place(1, 1, FLAG_SELL | FLAG_TIF_IOC, MARK, 10));
            seal(running);
            running.submit(place(0, 3, 0, MARK, 10));
            running.submit(place(1, 2, FLAG_SELL | FLAG_TIF_IOC, MARK, 10));
            assertThat(running.divergence().sincePosted().value()).isPositive();
            running.sequencer.revert(1);
            assertThat(running.divergence().sameAs(posted)).isTrue();
        }
    }

    @Test
    void whatChangedIsWhatIsNotOnL1Yet() throws Exception {
        try (RunningSequencer running = RunningSequencer.in(folder).funded(2)) {
            seal(running);
            advance(running, 1, BatchStatus.POSTED);
            assertThat(running.divergence().sincePosted().value()).isZero();
            assertThat(running.divergence().sinceFinal().value()).isEqualTo(2_000_000_000_000_000L);

            running.submit(place(0, 2, 0, MARK, 10));
            running.submit(place(1, 1, FLAG_SELL | FLAG_TIF_IOC, MARK, 10));
            seal(running);
            long fees = 10L * MARK * 1_000 * (500 + 200) / 1_000_000;
            assertThat(running.divergence().sincePosted().value()).isEqualTo(2 * fees);
            advance(running, 2, BatchStatus.POSTED);
            assertThat(running.divergence().sincePosted().value()).isZero();
            advance(running, 2, BatchStatus.SOFT);
            assertThat(running.divergence().sincePosted().value()).isEqualTo(2 * fees);
            advance(running, 1, BatchStatus.FINAL);
            assertThat(running.divergence().sinceFinal().value()).isEqualTo(2 * fees);
            advance(running, 2, BatchStatus.FINAL);
            assertThat(running.divergence().sinceFinal().value()).isZero();
        }
    }

    private static void advance(RunningSequencer running, long index, BatchStatus status) {
        running.sequencer.advance(index, status);
    }

    /** Lets the open batch grow old. */
    private static void seal(RunningSequencer running) throws InterruptedException {
        int before = running.sealed.size();
        running.now.addAndGet(2_000_000);
        RunningSequencer.await(() -> running.sealed.size() > before);
    }
}
