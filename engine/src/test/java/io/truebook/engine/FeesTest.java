package io.truebook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FeesTest {
    private static final long SEED = Long.getLong("seed", 4L);

    @Test
    void equalsTheUnboundedCeilingForRandomAndExtremeValues() {
        SplittableRandom random = new SplittableRandom(SEED);
        long[] edges = {0, 1, 999_999, 1_000_000, 1_000_001, 1L << 57};
        for (int round = 0; round < 100_000; round++) {
            long notional = round % 4 == 0 ? edges[random.nextInt(edges.length)] : random.nextLong((1L << 57) + 1);
            long ppm = round % 3 == 0 ? random.nextInt(2) * 1_000_000L : random.nextInt(1_000_001);
            BigInteger[] exact = BigInteger.valueOf(notional)
                    .multiply(BigInteger.valueOf(ppm))
                    .divideAndRemainder(BigInteger.valueOf(1_000_000));
            long ceiling = exact[0].longValueExact() + exact[1].signum();
            assertThat(Fees.feeRoundedUp(notional, ppm))
                    .as("seed %d: %d at %d", SEED, notional, ppm)
                    .isEqualTo(ceiling);
        }
    }
}
