package io.truebook.risk;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.hipparchus.analysis.solvers.BrentSolver;

/** What can happen to a position between its fast and its settled state. */
public final class GapRisk {
    public static final int DEFAULT_PATHS = 50_000;
    public static final long DEFAULT_SEED = 1;

    private static final double PPM = 1e6;
    private static final double PRECISION = 1e-9;
    private static final int MAX_EVALUATIONS = 200;
    /** A margin of a long beyond this logarithm is the whole notional to the last ppm. */
    private static final double WHOLE_NOTIONAL = Math.log(1e7);

    /** More in one delay are no jumps but volatility, and would only cost time and memory. */
    private static final double MOST_JUMPS = 100;

    private final PriceProcess process;
    private final DelayDistribution delay;
    private final Merton merton;
    private final Map<Side, PassageSimulation> simulations = new EnumMap<>(Side.class);

    public GapRisk(PriceProcess process, DelayDistribution delay, int paths, long seed) {
        if (process.jumpsPerYear() * delay.longestSeconds() / DelayDistribution.SECONDS_PER_YEAR > MOST_JUMPS) {
            throw new IllegalArgumentException(
                    "more than " + (int) MOST_JUMPS + " jumps in the longest delay: say them as volatility");
        }
        if (paths < 1) {
            throw new IllegalArgumentException("no paths: " + paths);
        }
        this.process = process;
        this.delay = delay;
        this.merton = new Merton(process);
        if (process.hasJumps()) {
            for (Side side : Side.values()) {
                simulations.put(side, new PassageSimulation(process.adverse(side), delay, paths, seed));
            }
        }
    }

    public GapRisk(PriceProcess process, DelayDistribution delay) {
        this(process, delay, DEFAULT_PATHS, DEFAULT_SEED);
    }

    /** Chance that the loss reaches the margin at any time before settlement. */
    public Estimate outruns(Side side, double margin) {
        return passage(side, side.barrier(margin));
    }

    /** Chance that the loss exceeds the margin at settlement. */
    public double beyond(Side side, double margin) {
        return delay.expect(years -> merton.beyond(side, margin, years));
    }

    /** Mean of what the loss at settlement exceeds the margin by. */
    public double shortfall(Side side, double margin) {
        return delay.expect(years -> merton.shortfall(side, margin, years));
    }

    /** The same, given that the loss exceeds the margin at settlement; 0 when it cannot. */
    public double shortfallBeyond(Side side, double margin) {
        double beyond = beyond(side, margin);
        return beyond == 0 ? 0 : shortfall(side, margin) / beyond;
    }

    /** The least addition that keeps the chance to outrun the margin at or below a level; none when the whole notional would not do. */
    public Optional<AddOn> addOn(Side side, double margin, double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("a level lies between 0 and 1: " + level);
        }
        OptionalInt ppm = addOnPpm(side, margin, level, Estimate::value);
        OptionalInt low = addOnPpm(side, margin, level, Estimate::low);
        OptionalInt high = addOnPpm(side, margin, level, Estimate::high);
        return ppm.isPresent() && low.isPresent() && high.isPresent()
                ? Optional.of(new AddOn(ppm.getAsInt(), low.getAsInt(), high.getAsInt()))
                : Optional.empty();
    }

    /** By how much a claim is worth less than its face now, as a fraction of the face. */
    public double discount(Side side, Claim claim) {
        double value = delay.expect(years -> Math.exp(-claim.rate() * years) * expectedPayment(side, claim, years));
        return 1 - (1 - claim.revertProbability()) * value / claim.face();
    }

    /** Merton's risky debt (1974): the face, less the shortfall beyond what the equity has above the face, but for what lies beyond the equity. */
    private double expectedPayment(Side side, Claim claim, double years) {
        return claim.face()
                - merton.shortfall(side, claim.equity() - claim.face(), years)
                + merton.shortfall(side, claim.equity(), years);
    }

    private interface End {
        double of(Estimate estimate);
    }

    private OptionalInt addOnPpm(Side side, double margin, double level, End end) {
        double from = side.barrier(margin);
        if (end.of(passage(side, from)) <= level) {
            return OptionalInt.of(0);
        }
        double to = side == Side.LONG ? WHOLE_NOTIONAL : side.barrier(1);
        if (from >= to || end.of(passage(side, to)) > level) {
            return OptionalInt.empty();
        }
        double barrier =
                new BrentSolver(PRECISION).solve(MAX_EVALUATIONS, at -> end.of(passage(side, at)) - level, from, to);
        int ppm = Math.max(0, (int) Math.ceil((side.margin(barrier) - margin) * PPM - 1e-3));
        // The solver may stop on either side of the root; a margin that does not do is not told.
        while (end.of(outruns(side, margin + ppm / PPM)) > level) {
            ppm++;
        }
        return OptionalInt.of(ppm);
    }

    private Estimate passage(Side side, double barrier) {
        if (barrier == Double.POSITIVE_INFINITY) {
            return Estimate.exact(0);
        }
        if (process.hasJumps()) {
            Estimate simulated = simulations.get(side).passage(barrier);
            // Who is beyond at the end has passed on the way: far out, where no path comes, the series still knows.
            double least = delay.expect(years -> merton.beyond(side, side.margin(barrier), years));
            return new Estimate(Math.max(simulated.value(), least), simulated.standardError());
        }
        AdverseMove move = process.adverse(side);
        return Estimate.exact(delay.expect(years -> move.continuousPassage(barrier, years)));
    }
}
