package io.truebook.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Values from books. Haug, The Complete Guide to Option Pricing Formulas (1998, 2007), as QuantLib's test-suite has them (jumpdiffusion.cpp,
 * digitaloption.cpp, binaryoption.cpp; where a value of the first edition is known to be wrong, the corrected one); Hull, Options, Futures, and
 * Other Derivatives, the example of the Black-Scholes chapter.
 */
class PublishedValuesTest {
    private static final double RATE = 0.08;
    private static final double TOTAL_VOLATILITY = 0.25;

    @ParameterizedTest
    @CsvSource({
        "80, 0.10, 1, 0.25, 20.67", "80, 0.25, 1, 0.25, 21.74", "80, 0.50, 1, 0.25, 23.63",
        "80, 0.10, 5, 0.25, 20.65", "80, 0.25, 5, 0.25, 21.70", "80, 0.50, 10, 0.25, 23.61",
        "90, 0.10, 1, 0.25, 11.00", "90, 0.25, 5, 0.25, 12.75", "90, 0.50, 10, 0.25, 15.42",
        "100, 0.10, 1, 0.25, 3.42", "100, 0.25, 1, 0.25, 5.88", "100, 0.50, 1, 0.25, 8.95",
        "100, 0.10, 5, 0.25, 3.51", "100, 0.25, 5, 0.25, 5.96", "100, 0.50, 5, 0.25, 9.02",
        "100, 0.10, 10, 0.25, 3.53", "100, 0.25, 10, 0.25, 5.97", "100, 0.50, 10, 0.25, 9.03",
        "110, 0.10, 1, 0.25, 0.55", "110, 0.25, 1, 0.25, 2.11", "110, 0.50, 1, 0.25, 4.67",
        "120, 0.10, 1, 0.25, 0.10", "120, 0.25, 5, 0.25, 0.63", "120, 0.50, 10, 0.25, 2.25",
        "80, 0.10, 1, 0.50, 20.72", "80, 0.25, 1, 0.50, 21.83", "80, 0.50, 1, 0.50, 23.71",
        "90, 0.10, 1, 0.50, 11.04", "90, 0.25, 1, 0.50, 12.72", "90, 0.50, 1, 0.50, 15.34",
        "100, 0.10, 1, 0.50, 3.14", "100, 0.25, 1, 0.50, 5.58", "100, 0.50, 1, 0.50, 8.71",
        "100, 0.10, 5, 0.50, 3.39", "100, 0.25, 5, 0.50, 5.87", "100, 0.50, 10, 0.50, 9.00",
        "110, 0.10, 5, 0.50, 0.58", "110, 0.25, 5, 0.50, 2.11", "110, 0.50, 10, 0.50, 4.71",
        "120, 0.10, 1, 0.50, 0.19", "120, 0.25, 1, 0.50, 0.71", "120, 0.50, 5, 0.50, 2.23",
        "80, 0.10, 1, 0.75, 20.79", "80, 0.25, 1, 0.75, 21.96", "80, 0.50, 1, 0.75, 23.86",
        "90, 0.10, 1, 0.75, 11.11", "90, 0.25, 1, 0.75, 12.75"
    })
    void callsOfJumpDiffusionAreHaugs(double strike, double years, double jumps, double share, double price) {
        double deviation = TOTAL_VOLATILITY * Math.sqrt(share / jumps);
        PriceProcess process = new PriceProcess(
                RATE, TOTAL_VOLATILITY * Math.sqrt(1 - share), jumps, -deviation * deviation / 2, deviation);
        double call = 100 * Math.exp(-RATE * years) * new Merton(process).call(strike / 100, years);
        assertThat(call).isCloseTo(price, within(0.01));
    }

    @Test
    void blackScholesIsHulls() {
        Merton merton = new Merton(new PriceProcess(0.1, 0.2, 0, 0, 0));
        double discount = Math.exp(-0.1 * 0.5);
        assertThat(42 * discount * merton.call(40.0 / 42, 0.5)).isCloseTo(4.76, within(0.005));
        assertThat(42 * discount * merton.put(40.0 / 42, 0.5)).isCloseTo(0.81, within(0.005));
    }

    @Test
    void chanceAtTheEndIsHaugsCashOrNothing() {
        Merton merton = new Merton(PriceProcess.diffusion(0.35));
        double put = 10 * Math.exp(-0.06 * 0.75) * merton.beyond(Side.LONG, 1 - 0.8, 0.75);
        assertThat(put).isCloseTo(2.6710, within(1e-4));
    }

    /** Cash paid at expiry when the barrier was touched: 10 percent of growth, volatility 20 percent, half a year, 15 to win. */
    @Test
    void chanceOfPassageIsHaugsCashAtExpiry() {
        PriceProcess process = new PriceProcess(0.1, 0.2, 0, 0, 0);
        GapRisk risk = new GapRisk(process, DelayDistribution.fixed(DelayDistribution.SECONDS_PER_YEAR / 2));
        double cash = 15 * Math.exp(-0.1 * 0.5);
        double down = risk.outruns(Side.LONG, 1 - 100.0 / 105).value();
        double up = risk.outruns(Side.SHORT, 100.0 / 95 - 1).value();
        assertThat(cash * down).isCloseTo(9.3604, within(1e-4));
        assertThat(cash * up).isCloseTo(11.2223, within(1e-4));
        assertThat(cash * (1 - down)).isCloseTo(4.9081, within(1e-4));
        assertThat(cash * (1 - up)).isCloseTo(3.0461, within(1e-4));
    }
}
