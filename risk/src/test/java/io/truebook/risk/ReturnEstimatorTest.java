package io.truebook.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReturnEstimatorTest {
    private static final double MINUTE = 60;
    private final ReturnEstimator estimator = new ReturnEstimator(ReturnEstimator.DEFAULT_SIGNIFICANCE);

    /** A path at given times; at most one jump between two of them, which is what the estimator takes a history for. */
    private static PriceSeries simulated(PriceProcess process, int count, boolean regular, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] seconds = new double[count];
        double[] prices = new double[count];
        prices[0] = 60_000;
        for (int i = 1; i < count; i++) {
            double step = regular ? MINUTE : MINUTE * (0.2 + 1.6 * random.nextDouble());
            seconds[i] = seconds[i - 1] + step;
            double years = step / DelayDistribution.SECONDS_PER_YEAR;
            double move = process.logDrift() * years + process.volatility() * Math.sqrt(years) * random.nextGaussian();
            if (random.nextDouble() < process.jumpsPerYear() * years) {
                move += process.jumpMean() + process.jumpDeviation() * random.nextGaussian();
            }
            prices[i] = prices[i - 1] * Math.exp(move);
        }
        return new PriceSeries(seconds, prices);
    }

    @Test
    void volatilityOfADiffusionAndHardlyAJump() {
        int jumps = 0;
        for (int seed = 0; seed < 50; seed++) {
            ReturnEstimate estimate = estimator.estimate(simulated(PriceProcess.diffusion(0.7), 20_000, true, seed));
            assertThat(estimate.process().volatility()).isCloseTo(0.7, within(0.015));
            assertThat(estimate.bipowerVolatility()).isCloseTo(0.7, within(0.02));
            jumps += estimate.jumps();
        }
        // Each of the 50 histories shows a jump with a chance of 1 percent.
        assertThat(jumps).isLessThanOrEqualTo(4);
    }

    @Test
    void jumpsAreFoundAtTheirRateAndSize() {
        PriceProcess truth = new PriceProcess(0, 0.6, 1_500, -0.02, 0.012);
        for (boolean regular : new boolean[] {true, false}) {
            ReturnEstimate estimate = estimator.estimate(simulated(truth, 100_000, regular, 9));
            PriceProcess found = estimate.process();
            assertThat(found.volatility()).isCloseTo(0.6, within(0.006));
            assertThat(estimate.jumpsPerYearLow()).isLessThan(1_500 * 0.95);
            assertThat(estimate.jumpsPerYearHigh()).isGreaterThan(1_500 * 0.95);
            assertThat(found.jumpMean()).isCloseTo(-0.02, within(0.0025));
            assertThat(found.jumpDeviation()).isCloseTo(0.012, within(0.002));
        }
    }

    /** What makes it an estimator of jumps: the plain volatility of the same history is far off, bipower is not. */
    @Test
    void bipowerIsHardlyMovedByJumps() {
        PriceSeries series = simulated(new PriceProcess(0, 0.6, 1_500, -0.02, 0.012), 100_000, true, 9);
        double squares = 0;
        for (int i = 1; i < series.prices().length; i++) {
            squares += Math.pow(Math.log(series.prices()[i] / series.prices()[i - 1]), 2);
        }
        double years = series.seconds()[series.seconds().length - 1] / DelayDistribution.SECONDS_PER_YEAR;
        assertThat(Math.sqrt(squares / years)).isGreaterThan(1);
        assertThat(estimator.estimate(series).bipowerVolatility()).isCloseTo(0.6, within(0.07));
    }

    @Test
    void theThresholdIsTheMaximumOfNormals() {
        SplittableRandom random = new SplittableRandom(2);
        ReturnEstimator tenth = new ReturnEstimator(0.1);
        int exceeded = 0;
        for (int i = 0; i < 2_000; i++) {
            double most = 0;
            for (int j = 0; j < 1_000; j++) {
                most = Math.max(most, Math.abs(random.nextGaussian()));
            }
            exceeded += most > tenth.threshold(1_000) ? 1 : 0;
        }
        // The Gumbel law is a limit: at a thousand returns it is a little too careful.
        assertThat(exceeded / 2_000.0).isBetween(0.05, 0.12);
    }

    @Test
    void oneJumpHasNoDeviation() {
        double[] seconds = new double[101];
        double[] prices = new double[101];
        for (int i = 0; i <= 100; i++) {
            seconds[i] = MINUTE * i;
            prices[i] = (i % 2 == 0 ? 100 : 100.01) * (i >= 50 ? 0.9 : 1);
        }
        ReturnEstimate estimate = estimator.estimate(new PriceSeries(seconds, prices));
        assertThat(estimate.jumps()).isEqualTo(1);
        assertThat(estimate.process().jumpMean()).isCloseTo(Math.log(0.9), within(2e-4));
        assertThat(estimate.process().jumpDeviation()).isZero();
        assertThat(estimate.jumpsPerYearLow())
                .isPositive()
                .isLessThan(estimate.process().jumpsPerYear());
    }

    @Test
    void aHistoryThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new PriceSeries(new double[] {0, 1}, new double[] {1, 1}))
                .hasMessageContaining("three");
        assertThatThrownBy(() -> new PriceSeries(new double[] {0, 1, 1}, new double[] {1, 1, 1}))
                .hasMessageContaining("ascend");
        assertThatThrownBy(() -> new PriceSeries(new double[] {0, 1, 2}, new double[] {1, 0, 1}))
                .hasMessageContaining("no price");
        assertThatThrownBy(() -> new ReturnEstimator(0)).hasMessageContaining("significance");
    }
}
