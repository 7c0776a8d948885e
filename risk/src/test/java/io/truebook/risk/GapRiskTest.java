package io.truebook.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GapRiskTest {
    private static final PriceProcess JUMPING = new PriceProcess(0, 0.8, 400, -0.005, 0.03);
    private static final DelayDistribution DELAY = DelayDistribution.fixed(900);
    private static final int PATHS = 3_000;

    private static GapRisk risk(PriceProcess process, double seconds) {
        return new GapRisk(process, DelayDistribution.fixed(seconds), PATHS, 1);
    }

    @ParameterizedTest
    @EnumSource
    void moreMarginLessRisk(Side side) {
        GapRisk risk = risk(JUMPING, 900);
        for (double margin = 0.001; margin < 0.2; margin += 0.004) {
            double more = margin + 0.004;
            assertThat(risk.outruns(side, more).value())
                    .isLessThan(risk.outruns(side, margin).value());
            assertThat(risk.beyond(side, more)).isLessThan(risk.beyond(side, margin));
            assertThat(risk.shortfall(side, more)).isLessThan(risk.shortfall(side, margin));
        }
    }

    @ParameterizedTest
    @EnumSource
    void moreDelayVolatilityAndJumpsMoreRisk(Side side) {
        double[] delay = new double[12];
        double[] volatility = new double[12];
        double[] jumps = new double[12];
        for (int i = 0; i < 12; i++) {
            delay[i] = sum(risk(JUMPING, 100 + 400 * i), side);
            volatility[i] = sum(risk(new PriceProcess(0, 0.2 + 0.2 * i, 0, 0, 0), 3600), side);
            jumps[i] = sum(risk(new PriceProcess(0, 0.8, 100 + 300 * i, 0, 0.03), 900), side);
        }
        assertThat(delay).isSorted();
        assertThat(volatility).isSorted();
        assertThat(jumps).isSorted();
        assertThat(delay[0]).isLessThan(delay[11]);
    }

    private static double sum(GapRisk risk, Side side) {
        return risk.outruns(side, 0.02).value() + risk.shortfall(side, 0.02);
    }

    /** The way holds the end: what is beyond the margin at settlement has outrun it before. */
    @ParameterizedTest
    @EnumSource
    void outrunsAtLeastWhatIsBeyondAtTheEnd(Side side) {
        GapRisk risk = risk(JUMPING, 900);
        for (double margin = 0.002; margin < 0.1; margin += 0.007) {
            assertThat(risk.outruns(side, margin).high()).isGreaterThan(risk.beyond(side, margin));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingHappensInNoTime(Side side) {
        GapRisk risk = risk(JUMPING, 0);
        assertThat(risk.outruns(side, 0.001)).isEqualTo(new Estimate(0, 0));
        assertThat(risk.beyond(side, 0.001)).isZero();
        assertThat(risk.shortfall(side, 0.001)).isZero();
        assertThat(risk.addOn(side, 0.001, 1e-6)).contains(new AddOn(0, 0, 0));
        assertThat(risk.discount(side, new Claim(0.05, 0.05, 0.1, 0))).isCloseTo(0, within(1e-15));
        assertThat(risk.outruns(side, 0).value()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aStillPriceOutrunsNothing(Side side) {
        GapRisk risk = risk(PriceProcess.diffusion(0), 900);
        assertThat(risk.outruns(side, 1e-6).value()).isZero();
        assertThat(risk.shortfall(side, 1e-6)).isZero();
        GapRisk falling = risk(new PriceProcess(-100, 0, 0, 0, 0), 3600);
        assertThat(falling.outruns(Side.LONG, 0.01).value()).isEqualTo(1);
        assertThat(falling.outruns(Side.LONG, 0.012).value()).isZero();
        assertThat(falling.outruns(Side.SHORT, 1e-6).value()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void rareJumpsAreAlmostNone(Side side) {
        GapRisk rare = risk(new PriceProcess(0, 0.8, 1e-7, -0.2, 0.2), 900);
        GapRisk none = risk(PriceProcess.diffusion(0.8), 900);
        assertThat(rare.outruns(side, 0.01).value())
                .isCloseTo(none.outruns(side, 0.01).value(), within(1e-10));
        assertThat(rare.shortfall(side, 0.01)).isCloseTo(none.shortfall(side, 0.01), within(1e-11));
    }

    /** Small drift over the time of a large deviation: twice the tail. */
    @Test
    void withoutDriftPassageIsTwiceTheTail() {
        AdverseMove move = new AdverseMove(0, 0.5, 0, 0, 0);
        double years = 0.01;
        for (double deviations = 0.5; deviations < 30; deviations += 0.5) {
            double twice = 2 * AdverseMove.tail(deviations);
            assertThat(move.continuousPassage(deviations * 0.05, years)).isCloseTo(twice, within(twice * 1e-9));
        }
    }

    /** Where factor and tail of the reflected part leave the doubles, the probability goes on without a step. */
    @Test
    void strongDriftLeavesNoHole() {
        double years = 1;
        double before = 1;
        for (double drift = 30; drift < 50; drift += 0.01) {
            double passage = new AdverseMove(-drift, 1, 0, 0, 0).continuousPassage(1, years);
            double limit = Math.exp(-2 * drift);
            assertThat(passage).isCloseTo(limit, within(limit * 0.001)).isLessThan(before);
            before = passage;
        }
        assertThat(new AdverseMove(40, 1, 0, 0, 0).continuousPassage(1, years)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void theAddOnKeepsTheLevelAndNoLessDoes(Side side) {
        for (PriceProcess process : new PriceProcess[] {JUMPING, PriceProcess.diffusion(1.5)}) {
            GapRisk risk = risk(process, 1800);
            for (double level : new double[] {0.05, 1e-3, 1e-4}) {
                AddOn addOn = risk.addOn(side, 0.005, level).orElseThrow();
                assertThat(addOn.lowPpm()).isLessThanOrEqualTo(addOn.ppm());
                assertThat(addOn.highPpm()).isGreaterThanOrEqualTo(addOn.ppm());
                assertThat(risk.outruns(side, 0.005 + addOn.ppm() / 1e6).value())
                        .isLessThanOrEqualTo(level);
                if (addOn.ppm() > 0) {
                    assertThat(risk.outruns(side, 0.005 + (addOn.ppm() - 1) / 1e6)
                                    .value())
                            .isGreaterThan(level);
                }
            }
        }
    }

    @Test
    void aPriceMayDoubleBeforeItSettles() {
        GapRisk wild = risk(new PriceProcess(0, 3, 0, 0, 0), 86_400 * 365);
        assertThat(wild.addOn(Side.SHORT, 0.05, 0.01)).isEmpty();
        AddOn whole = wild.addOn(Side.LONG, 0.05, 0.01).orElseThrow();
        assertThat(whole.ppm()).isBetween(900_000, 950_000);
        assertThatThrownBy(() -> wild.addOn(Side.LONG, 0.05, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Settlement in two stages is what it is in one of the same length; a mixture lies between its parts. */
    @Test
    void delaysAdd() {
        GapRisk two = new GapRisk(JUMPING, DelayDistribution.fixed(200).then(DelayDistribution.fixed(700)), PATHS, 1);
        assertThat(two.outruns(Side.LONG, 0.02)).isEqualTo(risk(JUMPING, 900).outruns(Side.LONG, 0.02));
        GapRisk mixture = new GapRisk(
                PriceProcess.diffusion(0.8), DelayDistribution.ofSamples(new double[] {300, 900}), PATHS, 1);
        double shorter =
                risk(PriceProcess.diffusion(0.8), 300).outruns(Side.LONG, 0.01).value();
        double longer =
                risk(PriceProcess.diffusion(0.8), 900).outruns(Side.LONG, 0.01).value();
        assertThat(mixture.outruns(Side.LONG, 0.01).value()).isCloseTo((shorter + longer) / 2, within(1e-15));
    }

    /** A claim without an end is all the equity: a call. One that the equity exceeds by far is money. */
    @Test
    void claimsBetweenMoneyAndEquity() {
        GapRisk risk = risk(JUMPING, 900);
        double years = 900 / DelayDistribution.SECONDS_PER_YEAR;
        double call = new Merton(JUMPING).call(1 - 0.05, years);
        double payment = 10 * (1 - risk.discount(Side.LONG, new Claim(0.05, 10, 0, 0)));
        assertThat(payment).isCloseTo(call, within(1e-12));
        assertThat(risk.discount(Side.LONG, new Claim(0.9, 0.01, 0, 0))).isCloseTo(0, within(1e-9));
        assertThat(risk.discount(Side.SHORT, new Claim(0.9, 0.01, 0.5, 0.002)))
                .isCloseTo(1 - 0.998 * Math.exp(-0.5 * years), within(1e-9));
    }

    @ParameterizedTest
    @EnumSource
    void dearerClaimsAreDiscountedMore(Side side) {
        GapRisk risk = risk(JUMPING, 900);
        double before = 0;
        for (double face = 0.01; face < 0.1; face += 0.01) {
            double discount = risk.discount(side, new Claim(0.05, face, 0.05, 0));
            assertThat(discount).isGreaterThan(before).isLessThan(1);
            before = discount;
        }
        assertThat(risk.discount(side, new Claim(0.05, 0.05, 0.05, 0)))
                .isGreaterThan(risk(PriceProcess.diffusion(0.8), 900).discount(side, new Claim(0.05, 0.05, 0.05, 0)));
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> PriceProcess.diffusion(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PriceProcess.diffusion(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> risk(new PriceProcess(0, 1, 1e7, 0, 0.1), 900)).hasMessageContaining("volatility");
        assertThatThrownBy(() -> new GapRisk(JUMPING, DELAY, 0, 1)).hasMessageContaining("paths");
        assertThatThrownBy(() -> new Claim(0.1, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Claim(0.1, 0.1, 0, 1.1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void curvesArePictures(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("gap.png");
        GapChart.write(file, new GapRisk(JUMPING, DELAY, PATHS, 1), 20_000, 1e-3);
        BufferedImage image = ImageIO.read(file.toFile());
        int half = image.getWidth() / 2;
        assertThat(coloured(image, 0, half)).isGreaterThan(1_000);
        assertThat(coloured(image, half, image.getWidth())).isGreaterThan(1_000);
    }

    /** Axes, names and the level are grey, curves are not. */
    private static int coloured(BufferedImage image, int from, int to) {
        int count = 0;
        for (int x = from; x < to; x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                Color colour = new Color(image.getRGB(x, y));
                int least = Math.min(colour.getRed(), Math.min(colour.getGreen(), colour.getBlue()));
                int most = Math.max(colour.getRed(), Math.max(colour.getGreen(), colour.getBlue()));
                count += most - least > 80 ? 1 : 0;
            }
        }
        return count;
    }
}
