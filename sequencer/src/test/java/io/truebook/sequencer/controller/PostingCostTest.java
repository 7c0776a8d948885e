package io.truebook.sequencer.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** The marginal rule against its closed forms, and against every other fixed age. */
class PostingCostTest {
    private static final double USDC = 1e9;
    private static final long TICK = 20;
    private static final double GWEI = 1e9;
    private static final DivergencePolicy.Cost COST = new DivergencePolicy.Cost(50_000, 3_000, 190_000, 38, 600_000);
    private static final DivergencePolicy POLICY = new DivergencePolicy(10_000_000, COST, Map.of(), 100, 0, TICK);
    private static final double HOUR = 3_600_000;

    /** Age at which a batch is posted whose divergence grows so, USDC by hours. */
    private static long age(DoubleUnaryOperator growth, double usualWei, double wei, int bytes) {
        ControllerState state =
                new ControllerState(Level.NORMAL, 0, new PostingCost(Long.MAX_VALUE, 1_000, 0, 0, usualWei));
        for (long age = 0; ; age += TICK) {
            long divergence = (long) (growth.applyAsDouble(age / HOUR) * USDC);
            Inputs inputs = new Inputs(1_000 + age, divergence, 1_000, 1_000, bytes, false, wei);
            Controller.Step step = Controller.transition(state, inputs, POLICY);
            if (step.actions().contains(Action.POST)) {
                return age;
            }
            state = step.state();
        }
    }

    private static double batchUsdc(double wei) {
        return wei * COST.batchGas() / 1e18 * COST.etherUsdc();
    }

    @Test
    void steadyGrowthIsPostedAtTheEconomicOrderQuantity() {
        double a = 400_000_000;
        double hours = Math.sqrt(2 * batchUsdc(20 * GWEI) / (50_000 / 1e9 * a));
        assertThat(age(t -> a * t, 20 * GWEI, 20 * GWEI, 0) / HOUR).isCloseTo(hours, Percentage.withPercentage(0.5));
    }

    @Test
    void aWalkIsPostedWhereItsClosedFormSays() {
        double a = 5_000_000;
        double hours = Math.pow(3 * batchUsdc(20 * GWEI) / (50_000 / 1e9 * a), 2.0 / 3);
        assertThat(age(t -> a * Math.sqrt(t), 20 * GWEI, 20 * GWEI, 0) / HOUR)
                .isCloseTo(hours, Percentage.withPercentage(1));
    }

    @Test
    void noOtherAgeCostsLessInTheLongRun() {
        double a = 30_000_000;
        DoubleUnaryOperator growth = t -> a * Math.pow(t, 0.7);
        DoubleUnaryOperator average = t -> (batchUsdc(20 * GWEI) + 50_000 / 1e9 * a * Math.pow(t, 1.7) / 1.7) / t;
        double chosen = average.applyAsDouble(age(growth, 20 * GWEI, 20 * GWEI, 0) / HOUR);
        for (long other = TICK; other < 2 * HOUR; other += 20 * TICK) {
            assertThat(chosen).isLessThanOrEqualTo(average.applyAsDouble(other / HOUR) * 1.001);
        }
    }

    @Test
    void dearGasWaitsAndCheapGasGoesAtOnce() {
        DoubleUnaryOperator growth = t -> 400_000_000 * t;
        long usual = age(growth, 20 * GWEI, 20 * GWEI, 40_000);
        long dear = age(growth, 20 * GWEI, 30 * GWEI, 40_000);
        long cheap = age(growth, 20 * GWEI, 15 * GWEI, 40_000);
        assertThat(dear).isGreaterThan(usual);
        assertThat(cheap).isLessThan(usual);
        assertThat(age(growth, 20 * GWEI, 2 * GWEI, 40_000)).isLessThanOrEqualTo(2 * TICK);
    }

    @Test
    void whatEarlierBatchesHoldDoesNotCountAgainstTheOpenOne() {
        long before = age(t -> 400_000_000 * t, 20 * GWEI, 20 * GWEI, 0);
        assertThat(age(t -> 1_000_000 + 400_000_000 * t, 20 * GWEI, 20 * GWEI, 0))
                .isEqualTo(before);
    }
}
