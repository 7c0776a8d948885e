package io.truebook.risk;

/** Prices of an index at ascending times, in seconds. */
public record PriceSeries(double[] seconds, double[] prices) {
    public PriceSeries {
        if (seconds.length != prices.length || seconds.length < 3) {
            throw new IllegalArgumentException(
                    "a history needs at least three prices with their times: " + prices.length);
        }
        for (int i = 0; i < prices.length; i++) {
            if (!(prices[i] > 0) || Double.isInfinite(prices[i])) {
                throw new IllegalArgumentException("no price: " + prices[i] + " in row " + (i + 1));
            }
            if (i > 0 && !(seconds[i] > seconds[i - 1])) {
                throw new IllegalArgumentException("times must ascend: " + seconds[i] + " in row " + (i + 1));
            }
        }
    }
}
