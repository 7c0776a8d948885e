package io.truebook.l1;

import java.math.BigInteger;

/**
 * What a sender pays for being included.
 *
 * @param tip wei per gas offered to the block's builder at first
 * @param maxFeeCap wei per gas that is never exceeded, whatever the market asks
 * @param bumpAfterBlocks blocks without inclusion before it offers more
 * @param settleDepth blocks on top of it after which a transaction counts as settled; deeper reorgs are not followed
 */
public record FeePolicy(BigInteger tip, BigInteger maxFeeCap, int bumpAfterBlocks, int settleDepth) {
    private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000L);
    private static final BigInteger EIGHT = BigInteger.valueOf(8);

    public static final FeePolicy STANDARD = new FeePolicy(GWEI, GWEI.multiply(BigInteger.valueOf(500)), 3, 64);

    record Fees(BigInteger maxFee, BigInteger tip) {}

    /** Lets the base fee double before the offer falls below it: six full blocks in a row. */
    Fees first(BigInteger baseFee) {
        return capped(baseFee.shiftLeft(1).add(tip), tip);
    }

    /** An eighth more on both, which nodes demand at least of a replacement, or what the market asks now if that is more. */
    Fees bumped(BigInteger baseFee, BigInteger oldMaxFee, BigInteger oldTip) {
        BigInteger newTip = oldTip.add(eighthAndOne(oldTip));
        BigInteger market = baseFee.shiftLeft(1).add(newTip);
        return capped(market.max(oldMaxFee.add(eighthAndOne(oldMaxFee))), newTip);
    }

    /** Whether nodes will take it in place of the old one. */
    boolean replaces(Fees offer, BigInteger oldMaxFee, BigInteger oldTip) {
        return offer.maxFee().compareTo(oldMaxFee.add(eighthAndOne(oldMaxFee))) >= 0
                && offer.tip().compareTo(oldTip.add(eighthAndOne(oldTip))) >= 0;
    }

    private Fees capped(BigInteger maxFee, BigInteger offeredTip) {
        return new Fees(maxFee.min(maxFeeCap), offeredTip.min(maxFeeCap));
    }

    private static BigInteger eighthAndOne(BigInteger value) {
        return value.divide(EIGHT).add(BigInteger.ONE);
    }
}
