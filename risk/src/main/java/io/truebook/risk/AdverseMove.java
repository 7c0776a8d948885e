package io.truebook.risk;

import org.hipparchus.special.Erf;

/** A logarithmic price as one side sees it: what goes up is lost. */
record AdverseMove(double drift, double volatility, double jumpsPerYear, double jumpMean, double jumpDeviation) {
    private static final double SQRT_2 = Math.sqrt(2);
    /** Beyond it erfc is no normal double, and the tail's series is exact to 10⁻⁸. */
    private static final double FAR = 37;

    /**
     * Chance that the move without jumps reaches a barrier within a time: the reflection principle with drift,
     * Φ((νt − b)/σ√t) + exp(2νb/σ²) Φ((−b − νt)/σ√t).
     */
    double continuousPassage(double barrier, double years) {
        if (barrier <= 0) {
            return 1;
        }
        if (barrier == Double.POSITIVE_INFINITY) {
            return 0;
        }
        double deviation = volatility * Math.sqrt(years);
        if (deviation == 0) {
            return drift * years >= barrier ? 1 : 0;
        }
        double direct = (barrier - drift * years) / deviation;
        double reflected = (barrier + drift * years) / deviation;
        return Math.min(1, tail(direct) + reflectedTail(direct, reflected, barrier));
    }

    /** exp(2νb/σ²) Φ(−reflected); the factor and the tail may leave the range of doubles while their product does not. */
    private double reflectedTail(double direct, double reflected, double barrier) {
        if (reflected < FAR) {
            return Math.exp(2 * drift * barrier / (volatility * volatility)) * tail(reflected);
        }
        double square = reflected * reflected;
        double series = 1 - 1 / square + 3 / (square * square);
        return Math.exp(-direct * direct / 2) / (reflected * Math.sqrt(2 * Math.PI)) * series;
    }

    /** Chance that a Brownian bridge between two points below the barrier touches it on its way. */
    double bridgePassage(double from, double to, double barrier, double years) {
        if (from >= barrier || to >= barrier) {
            return 1;
        }
        double variance = volatility * volatility * years;
        return variance == 0 ? 0 : Math.exp(-2 * (barrier - from) * (barrier - to) / variance);
    }

    /** Mean and variance of the move at a time, after a number of jumps. */
    double mean(double years, int jumps) {
        return drift * years + jumps * jumpMean;
    }

    double variance(double years, int jumps) {
        return volatility * volatility * years + jumps * jumpDeviation * jumpDeviation;
    }

    /** 1 − Φ(x), exact in the tail. */
    static double tail(double x) {
        return Erf.erfc(x / SQRT_2) / 2;
    }
}
