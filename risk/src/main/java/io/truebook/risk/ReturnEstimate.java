package io.truebook.risk;

import org.hipparchus.distribution.continuous.ChiSquaredDistribution;

/** What a history says about its process, and how much history that is. */
public record ReturnEstimate(PriceProcess process, double bipowerVolatility, int returns, int jumps, double years) {
    /** Exact bounds of the Poisson rate at {@link Estimate#CONFIDENCE} (Garwood 1936). */
    public double jumpsPerYearLow() {
        double outside = (1 - Estimate.CONFIDENCE) / 2;
        return jumps == 0
                ? 0
                : new ChiSquaredDistribution(2.0 * jumps).inverseCumulativeProbability(outside) / 2 / years;
    }

    public double jumpsPerYearHigh() {
        double outside = (1 - Estimate.CONFIDENCE) / 2;
        return new ChiSquaredDistribution(2.0 * jumps + 2).inverseCumulativeProbability(1 - outside) / 2 / years;
    }
}
