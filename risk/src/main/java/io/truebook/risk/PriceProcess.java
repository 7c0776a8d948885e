package io.truebook.risk;

/**
 * Merton's jump diffusion of a price: the expected growth a year, the volatility of its continuous part (per square root of a year), and
 * normal jumps of the logarithm that come at a Poisson rate.
 */
public record PriceProcess(
        double drift, double volatility, double jumpsPerYear, double jumpMean, double jumpDeviation) {
    public PriceProcess {
        requireFinite("drift", drift);
        requireNotNegative("volatility", volatility);
        requireNotNegative("jumps per year", jumpsPerYear);
        requireFinite("mean of jumps", jumpMean);
        requireNotNegative("deviation of jumps", jumpDeviation);
    }

    /** Without jumps and without drift. */
    public static PriceProcess diffusion(double volatility) {
        return new PriceProcess(0, volatility, 0, 0, 0);
    }

    public boolean hasJumps() {
        return jumpsPerYear > 0;
    }

    /** The logarithm's drift: the growth, less what convexity and the mean jump add to it. */
    double logDrift() {
        return drift - volatility * volatility / 2 - (hasJumps() ? jumpsPerYear * meanRelativeJump() : 0);
    }

    double meanRelativeJump() {
        return Math.expm1(jumpMean + jumpDeviation * jumpDeviation / 2);
    }

    /** The logarithm as seen from one side: upwards is what hurts it. */
    AdverseMove adverse(Side side) {
        double sign = side == Side.LONG ? -1 : 1;
        return new AdverseMove(sign * logDrift(), volatility, jumpsPerYear, sign * jumpMean, jumpDeviation);
    }

    private static void requireFinite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " is not a number: " + value);
        }
    }

    private static void requireNotNegative(String name, double value) {
        requireFinite(name, value);
        if (value < 0) {
            throw new IllegalArgumentException(name + " is negative: " + value);
        }
    }
}
