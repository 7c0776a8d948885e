package io.truebook.sequencer.divergence;

import java.util.List;

/**
 * How far the fast state is from what L1 holds, at one moment between two items. Money is nano-USDC at the marks and payment indices of that
 * moment; docs/divergence.md has the formulas.
 *
 * @param sequence the last item that is counted
 * @param atMillis when it was measured, ms since the Unix epoch
 * @param sincePosted against the last posted batch
 * @param sinceFinal against the last final batch
 * @param prices of the markets that have a price feed
 */
public record DivergenceFigures(
        long sequence,
        long atMillis,
        Change sincePosted,
        Change sinceFinal,
        Unposted unposted,
        Books books,
        List<PriceDifference> prices) {

    /** Whether all is the same but the moment of measuring. */
    public boolean sameAs(DivergenceFigures other) {
        return other != null
                && sequence == other.sequence
                && sincePosted.equals(other.sincePosted)
                && sinceFinal.equals(other.sinceFinal)
                && unposted.equals(other.unposted)
                && books.equals(other.books)
                && prices.equals(other.prices);
    }

    /** Before the first measurement. */
    static final DivergenceFigures NONE = new DivergenceFigures(
            0,
            0,
            Change.NONE,
            Change.NONE,
            new Unposted(0, 0, 0, Long.MAX_VALUE),
            new Books(0, 0, 0, 0, 0, 0),
            List.of());

    /**
     * @param value Δ: Σ over accounts of |equity now − equity of what it held then|
     * @param signed the same without the absolute value
     * @param accounts whose holdings are not what they were
     * @param openNotional of the lots that are held by others than then, at the marks
     * @param payments that the markets' indices have made due since then, whether settled or not
     */
    public record Change(long value, long signed, int accounts, long openNotional, long payments) {
        /**
         * What has moved between accounts: Δ less what came in from L1 or left, net. Trades, payments and marks only move money from some to
         * others, so {@link #signed} is what came and left, and a deposit alone leaves 0.
         */
        public long moved() {
            return value - Math.abs(signed);
        }

        public static final Change NONE = new Change(0, 0, 0, 0, 0);
    }

    /**
     * What L1 does not have yet, the open batch included.
     *
     * @param bytes of batch data
     * @param batches that hold it
     * @param tradedNotional of its trades, each counted once, at their prices
     * @param oldestAt when the oldest batch of it began, ms since the Unix epoch; {@link Long#MAX_VALUE} without any
     */
    public record Unposted(long bytes, int batches, long tradedNotional, long oldestAt) {
        public long ageMillis(long nowMillis) {
            return oldestAt == Long.MAX_VALUE ? 0 : Math.max(0, nowMillis - oldestAt);
        }
    }

    /**
     * Whether the state owes what came in.
     *
     * @param liabilities all that accounts own, and what settlements hold in suspense
     * @param gap credited − withdrawn − liabilities: 0, or the engine is broken
     * @param badDebt Σ over buckets of what they owe beyond all they have
     * @param insurance collateral of the insurance fund
     */
    public record Books(long credited, long withdrawn, long liabilities, long gap, long badDebt, long insurance) {}
}
