package io.truebook.sequencer.divergence;

/** Why a market's index cannot be compared with its feed. */
public enum PriceUnknown {
    /** L1 was not asked yet. */
    NOT_ASKED,
    /** No endpoint of L1 answers, or they disagree. */
    NO_ANSWER,
    /** The contract reverts, or is no feed. */
    FEED_FAILS,
    /** The round has no answer yet, or that of a round before it. */
    INCOMPLETE_ROUND,
    /** A price of 0 or less. */
    NOT_POSITIVE,
    /** A price, or a number of decimals, that no market can have. */
    OUT_OF_RANGE,
    /** An answer from a time that L1 has not reached. */
    FROM_FUTURE,
    /** The answer is older than the feed's max-age. */
    STALE,
    /** The market is not listed, has no price yet, or is settled. */
    NO_INDEX
}
