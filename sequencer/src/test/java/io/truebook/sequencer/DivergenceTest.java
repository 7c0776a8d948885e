package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.*;
import static io.truebook.sequencer.TestExchange.*;
import static org.assertj.core.api.Assertions.assertThat;

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
            Divergence.Figures figures = running.sequencer.divergence().figures();
            assertThat(figures.gap()).isZero();
            assertThat(figures.credited()).isEqualTo(DEPOSITS);
            assertThat(figures.liabilities()).isEqualTo(DEPOSITS - figures.withdrawn());
        }
        try (RunningSequencer running = RunningSequencer.in(folder)) {
            assertThat(running.sequencer.divergence().figures().gap()).isZero();
        }
    }

    @Test
    void whatChangedIsWhatIsNotOnL1Yet() throws Exception {
        try (RunningSequencer running = RunningSequencer.in(folder).funded(2)) {
            seal(running);
            advance(running, 1, BatchStatus.POSTED);
            assertThat(figures(running).changedSincePosted()).isZero();
            assertThat(figures(running).changedSinceFinal()).isEqualTo(2_000_000_000_000_000L);

            running.submit(place(0, 2, 0, MARK, 10));
            running.submit(place(1, 1, FLAG_SELL | FLAG_TIF_IOC, MARK, 10));
            seal(running);
            long fees = 10L * MARK * 1_000 * (500 + 200) / 1_000_000;
            assertThat(figures(running).changedSincePosted()).isEqualTo(2 * fees);
            advance(running, 2, BatchStatus.POSTED);
            assertThat(figures(running).changedSincePosted()).isZero();
            advance(running, 2, BatchStatus.SOFT);
            assertThat(figures(running).changedSincePosted()).isEqualTo(2 * fees);
            advance(running, 1, BatchStatus.FINAL);
            assertThat(figures(running).changedSinceFinal()).isEqualTo(2 * fees);
            advance(running, 2, BatchStatus.FINAL);
            assertThat(figures(running).changedSinceFinal()).isZero();
        }
    }

    private static Divergence.Figures figures(RunningSequencer running) {
        return running.sequencer.divergence().figures();
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
