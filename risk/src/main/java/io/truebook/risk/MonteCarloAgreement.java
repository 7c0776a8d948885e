package io.truebook.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hipparchus.distribution.discrete.BinomialDistribution;

/**
 * The simulation against closed forms over a grid. Each point has paths of its own: what one set of paths is off by would show at many
 * points, and the number outside of their intervals would not be binomial.
 */
public final class MonteCarloAgreement {
    public static final int DEFAULT_PATHS = 10_000;

    /** Sampling alone exceeds it once in about two million comparisons. */
    public static final double CERTAIN = 5;

    /** Chance that right formulas and a right simulation are told to disagree by the number outside. */
    public static final double FALSE_ALARM = 1e-4;

    /** With fewer paths beyond the margin the estimate is skewed, and a normal interval does not have its confidence. */
    private static final int LEAST_PATHS_BEYOND = 500;

    private static final double HOUR = 3600;

    /** Values that all paths share differ by rounding only. */
    private static final double ROUNDING = 1e-12;

    /** One figure by formula and by simulation. */
    public record Point(String of, double closed, Estimate simulated) {
        /** Standard errors that the simulation is above the formula. */
        public double z() {
            double off = simulated.value() - closed;
            return Math.abs(off) <= ROUNDING ? 0 : off / simulated.standardError();
        }

        public boolean inside() {
            return Math.abs(z()) <= Estimate.standardErrors(Estimate.CONFIDENCE);
        }
    }

    private final int paths;
    private final SplittableRandom seeds;
    private final List<Point> points = new ArrayList<>();

    private MonteCarloAgreement(int paths, long seed) {
        this.paths = paths;
        this.seeds = new SplittableRandom(seed);
    }

    /** The same paths and seed, the same points. */
    public static List<Point> grid(int paths, long seed) {
        MonteCarloAgreement grid = new MonteCarloAgreement(paths, seed);
        grid.passages();
        grid.ends();
        return List.copyOf(grid.points);
    }

    /** Points that may lie outside of their intervals: one more comes by chance less often than {@link #FALSE_ALARM}. */
    public static int allowedOutside(int points) {
        return new BinomialDistribution(points, 1 - Estimate.CONFIDENCE).inverseCumulativeProbability(1 - FALSE_ALARM);
    }

    public static boolean agrees(List<Point> points) {
        long outside = points.stream().filter(point -> !point.inside()).count();
        // Negated, so that a figure that is no number does not agree.
        return points.stream().allMatch(point -> Math.abs(point.z()) <= CERTAIN)
                && outside <= allowedOutside(points.size());
    }

    /** Jumps of size zero leave a diffusion, but the simulation does not know: it stitches bridges at each of them. */
    private void passages() {
        for (double volatility : new double[] {0.4, 0.9, 2.0}) {
            for (double hours : new double[] {0.25, 1, 12}) {
                for (double jumps : new double[] {0.3, 2, 8}) {
                    for (double deviations : new double[] {0.3, 0.7, 1, 1.5}) {
                        for (Side side : Side.values()) {
                            passage(side, volatility, hours, jumps, deviations);
                        }
                    }
                }
            }
        }
    }

    private void passage(Side side, double volatility, double hours, double jumps, double deviations) {
        double years = hours * HOUR / DelayDistribution.SECONDS_PER_YEAR;
        AdverseMove move = new PriceProcess(volatility * 3, volatility, jumps / years, 0, 0).adverse(side);
        double barrier = deviations * volatility * Math.sqrt(years);
        String of = "outruns %s, volatility %s, %s h, %s jumps of 0, %s deviations"
                .formatted(side, volatility, hours, jumps, deviations);
        points.add(new Point(
                of,
                move.continuousPassage(barrier, years),
                simulation(move, years).passage(barrier)));
    }

    /** What the series gives to paths with a jump; those without one the simulation leaves to formulas. */
    private void ends() {
        double years = HOUR / DelayDistribution.SECONDS_PER_YEAR;
        for (double volatility : new double[] {0, 0.5, 1.2}) {
            for (double jumps : new double[] {0.2, 1, 4}) {
                for (double mean : new double[] {-0.02, 0, 0.03}) {
                    for (double deviation : new double[] {0.01, 0.05}) {
                        PriceProcess process = new PriceProcess(0.5, volatility, jumps / years, mean, deviation);
                        for (double margin : new double[] {0.003, 0.01, 0.03}) {
                            for (Side side : Side.values()) {
                                end(process, side, margin, years);
                            }
                        }
                    }
                }
            }
        }
    }

    private void end(PriceProcess process, Side side, double margin, double years) {
        PriceProcess still = PriceProcess.diffusion(process.volatility());
        Merton without =
                new Merton(new PriceProcess(process.logDrift() - still.logDrift(), process.volatility(), 0, 0, 0));
        double none = Math.exp(-process.jumpsPerYear() * years);
        Merton all = new Merton(process);
        double beyond = all.beyond(side, margin, years) - none * without.beyond(side, margin, years);
        if (beyond * paths < LEAST_PATHS_BEYOND) {
            return;
        }
        String of = " %s, volatility %s, 1 h, %.1f jumps of %s ± %s, margin %s"
                .formatted(
                        side,
                        process.volatility(),
                        process.jumpsPerYear() * years,
                        process.jumpMean(),
                        process.jumpDeviation(),
                        margin);
        AdverseMove move = process.adverse(side);
        points.add(new Point(
                "beyond" + of,
                beyond,
                simulation(move, years).terminalWithJumps(end -> end > side.barrier(margin) ? 1 : 0)));
        points.add(new Point(
                "shortfall" + of,
                all.shortfall(side, margin, years) - none * without.shortfall(side, margin, years),
                simulation(move, years).terminalWithJumps(end -> Math.max(0, side.margin(end) - margin))));
    }

    private PassageSimulation simulation(AdverseMove move, double years) {
        DelayDistribution delay = DelayDistribution.fixed(years * DelayDistribution.SECONDS_PER_YEAR);
        return new PassageSimulation(move, delay, paths, seeds.nextLong());
    }
}
