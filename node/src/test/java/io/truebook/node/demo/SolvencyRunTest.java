package io.truebook.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run; {@code scripts/bench solvency} makes a long one. */
class SolvencyRunTest {
    private static final Duration DURATION = Duration.ofSeconds(45);
    private static final long SEED = Long.getLong("truebook.seed", System.nanoTime());

    @Test
    void nothingIsMadeOrLostInBadWeather(@TempDir Path folder) {
        System.out.println("solvency seed: replay with -Dtruebook.seed=" + SEED);
        Path config = Path.of("../node.conf").toAbsolutePath();
        try (SolvencyRun run =
                new SolvencyRun(new SolvencyRun.Plan(folder, config, DURATION, SEED), System.out::println)) {
            SolvencyTally tally = run.run();
            System.out.print(tally.table());
            assertThat(tally.worst()).isZero();
            assertThat(tally.samples("L1, derived")).isPositive();
            assertThat(tally.samples("L1, derived from genesis")).isPositive();
            assertThat(tally.samples("watcher")).isPositive();
            assertThat(tally.samples("sequencer 1")).isPositive();
            assertThat(tally.reorgs()).isPositive();
            assertThat(tally.deposits).isPositive();
            assertThat(tally.paid).isPositive();
        }
    }
}
