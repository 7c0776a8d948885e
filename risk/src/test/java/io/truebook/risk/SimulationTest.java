package io.truebook.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.risk.MonteCarloAgreement.Point;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.discrete.PoissonDistribution;
import org.junit.jupiter.api.Test;

/** The simulation against what is known exactly. */
class SimulationTest {
    private static final double SECONDS_PER_YEAR = DelayDistribution.SECONDS_PER_YEAR;
    private static final int PATHS = 2_500;

    /** What a grid of few paths cannot see: at a few points the standard error is below four thousandths. */
    @Test
    void manyPathsGiveItClosely() {
        double years = 3600 / SECONDS_PER_YEAR;
        List<Point> points = new ArrayList<>();
        for (Side side : Side.values()) {
            AdverseMove move = new PriceProcess(3, 1, 2 / years, 0, 0).adverse(side);
            PassageSimulation simulation = new PassageSimulation(move, DelayDistribution.fixed(3600), 300_000, 17);
            for (double deviations : new double[] {0.5, 1, 1.5}) {
                double barrier = deviations * Math.sqrt(years);
                Point point = new Point(
                        side + " " + deviations, move.continuousPassage(barrier, years), simulation.passage(barrier));
                assertThat(point.simulated().standardError()).isLessThan(0.004 * point.closed());
                points.add(point);
            }
        }
        agree(points);
    }

    private static void agree(List<Point> points) {
        assertThat(MonteCarloAgreement.agrees(points)).as(points.toString()).isTrue();
    }

    /** Without drift and volatility only jumps move, here each by the same: so many of them pass. */
    @Test
    void equalJumpsPassByTheirNumber() {
        double expected = 2.5;
        AdverseMove move = new AdverseMove(0, 0, expected * SECONDS_PER_YEAR / 600, 0.01, 0);
        PassageSimulation simulation = new PassageSimulation(move, DelayDistribution.fixed(600), PATHS, 1);
        for (int jumps = 1; jumps < 12; jumps++) {
            double closed = 1 - new PoissonDistribution(expected).cumulativeProbability(jumps - 1);
            assertThat(simulation.passage(0.01 * jumps - 0.005).value())
                    .isCloseTo(closed, org.assertj.core.api.Assertions.within(1e-12));
        }
    }

    /** Sparre Andersen's theorem (Feller II, XII.7): n symmetric continuous steps all stay below 0 with probability C(2n, n) / 4ⁿ, whatever their law. */
    @Test
    void symmetricJumpsPassZeroByTheArcsineLaw() {
        double expected = 3;
        AdverseMove move = new AdverseMove(0, 0, expected * SECONDS_PER_YEAR / 600, 0, 0.02);
        Estimate passage = new PassageSimulation(move, DelayDistribution.fixed(600), 60_000, 5).passage(1e-15);
        double stays = 0;
        double below = 1;
        for (int n = 0; n < 60; n++) {
            stays += new PoissonDistribution(expected).probability(n) * below;
            below *= (2 * n + 1.0) / (2 * n + 2);
        }
        agree(List.of(new Point("arcsine", 1 - stays, passage)));
    }

    /** One jump by quadrature over its time, the value before it and its size: nothing of the simulation's but the formulas of a continuous part. */
    @Test
    void oneJumpIsWhatQuadratureSays() {
        double years = 900 / SECONDS_PER_YEAR;
        double expected = 1e-3;
        PriceProcess process = new PriceProcess(0, 0.8, expected / years, -0.01, 0.02);
        List<Point> grid = new ArrayList<>();
        for (Side side : Side.values()) {
            AdverseMove move = process.adverse(side);
            PassageSimulation simulation = new PassageSimulation(move, DelayDistribution.fixed(900), 40_000, 3);
            for (double barrier : new double[] {0.005, 0.01, 0.02, 0.04}) {
                double none = Math.exp(-expected) * move.continuousPassage(barrier, years);
                double one = expected * Math.exp(-expected) * passageWithOneJump(move, barrier, years);
                // Two jumps or more have a probability of 5 · 10⁻⁷ in all.
                Estimate simulated = simulation.passage(barrier);
                double rest = Math.max(0, Math.min(5e-7, simulated.value() - none - one));
                grid.add(new Point(side + " " + barrier, none + one + rest, simulated));
            }
        }
        agree(grid);
    }

    private static double passageWithOneJump(AdverseMove move, double barrier, double years) {
        GaussIntegrator time = new GaussIntegratorFactory().legendre(16, 0, years);
        NormalDistribution size = new NormalDistribution(move.jumpMean(), move.jumpDeviation());
        return time.integrate(when -> {
                    double deviation = move.volatility() * Math.sqrt(when);
                    NormalDistribution value = new NormalDistribution(move.drift() * when, deviation);
                    double centre = move.drift() * when;
                    double to = Math.min(barrier, centre + 9 * deviation);
                    double stays = panels(centre - 9 * deviation, to, 4, before -> {
                        double survives = 1 - move.bridgePassage(0, before, barrier, when);
                        double jumpTo = barrier - before;
                        double then = panels(
                                move.jumpMean() - 9 * move.jumpDeviation(),
                                Math.min(jumpTo, move.jumpMean() + 9 * move.jumpDeviation()),
                                6,
                                jump -> size.density(jump) * (1 - move.continuousPassage(jumpTo - jump, years - when)));
                        return value.density(before) * survives * then;
                    });
                    return 1 - stays;
                })
                / years;
    }

    private static double panels(
            double from, double to, int count, org.hipparchus.analysis.UnivariateFunction function) {
        double sum = 0;
        for (int i = 0; i < count && from < to; i++) {
            double width = (to - from) / count;
            sum += new GaussIntegratorFactory()
                    .legendre(12, from + i * width, from + (i + 1) * width)
                    .integrate(function);
        }
        return sum;
    }

    @Test
    void sameSeedSamePaths() {
        PriceProcess process = new PriceProcess(0, 0.8, 3000, -0.01, 0.02);
        DelayDistribution delay = DelayDistribution.fixed(900);
        Estimate first = new GapRisk(process, delay, 2_000, 42).outruns(Side.LONG, 0.02);
        assertThat(new GapRisk(process, delay, 2_000, 42).outruns(Side.LONG, 0.02))
                .isEqualTo(first);
        assertThat(new GapRisk(process, delay, 2_000, 43).outruns(Side.LONG, 0.02))
                .isNotEqualTo(first);
    }
}
