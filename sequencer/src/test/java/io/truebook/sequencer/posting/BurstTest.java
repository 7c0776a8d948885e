package io.truebook.sequencer.posting;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.sequencer.Refusal;
import io.truebook.sequencer.controller.Level;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten times the usual flow comes while L1 makes no blocks: the divergence stays below its limit, and everything is taken again afterwards. */
class BurstTest {
    private static final long SEED = Long.getLong("truebook.seed", System.nanoTime());
    private static final int CALM_MILLIS = 4_000;
    private static final int BURST_MILLIS = 8_000;

    @TempDir
    Path folder;

    @Test
    void theDivergenceStaysBelowItsLimitAndIsReleased() throws Exception {
        System.out.println("burst: replay with -Dtruebook.seed=" + SEED);
        Burst burst = new Burst(folder, SEED, CALM_MILLIS, BURST_MILLIS);
        Burst.Told held = burst.controlled();
        System.out.println(held);
        assertThat(held.calm()).as("the usual flow needs no limit").isLessThan(Burst.REDUCE_ONLY / 2);
        assertThat(held.greatest()).isLessThan(Burst.LIMIT);
        assertThat(held.height()).isGreaterThanOrEqualTo(Level.REDUCE_ONLY);
        assertThat(held.refused()).containsKey(Refusal.REDUCING);
        assertThat(held.reduces()).isTrue();
        assertThat(held.lasted()).isTrue();

        Burst.Told free = burst.free();
        System.out.println(free);
        assertThat(free.greatest()).as("the burst would pass the limit").isGreaterThan(Burst.LIMIT);
        assertThat(free.changes()).isEmpty();
    }
}
