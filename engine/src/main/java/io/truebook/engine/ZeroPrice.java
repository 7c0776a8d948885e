package io.truebook.engine;

import java.math.BigInteger;

/** The price at which closing a position leaves equity / maintenance margin of its bucket as it is: section 6.1 of the protocol page. */
final class ZeroPrice {
    /** A position's share of its bucket's equity, by maintenance margin; 0 ≤ ofMargin ≤ margin, 0 < margin. */
    static long shareRoundedDown(long equity, long ofMargin, long margin) {
        // The product needs up to 125 bits.
        BigInteger product = BigInteger.valueOf(Math.abs(equity)).multiply(BigInteger.valueOf(ofMargin));
        if (equity >= 0) {
            return product.divide(BigInteger.valueOf(margin)).longValueExact();
        }
        return -product.add(BigInteger.valueOf(margin - 1))
                .divide(BigInteger.valueOf(margin))
                .longValueExact();
    }

    /** The tick, which may lie outside the market's: rounded in the account's favour. */
    static long tick(long lots, long mark, long multiplier, long share) {
        long perTick = Math.abs(lots) * multiplier;
        long distance = share >= 0 ? share / perTick : -((-share + perTick - 1) / perTick);
        return lots > 0 ? mark - distance : mark + distance;
    }

    private ZeroPrice() {}
}
