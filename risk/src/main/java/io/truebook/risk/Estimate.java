package io.truebook.risk;

import org.hipparchus.distribution.continuous.NormalDistribution;

/** A number with the standard error of the simulation it comes from; 0 for a closed form. */
public record Estimate(double value, double standardError) {
    /** Of the intervals that are told to people. */
    public static final double CONFIDENCE = 0.99;

    private static final double TOLD = standardErrors(CONFIDENCE);

    static Estimate exact(double value) {
        return new Estimate(value, 0);
    }

    public double low() {
        return Math.max(0, value - TOLD * standardError);
    }

    public double high() {
        return value + TOLD * standardError;
    }

    /** Half the width of a two-sided interval, in standard errors. */
    static double standardErrors(double confidence) {
        return new NormalDistribution().inverseCumulativeProbability((1 + confidence) / 2);
    }
}
