package io.truebook.sequencer.controller;

/**
 * What the controller looks at.
 *
 * @param nowMillis since the Unix epoch
 * @param divergence Δ against the last posted batch, without what came in or left, nano-USDC
 * @param unpostedAt when the oldest batch that is not on L1 began, the open one included, ms; {@link Long#MAX_VALUE} without any
 * @param openedAt when the open batch began, ms; {@link Long#MAX_VALUE} when none is open
 * @param openBytes of its data
 * @param waiting whether a closed batch is not on L1 yet
 * @param weiPerGas that a post would pay now, 0 while it is not known
 */
public record Inputs(
        long nowMillis,
        long divergence,
        long unpostedAt,
        long openedAt,
        int openBytes,
        boolean waiting,
        double weiPerGas) {
    public boolean isOpen() {
        return openedAt != Long.MAX_VALUE;
    }

    /** Of the oldest batch that is not on L1, ms. */
    public long unpostedAge() {
        return unpostedAt == Long.MAX_VALUE ? 0 : Math.max(0, nowMillis - unpostedAt);
    }

    /** Of the open batch, ms. */
    public long openAge() {
        return isOpen() ? Math.max(0, nowMillis - openedAt) : 0;
    }
}
