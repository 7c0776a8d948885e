package io.truebook.risk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.distribution.discrete.PoissonDistribution;

/**
 * First passage of a jump diffusion over a random delay, for which there is no closed form. Strata by the number of jumps: without any it
 * is the reflection formula; otherwise times and sizes of jumps are simulated, the continuous parts between them by their values at the jumps,
 * and the chance that a part passes the barrier is that of a Brownian bridge, after the last jump that of the reflection formula. Nothing is
 * discretised in time, so the only error is that of sampling (Metwally and Atiya 2002; Joshi and Leung 2005).
 *
 * <p>The paths do not depend on the barrier: all barriers are looked at on the same paths, so that estimates are monotone in it.
 */
final class PassageSimulation {
    /** Strata of which all together are less likely are left out, and counted as if they passed. */
    private static final double NEGLIGIBLE = 1e-13;

    private static final int LEAST_PATHS = 200;

    private final AdverseMove move;
    private final DelayDistribution delay;
    private final List<Stratum> strata = new ArrayList<>();
    private double withoutStratum;

    /** One path: what it was before and after each jump, how long each part took, and where it ends. */
    private record Path(double[] before, double[] after, double[] years, double lastYears, double end) {}

    private record Stratum(double weight, Path[] paths) {}

    private interface OfPath {
        double value(Path path);
    }

    PassageSimulation(AdverseMove move, DelayDistribution delay, int paths, long seed) {
        this.move = move;
        this.delay = delay;
        SplittableRandom random = new SplittableRandom(seed);
        double withJumps = 1 - weight(0);
        withoutStratum = withJumps;
        for (int jumps = 1; withoutStratum > NEGLIGIBLE; jumps++) {
            double weight = weight(jumps);
            int share = Math.max(LEAST_PATHS, Math.toIntExact(Math.round(paths * weight / withJumps)));
            strata.add(new Stratum(weight, paths(jumps, share, random.split())));
            withoutStratum -= weight;
        }
        withoutStratum = Math.max(0, withoutStratum);
    }

    /** Chance to reach the barrier before the delay is over. */
    Estimate passage(double barrier) {
        double without = delay.points().stream()
                .mapToDouble(point ->
                        point.weight() * noJump(point.years()) * move.continuousPassage(barrier, point.years()))
                .sum();
        Estimate with = mean(path -> passage(path, barrier));
        return new Estimate(Math.min(1, without + with.value() + withoutStratum), with.standardError());
    }

    /** Mean of a function of the move at the end of the delay, over paths with at least one jump. */
    Estimate terminalWithJumps(DoubleUnaryOperator ofMove) {
        return mean(path -> ofMove.applyAsDouble(path.end()));
    }

    private double passage(Path path, double barrier) {
        double survives = 1;
        double at = 0;
        for (int i = 0; i < path.before().length; i++) {
            survives *= 1 - move.bridgePassage(at, path.before()[i], barrier, path.years()[i]);
            at = path.after()[i];
            if (survives == 0 || at >= barrier) {
                return 1;
            }
        }
        return 1 - survives * (1 - move.continuousPassage(barrier - at, path.lastYears()));
    }

    private Estimate mean(OfPath function) {
        double value = 0;
        double variance = 0;
        for (Stratum stratum : strata) {
            double sum = 0;
            double squares = 0;
            int count = 0;
            // Welford's, as the plain sum of squares loses everything when values hardly differ.
            for (Path path : stratum.paths()) {
                double next = function.value(path);
                count++;
                double off = next - sum;
                sum += off / count;
                squares += off * (next - sum);
            }
            value += stratum.weight() * sum;
            variance += stratum.weight() * stratum.weight() * squares / (count - 1) / count;
        }
        return new Estimate(value, Math.sqrt(variance));
    }

    private double noJump(double years) {
        return Math.exp(-move.jumpsPerYear() * years);
    }

    private double weight(int jumps) {
        return Arrays.stream(weights(jumps)).sum();
    }

    /** Probability of each delay together with that number of jumps. */
    private double[] weights(int jumps) {
        return delay.points().stream()
                .mapToDouble(point -> {
                    double expected = move.jumpsPerYear() * point.years();
                    if (expected == 0) {
                        return jumps == 0 ? point.weight() : 0;
                    }
                    return point.weight() * new PoissonDistribution(expected).probability(jumps);
                })
                .toArray();
    }

    private Path[] paths(int jumps, int count, SplittableRandom random) {
        double[] cumulated = weights(jumps);
        Arrays.parallelPrefix(cumulated, Double::sum);
        Path[] paths = new Path[count];
        for (int i = 0; i < count; i++) {
            // The delays are drawn evenly: path i has its own i-th part of the distribution.
            double drawn = (i + random.nextDouble()) / count * cumulated[cumulated.length - 1];
            int point = 0;
            while (point < cumulated.length - 1 && cumulated[point] < drawn) {
                point++;
            }
            paths[i] = path(jumps, delay.points().get(point).years(), random);
        }
        return paths;
    }

    private Path path(int jumps, double years, SplittableRandom random) {
        double[] times = new double[jumps];
        for (int i = 0; i < jumps; i++) {
            times[i] = random.nextDouble() * years;
        }
        Arrays.sort(times);
        double[] before = new double[jumps];
        double[] after = new double[jumps];
        double[] parts = new double[jumps];
        double at = 0;
        double now = 0;
        for (int i = 0; i < jumps; i++) {
            parts[i] = times[i] - now;
            before[i] = at + continuous(parts[i], random);
            after[i] = before[i] + move.jumpMean() + move.jumpDeviation() * random.nextGaussian();
            at = after[i];
            now = times[i];
        }
        return new Path(before, after, parts, years - now, at + continuous(years - now, random));
    }

    private double continuous(double years, SplittableRandom random) {
        return move.drift() * years + move.volatility() * Math.sqrt(years) * random.nextGaussian();
    }
}
