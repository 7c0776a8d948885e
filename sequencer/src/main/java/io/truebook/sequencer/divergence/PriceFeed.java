package io.truebook.sequencer.divergence;

import io.truebook.l1.PriceFeedContract;
import java.math.BigDecimal;

/**
 * A contract on L1 that says what a market's index should be near to.
 *
 * @param lot how much of what the feed prices one lot is: the index price of a unit is index · multiplier ÷ lot
 * @param maxAgeMillis of an answer; an older one says nothing of now
 */
public record PriceFeed(int market, PriceFeedContract contract, BigDecimal lot, long maxAgeMillis) {
    private static final int MARKETS = 256;
    private static final int DIGITS = 18;

    public PriceFeed {
        if (market < 0 || market >= MARKETS) {
            throw new IllegalArgumentException("market " + market + " is not between 0 and 255");
        }
        if (lot.signum() <= 0 || lot.scale() > DIGITS || lot.precision() - lot.scale() > DIGITS) {
            throw new IllegalArgumentException(
                    "market " + market + ": lot must be above 0, with at most 18 digits on either side of the point");
        }
        if (maxAgeMillis <= 0) {
            throw new IllegalArgumentException("market " + market + ": max-age must be above 0");
        }
    }
}
