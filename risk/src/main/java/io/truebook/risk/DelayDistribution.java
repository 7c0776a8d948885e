package io.truebook.risk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/** How long a position stays unsettled, as weighted points: expectations over it are sums. */
public final class DelayDistribution {
    public static final double SECONDS_PER_YEAR = 365 * 86_400.0;

    private static final int POINTS_PER_SEGMENT = 8;
    private static final int MAX_POINTS = 256;

    /** A delay and its probability. */
    public record Point(double seconds, double weight) {
        double years() {
            return seconds / SECONDS_PER_YEAR;
        }
    }

    /** A delay that is not exceeded with that probability. */
    public record Quantile(double probability, double seconds) {}

    private final List<Point> points;
    private final double longestSeconds;

    private DelayDistribution(List<Point> points, double longestSeconds) {
        this.points = thinned(points);
        this.longestSeconds = longestSeconds;
    }

    public static DelayDistribution fixed(double seconds) {
        return ofSamples(new double[] {seconds});
    }

    /** Each sample with the same weight. */
    public static DelayDistribution ofSamples(double[] seconds) {
        if (seconds.length == 0) {
            throw new IllegalArgumentException("no samples of the delay");
        }
        List<Point> points = new ArrayList<>();
        for (double sample : seconds) {
            points.add(new Point(requireDelay(sample), 1.0 / seconds.length));
        }
        return new DelayDistribution(points, Arrays.stream(seconds).max().orElseThrow());
    }

    /**
     * Uniform between neighbouring quantiles, never below the first. The last must be the longest delay (probability 1): what lies beyond
     * a quantile is exactly what this is about, so it is not guessed.
     */
    public static DelayDistribution ofQuantiles(List<Quantile> quantiles) {
        if (quantiles.isEmpty() || quantiles.getLast().probability() != 1) {
            throw new IllegalArgumentException("the last quantile of a delay is the longest delay, probability 1");
        }
        List<Point> points = new ArrayList<>();
        GaussIntegrator unit = new GaussIntegratorFactory().legendre(POINTS_PER_SEGMENT, 0, 1);
        double probability = 0;
        double from = quantiles.getFirst().seconds();
        for (Quantile quantile : quantiles) {
            double weight = quantile.probability() - probability;
            double width = requireDelay(quantile.seconds()) - from;
            if (!(weight > 0) || width < 0) {
                throw new IllegalArgumentException("quantiles of a delay must ascend: " + quantile);
            }
            for (int i = 0; i < (width == 0 ? 1 : POINTS_PER_SEGMENT); i++) {
                points.add(
                        width == 0
                                ? new Point(from, weight)
                                : new Point(from + width * unit.getPoint(i), weight * unit.getWeight(i)));
            }
            probability = quantile.probability();
            from = quantile.seconds();
        }
        return new DelayDistribution(points, quantiles.getLast().seconds());
    }

    /** This delay and then another that does not depend on it. */
    public DelayDistribution then(DelayDistribution next) {
        List<Point> sums = new ArrayList<>();
        for (Point first : points) {
            for (Point second : next.points) {
                sums.add(new Point(first.seconds() + second.seconds(), first.weight() * second.weight()));
            }
        }
        return new DelayDistribution(sums, longestSeconds + next.longestSeconds);
    }

    public List<Point> points() {
        return points;
    }

    public double meanSeconds() {
        return points.stream()
                .mapToDouble(point -> point.weight() * point.seconds())
                .sum();
    }

    /** The shortest delay that is not exceeded with that probability. */
    public double quantileSeconds(double probability) {
        double sum = 0;
        for (Point point : points) {
            sum += point.weight();
            // Weights add up to 1 but for rounding.
            if (sum >= probability - 1e-12) {
                return point.seconds();
            }
        }
        return points.getLast().seconds();
    }

    public double longestSeconds() {
        return longestSeconds;
    }

    /** Expectation of a function of the delay in years. */
    double expect(DoubleUnaryOperator ofYears) {
        double sum = 0;
        for (Point point : points) {
            sum += point.weight() * ofYears.applyAsDouble(point.years());
        }
        return sum;
    }

    /** In ascending order; many points become fewer, each the mean of its neighbours, the longest kept as it is. */
    private static List<Point> thinned(List<Point> points) {
        List<Point> sorted = points.stream()
                .sorted(Comparator.comparingDouble(Point::seconds))
                .toList();
        if (sorted.size() <= MAX_POINTS) {
            return sorted;
        }
        List<Point> thin = new ArrayList<>();
        double weight = 0;
        double weighted = 0;
        for (Point point : sorted.subList(0, sorted.size() - 1)) {
            weight += point.weight();
            weighted += point.weight() * point.seconds();
            if (weight >= 1.0 / (MAX_POINTS - 2)) {
                thin.add(new Point(weighted / weight, weight));
                weight = 0;
                weighted = 0;
            }
        }
        if (weight > 0) {
            thin.add(new Point(weighted / weight, weight));
        }
        thin.add(sorted.getLast());
        return List.copyOf(thin);
    }

    private static double requireDelay(double seconds) {
        if (!(seconds >= 0) || seconds == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("a delay is a number of seconds, 0 or more: " + seconds);
        }
        return seconds;
    }
}
