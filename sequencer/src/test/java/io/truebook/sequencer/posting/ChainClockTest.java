package io.truebook.sequencer.posting;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.l1.Block;
import io.truebook.l1.Bytes32;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ChainClockTest {
    private static final long START = 1_700_000_000L;
    private static final long ASSUMED = 2_000;

    private final AtomicLong here = new AtomicLong(START * 1000);
    private final ChainClock clock = new ChainClock(here::get, ASSUMED);
    private int blocks;

    @Test
    void theHeadBoundsItFromBelow() {
        saw(START + 100);
        assertThat(clock.reaches(START + 101)).isTrue();
        assertThat(clock.reaches(START + 102)).isFalse();
    }

    @Test
    void beforeTwoBlocksWereSeenL1IsTakenToBeBehind() {
        saw(START - 60);
        assertThat(clock.behind()).isEqualTo(ASSUMED);
        assertThat(clock.now()).isEqualTo(START - 2);
    }

    @Test
    void theGreatestDelayCounts() {
        saw(START - 12);
        sawAfter(300, START);
        sawAfter(12_000 + 900, START + 12);
        assertThat(clock.behind()).isEqualTo(1_200);
        assertThat(clock.reaches(START + 13)).isTrue();
        assertThat(clock.reaches(START + 14)).isFalse();
        here.addAndGet(2_000);
        assertThat(clock.reaches(START + 14)).isTrue();
    }

    @Test
    void anL1AheadOfThisClockIsNotExtrapolated() {
        saw(START + 50);
        sawAfter(1_000, START + 51);
        assertThat(clock.behind()).isZero();
        assertThat(clock.now()).isEqualTo(START + 52);
    }

    @Test
    void oldDelaysAreForgotten() {
        saw(START - 100);
        sawAfter(0, START - 99);
        assertThat(clock.behind()).isEqualTo(99_000);
        for (int i = 1; i <= 16; i++) {
            sawAfter(1_000, START + i);
        }
        assertThat(clock.behind()).isZero();
    }

    private void sawAfter(long milliseconds, long timestamp) {
        here.addAndGet(milliseconds);
        saw(timestamp);
    }

    private void saw(long timestamp) {
        Bytes32 hash = Bytes32.of(ByteBuffer.allocate(32).putInt(++blocks).array());
        clock.saw(new Block(blocks, hash, Bytes32.ZERO, timestamp, BigInteger.ONE));
    }
}
