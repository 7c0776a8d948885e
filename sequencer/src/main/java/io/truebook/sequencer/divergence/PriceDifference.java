package io.truebook.sequencer.divergence;

import io.truebook.l1.PriceFeedContract.Round;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * A market's index beside its price feed on L1. Prices are nano-USDC for one unit of what the feed prices, rounded down; a feed in USD is taken
 * as one in USDC.
 *
 * @param unknown why there is nothing to compare; the figures are {@link #NONE} then, but for those that are known
 * @param feedPrice at least 0
 * @param indexPrice index · multiplier ÷ lot
 * @param ppm (index − feed) ÷ feed, from the exact prices, rounded down
 * @param updatedAtMillis when the feed's answer was given, ms since the Unix epoch
 */
public record PriceDifference(
        int market, Optional<PriceUnknown> unknown, long feedPrice, long indexPrice, long ppm, long updatedAtMillis) {
    /** In the place of a figure that is not known. */
    public static final long NONE = Long.MIN_VALUE;

    private static final int NANO_DIGITS = 9;
    private static final int MOST_DECIMALS = 36;
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    /** Whether {@link #updatedAtMillis} is a time. */
    public boolean isAnswered() {
        return updatedAtMillis != NONE;
    }

    /** Of the feed's answer, s. */
    public long ageSeconds(long nowMillis) {
        return Math.max(0, nowMillis - updatedAtMillis) / 1000;
    }

    /** @param oneLot the index times the multiplier, nano-USDC; 0 without an index */
    static PriceDifference of(FeedReading reading, long oneLot, long nowMillis) {
        BigDecimal index = BigDecimal.valueOf(oneLot).divide(reading.feed().lot(), MOST_DECIMALS, RoundingMode.DOWN);
        long indexPrice = oneLot == 0 ? NONE : inRange(index);
        PriceDifference nothing = new PriceDifference(
                reading.feed().market(), Optional.of(PriceUnknown.NO_INDEX), NONE, indexPrice, NONE, NONE);
        return switch (reading) {
            case FeedReading.Unanswered(PriceFeed feed, PriceUnknown why) -> nothing.because(why);
            case FeedReading.Answered answered -> nothing.compared(answered, oneLot, nowMillis);
        };
    }

    private PriceDifference compared(FeedReading.Answered reading, long oneLot, long nowMillis) {
        Round round = reading.round();
        if (round.updatedAt().signum() == 0 || round.answeredInRound().compareTo(round.roundId()) < 0) {
            return because(PriceUnknown.INCOMPLETE_ROUND);
        }
        if (round.updatedAt().compareTo(reading.headSeconds()) > 0) {
            return because(PriceUnknown.FROM_FUTURE);
        }
        PriceDifference dated = new PriceDifference(
                market, unknown, feedPrice, indexPrice, ppm, round.updatedAt().longValueExact() * 1000);
        if (round.answer().signum() <= 0) {
            return dated.because(PriceUnknown.NOT_POSITIVE);
        }
        if (nowMillis - dated.updatedAtMillis > reading.feed().maxAgeMillis()) {
            return dated.because(PriceUnknown.STALE);
        }
        if (reading.decimals() > MOST_DECIMALS) {
            return dated.because(PriceUnknown.OUT_OF_RANGE);
        }
        BigDecimal price = new BigDecimal(round.answer(), reading.decimals() - NANO_DIGITS);
        long shown = inRange(price);
        if (shown == NONE || indexPrice == NONE) {
            return dated.because(shown == NONE || oneLot != 0 ? PriceUnknown.OUT_OF_RANGE : PriceUnknown.NO_INDEX);
        }
        long difference =
                ppm(BigDecimal.valueOf(oneLot), price.multiply(reading.feed().lot()));
        return difference == NONE
                ? dated.because(PriceUnknown.OUT_OF_RANGE)
                : new PriceDifference(market, Optional.empty(), shown, indexPrice, difference, dated.updatedAtMillis);
    }

    /** As it is later, when nothing new was heard. */
    public PriceDifference at(long nowMillis, long maxAgeMillis) {
        return unknown.isEmpty() && nowMillis - updatedAtMillis > maxAgeMillis ? because(PriceUnknown.STALE) : this;
    }

    private PriceDifference because(PriceUnknown why) {
        return new PriceDifference(market, Optional.of(why), NONE, indexPrice, NONE, updatedAtMillis);
    }

    /** Both for one lot. */
    private static long ppm(BigDecimal index, BigDecimal feed) {
        int scale = Math.max(0, Math.max(index.scale(), feed.scale()));
        BigInteger ours = index.setScale(scale).unscaledValue();
        BigInteger theirs = feed.setScale(scale).unscaledValue();
        BigInteger[] parts = ours.subtract(theirs).multiply(MILLION).divideAndRemainder(theirs);
        BigInteger down = parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
        return down.bitLength() > 62 ? NONE : down.longValueExact();
    }

    /** Rounded down, {@link #NONE} when it does not fit. */
    private static long inRange(BigDecimal nanos) {
        BigInteger whole = nanos.toBigInteger();
        return whole.bitLength() > 62 ? NONE : whole.longValueExact();
    }
}
