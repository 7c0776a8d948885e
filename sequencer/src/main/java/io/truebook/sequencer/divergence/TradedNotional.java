package io.truebook.sequencer.divergence;

import io.truebook.engine.Cells;

/** Notional of trades, each counted once, market by market in ticks times lots until somebody asks. For one thread. */
public final class TradedNotional {
    private static final int MARKETS = 256;

    private final long[] ticksTimesLots = new long[MARKETS];

    public void add(int market, int tick, long lots) {
        ticksTimesLots[market] = Saturating.sum(ticksTimesLots[market], tick * lots);
    }

    /** nano-USDC since the last {@link #clear}. */
    public long sum(Cells cells) {
        long sum = 0;
        for (int market = 0; market < MARKETS; market++) {
            if (ticksTimesLots[market] != 0) {
                sum = Saturating.sum(sum, Saturating.product(ticksTimesLots[market], cells.risk(market).multiplier));
            }
        }
        return sum;
    }

    public void clear() {
        java.util.Arrays.fill(ticksTimesLots, 0);
    }
}
