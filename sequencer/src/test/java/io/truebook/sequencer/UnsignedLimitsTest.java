package io.truebook.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.Items;
import org.junit.jupiter.api.Test;

class UnsignedLimitsTest {
    private long now = 1_000_000;
    private final UnsignedLimits limits = new UnsignedLimits(now);

    @Test
    void theSameItemWaitsASecond() {
        assertThat(take(7)).isTrue();
        now += UnsignedLimits.AGAIN_MILLIS - 1;
        assertThat(take(7)).isFalse();
        assertThat(take(8)).isTrue();
        now += 1;
        assertThat(take(7)).isTrue();
        assertThat(take(7)).isFalse();
    }

    @Test
    void allTogetherHaveARate() {
        for (int i = 0; i < UnsignedLimits.PER_SECOND; i++) {
            assertThat(take(i)).isTrue();
        }
        assertThat(take(5_000)).isFalse();
        now += 100;
        for (int i = 0; i < UnsignedLimits.PER_SECOND / 10; i++) {
            assertThat(take(1_000 + i)).isTrue();
        }
        assertThat(take(5_000)).isFalse();
    }

    private boolean take(long account) {
        return limits.take(Items.liquidate(account, 0), now);
    }
}
