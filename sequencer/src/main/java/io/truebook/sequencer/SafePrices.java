package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.PPM;
import static io.truebook.engine.protocol.Protocol.TIER_UNIT_PPM;

import io.truebook.derivation.Bucket;
import io.truebook.derivation.Holding;
import io.truebook.engine.Cells;
import io.truebook.engine.protocol.RiskCell;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The mark of each position up to which its account surely keeps maintenance margin. A bucket's equity above its margin is shared out
 * among its positions in equal parts; while no position has lost its part, the bucket is healthy, whatever the others have gained. So a
 * price is compared with the extremes of two sorted sets, and asks only after the accounts it has passed.
 */
final class SafePrices {
    /** An account that is no longer sure to be healthy, since a moment of {@link System#nanoTime}. */
    record Passed(long account, long sinceNanos) {}

    private static final int MARKETS = 256;
    private static final int TICK_SHIFT = 32;
    private static final int MAX_TICK = (1 << 24) - 1;

    /** More than all that rounding up can add to the margins of one account. */
    private static final long ROUNDING = 64;

    private final OneMarket[] markets = new OneMarket[MARKETS];
    private final Map<Long, long[]> keys = new HashMap<>();
    private final ArrayDeque<OneMarket> moved = new ArrayDeque<>();

    /** Positions of one market by tick and account: longs are safe down to theirs, shorts up to theirs. */
    private static final class OneMarket {
        private final TreeSet<Long> longs = new TreeSet<>();
        private final TreeSet<Long> shorts = new TreeSet<>();
        private int mark;
        private long sinceNanos;
        private boolean queued;

        /** Where looking at everybody has come to; {@code null} when nobody asked for that. */
        private Long longsRevised;

        private Long shortsRevised;

        Long next() {
            if (!longs.isEmpty() && tick(longs.last()) > mark) {
                return longs.last();
            }
            if (!shorts.isEmpty() && tick(shorts.first()) < mark) {
                return shorts.first();
            }
            if (longsRevised != null) {
                longsRevised = longs.higher(longsRevised);
                if (longsRevised != null) {
                    return longsRevised;
                }
            }
            if (shortsRevised != null) {
                shortsRevised = shorts.higher(shortsRevised);
            }
            return shortsRevised;
        }

        private static int tick(long key) {
            return (int) (key >>> TICK_SHIFT);
        }
    }

    void clear() {
        java.util.Arrays.fill(markets, null);
        keys.clear();
        moved.clear();
    }

    /** Keeps the prices of a bucket that is healthy now. */
    void keep(long account, Bucket bucket, Cells cells) {
        long positions = bucket.holdings().stream().filter(h -> h.lots() != 0).count();
        if (positions == 0) {
            return;
        }
        long part = Math.max(0, bucket.equity() - bucket.maintenanceMargin() - ROUNDING) / positions;
        for (Holding holding : bucket.holdings()) {
            if (holding.lots() != 0) {
                add(account, holding, holding.mark(), part / lossPerTick(holding, cells.risk(holding.market())));
            }
        }
    }

    /** Drops what is kept of an account. */
    void forget(long account) {
        long[] kept = keys.remove(account);
        if (kept == null) {
            return;
        }
        for (int i = 0; i < kept.length; i += 2) {
            OneMarket market = markets[(int) (kept[i] >>> 1)];
            ((kept[i] & 1) == 0 ? market.longs : market.shorts).remove(kept[i + 1]);
        }
    }

    void priced(int market, int mark, long nanos) {
        OneMarket one = market(market);
        one.mark = mark;
        one.sinceNanos = nanos;
        queue(one);
    }

    /** Payments or terms of a market have changed: everybody with a position there is to be looked at. */
    void reviseAll(int market, long nanos) {
        OneMarket one = market(market);
        one.longsRevised = -1L;
        one.shortsRevised = -1L;
        one.sinceNanos = nanos;
        queue(one);
    }

    /** Whether there may be somebody to look at. */
    boolean hasPassed() {
        return !moved.isEmpty();
    }

    /** The next account to look at, {@code null} when there is none. Whoever looks calls {@link #forget}, then perhaps {@link #keep}. */
    Passed nextPassed() {
        while (!moved.isEmpty()) {
            OneMarket market = moved.peek();
            Long key = market.next();
            if (key != null) {
                return new Passed(key & (1L << TICK_SHIFT) - 1, market.sinceNanos);
            }
            market.queued = false;
            moved.remove();
        }
        return null;
    }

    private void add(long account, Holding holding, int mark, long ticks) {
        OneMarket market = market(holding.market());
        market.mark = mark;
        boolean isLong = holding.lots() > 0;
        long tick = isLong ? Math.max(0, mark - ticks) : Math.min(MAX_TICK, mark + ticks);
        long key = tick << TICK_SHIFT | account;
        (isLong ? market.longs : market.shorts).add(key);
        long[] before = keys.getOrDefault(account, new long[0]);
        long[] after = java.util.Arrays.copyOf(before, before.length + 2);
        after[before.length] = (long) holding.market() << 1 | (isLong ? 0 : 1);
        after[before.length + 1] = key;
        keys.put(account, after);
    }

    /** A short loses by a higher price, and its margin grows with it by the highest rate at most. */
    private static long lossPerTick(Holding holding, RiskCell risk) {
        long unit = Math.abs(holding.lots()) * risk.multiplier;
        int tiers = Math.max(risk.tierMmr1, Math.max(risk.tierMmr2, risk.tierMmr3));
        long rate = Math.max(risk.mmrPpm, tiers * TIER_UNIT_PPM);
        return holding.lots() > 0 ? unit : unit + (unit / PPM + 1) * rate;
    }

    private OneMarket market(int market) {
        if (markets[market] == null) {
            markets[market] = new OneMarket();
        }
        return markets[market];
    }

    private void queue(OneMarket market) {
        if (!market.queued) {
            market.queued = true;
            moved.add(market);
        }
    }
}
