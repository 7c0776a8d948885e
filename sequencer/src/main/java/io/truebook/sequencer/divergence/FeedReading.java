package io.truebook.sequencer.divergence;

import io.truebook.l1.PriceFeedContract.Round;
import java.math.BigInteger;

/** What came of asking a feed. */
public sealed interface FeedReading {
    PriceFeed feed();

    /**
     * @param headSeconds time of the L1 block at whose end it was asked
     * @param decimals of the round's answer
     */
    record Answered(PriceFeed feed, Round round, int decimals, BigInteger headSeconds) implements FeedReading {}

    record Unanswered(PriceFeed feed, PriceUnknown why) implements FeedReading {}
}
