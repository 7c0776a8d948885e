package io.truebook.risk;

/**
 * Volatility and jumps from a history. The volatility to begin with is that of bipower variation, which jumps leave almost alone
 * (Barndorff-Nielsen and Shephard 2004). A return is a jump when it exceeds the largest of as many normal returns that chance would give
 * (Lee and Mykland 2008). The volatility then is that of the returns below the threshold (Mancini 2009), and the test is repeated with it until
 * nothing changes.
 */
public final class ReturnEstimator {
    public static final double DEFAULT_SIGNIFICANCE = 0.01;

    private static final int MAX_ROUNDS = 50;

    private final double significance;

    /** Significance: the chance that a history without any jump shows one. */
    public ReturnEstimator(double significance) {
        if (!(significance > 0 && significance < 1)) {
            throw new IllegalArgumentException("a significance lies between 0 and 1: " + significance);
        }
        this.significance = significance;
    }

    public ReturnEstimate estimate(PriceSeries series) {
        int count = series.prices().length - 1;
        double[] returns = new double[count];
        double[] years = new double[count];
        for (int i = 0; i < count; i++) {
            returns[i] = Math.log(series.prices()[i + 1] / series.prices()[i]);
            years[i] = (series.seconds()[i + 1] - series.seconds()[i]) / DelayDistribution.SECONDS_PER_YEAR;
        }
        double bipower = bipowerVolatility(returns, years);
        boolean[] jumps = new boolean[count];
        double volatility = bipower;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            boolean changed = mark(jumps, returns, years, volatility);
            volatility = volatilityWithout(jumps, returns, years);
            if (!changed) {
                break;
            }
        }
        return estimate(returns, years, jumps, volatility, bipower);
    }

    private static double bipowerVolatility(double[] returns, double[] years) {
        double sum = 0;
        for (int i = 1; i < returns.length; i++) {
            sum += Math.abs(returns[i]) / Math.sqrt(years[i]) * Math.abs(returns[i - 1]) / Math.sqrt(years[i - 1]);
        }
        return Math.sqrt(Math.PI / 2 * sum / (returns.length - 1));
    }

    private boolean mark(boolean[] jumps, double[] returns, double[] years, double volatility) {
        double threshold = threshold(returns.length);
        boolean changed = false;
        for (int i = 0; i < returns.length; i++) {
            boolean jump = Math.abs(returns[i]) > threshold * volatility * Math.sqrt(years[i]);
            changed |= jump != jumps[i];
            jumps[i] = jump;
        }
        return changed;
    }

    /** In standard deviations: the maximum of n absolute normals is Gumbel in the limit. */
    double threshold(int returns) {
        double logarithm = Math.log(returns);
        double scale = Math.sqrt(2 * logarithm);
        double centre = scale - (Math.log(Math.PI) + Math.log(logarithm)) / (2 * scale);
        return centre - Math.log(-Math.log1p(-significance)) / scale;
    }

    private static double volatilityWithout(boolean[] jumps, double[] returns, double[] years) {
        double squares = 0;
        double time = 0;
        for (int i = 0; i < returns.length; i++) {
            if (!jumps[i]) {
                squares += returns[i] * returns[i];
                time += years[i];
            }
        }
        return time == 0 ? 0 : Math.sqrt(squares / time);
    }

    /** The mean of ordinary returns is not estimated: over any delay it is nothing beside its own error. */
    private static ReturnEstimate estimate(
            double[] returns, double[] years, boolean[] jumps, double volatility, double bipower) {
        int count = 0;
        double sum = 0;
        double total = 0;
        double continuous = 0;
        for (int i = 0; i < returns.length; i++) {
            total += years[i];
            if (jumps[i]) {
                count++;
                sum += returns[i];
                continuous += volatility * volatility * years[i];
            }
        }
        if (count == 0) {
            return new ReturnEstimate(PriceProcess.diffusion(volatility), bipower, returns.length, 0, total);
        }
        double mean = sum / count;
        double squares = 0;
        for (int i = 0; i < returns.length; i++) {
            squares += jumps[i] ? (returns[i] - mean) * (returns[i] - mean) : 0;
        }
        // A return with a jump in it holds a continuous part as well.
        double variance = count == 1 ? 0 : Math.max(0, squares / (count - 1) - continuous / count);
        PriceProcess process = new PriceProcess(0, volatility, count / total, mean, Math.sqrt(variance));
        return new ReturnEstimate(process, bipower, returns.length, count, total);
    }
}
