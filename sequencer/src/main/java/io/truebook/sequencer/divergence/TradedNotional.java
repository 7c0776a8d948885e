package io.truebook.sequencer.divergence;

import io.truebook.engine.Cells;

/** Notional of trades, each counted once, market by market in ticks times lots until somebody asks. For one thread. */
public final class TradedNotional {
    private static final int MARKETS = 256;

    private final long[] ticksTimesLots = new long[MARKETS];

    /** The markets with trades, in the order of their first. */
    private final int[] traded = new int[MARKETS];

    private int markets;

    public void add(int market, int tick, long lots) {
        if (ticksTimesLots[market] == 0) {
            traded[markets++] = market;
        }
        ticksTimesLots[market] = Saturating.sum(ticksTimesLots[market], tick * lots);
    }

    /** nano-USDC since the last {@link #clear}. */
    public long sum(Cells cells) {
        long sum = 0;
        for (int i = 0; i < markets; i++) {
            long notional = Saturating.product(ticksTimesLots[traded[i]], cells.risk(traded[i]).multiplier);
            sum = Saturating.sum(sum, notional);
        }
        return sum;
    }

    public void clear() {
        for (int i = 0; i < markets; i++) {
            ticksTimesLots[traded[i]] = 0;
        }
        markets = 0;
    }
}
