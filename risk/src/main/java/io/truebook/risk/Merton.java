package io.truebook.risk;

import org.hipparchus.distribution.discrete.PoissonDistribution;

/**
 * What a jump diffusion is worth at a fixed time: Merton's series (1976), Black-Scholes-type formulas weighted by the Poisson
 * probabilities of the number of jumps.
 */
public final class Merton {
    private static final double NEGLIGIBLE = 1e-18;

    private final PriceProcess process;

    public Merton(PriceProcess process) {
        this.process = process;
    }

    /** Chance that the loss of a side exceeds a margin at that time. */
    public double beyond(Side side, double margin, double years) {
        AdverseMove move = process.adverse(side);
        double barrier = side.barrier(margin);
        if (barrier == Double.POSITIVE_INFINITY) {
            return 0;
        }
        return sum(years, jumps -> normalBeyond(barrier, move.mean(years, jumps), move.variance(years, jumps)));
    }

    /** Mean of what the loss of a side exceeds a margin by at that time: E[max(0, loss − margin)]. */
    public double shortfall(Side side, double margin, double years) {
        return side == Side.LONG ? put(1 - margin, years) : call(1 + margin, years);
    }

    /** E[max(0, S − strike)] for a price of 1 now, not discounted. */
    public double call(double strike, double years) {
        AdverseMove up = process.adverse(Side.SHORT);
        return sum(years, jumps -> logNormalCall(strike, up.mean(years, jumps), up.variance(years, jumps)));
    }

    /** E[max(0, strike − S)] for a price of 1 now, not discounted. */
    public double put(double strike, double years) {
        AdverseMove up = process.adverse(Side.SHORT);
        return sum(years, jumps -> logNormalPut(strike, up.mean(years, jumps), up.variance(years, jumps)));
    }

    private interface Term {
        double given(int jumps);
    }

    private double sum(double years, Term term) {
        double expected = process.jumpsPerYear() * years;
        if (expected == 0) {
            return term.given(0);
        }
        PoissonDistribution poisson = new PoissonDistribution(expected);
        double growth = Math.max(1, 1 + process.meanRelativeJump());
        double sum = 0;
        for (int jumps = 0; ; jumps++) {
            double logWeight = poisson.logProbability(jumps);
            sum += Math.exp(logWeight) * term.given(jumps);
            // A call's terms grow as the mean jump does, so the weights are judged with that growth in them.
            if (jumps > expected * growth && Math.exp(logWeight + jumps * Math.log(growth)) < NEGLIGIBLE) {
                return sum;
            }
        }
    }

    private static double normalBeyond(double barrier, double mean, double variance) {
        return variance == 0 ? (mean > barrier ? 1 : 0) : AdverseMove.tail((barrier - mean) / Math.sqrt(variance));
    }

    private static double logNormalCall(double strike, double mean, double variance) {
        double forward = Math.exp(mean + variance / 2);
        if (strike <= 0) {
            return forward - strike;
        }
        if (variance == 0) {
            return Math.max(0, forward - strike);
        }
        double deviation = Math.sqrt(variance);
        double d2 = (mean - Math.log(strike)) / deviation;
        return Math.max(0, forward * AdverseMove.tail(-d2 - deviation) - strike * AdverseMove.tail(-d2));
    }

    private static double logNormalPut(double strike, double mean, double variance) {
        if (strike <= 0) {
            return 0;
        }
        double forward = Math.exp(mean + variance / 2);
        if (variance == 0) {
            return Math.max(0, strike - forward);
        }
        double deviation = Math.sqrt(variance);
        double d2 = (mean - Math.log(strike)) / deviation;
        return Math.max(0, strike * AdverseMove.tail(d2) - forward * AdverseMove.tail(d2 + deviation));
    }
}
