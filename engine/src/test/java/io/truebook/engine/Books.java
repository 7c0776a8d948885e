package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.ActivityCell;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.RiskCell;
import io.truebook.engine.protocol.TotalsCell;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The equalities of section 7 of the protocol page, kept up to date from nothing but the cells that change, so that they can be checked after
 * every micro-step; and what follows from sections 5.4 and 5.6: a closed position has no money of its own, and a market's suspense is what
 * its positions still owe.
 */
final class Books implements CellSink {
    /** An account, and what of its positions has been added to the sums. */
    private static final class Holder {
        private final AccountCell head;
        private final PositionCell[] positions = new PositionCell[MAX_POSITIONS];
        private long counted;
        private final Counted[] countedPositions = new Counted[MAX_POSITIONS];

        private Holder(long number) {
            head = new AccountCell(CellAddresses.account(number));
        }
    }

    private record Counted(int market, long lots, long money, long entry) {}

    /** Sums over the positions of one market. Products are modulo 2^64, as the indices are. */
    private static final class Sums {
        private final ActivityCell activity;
        private final RiskCell risk;
        private long longs;
        private long shorts;
        private long entriesOfLongs;
        private long entriesOfShorts;
        private long suspenseCounted;

        private Sums(int market) {
            activity = new ActivityCell(CellAddresses.activity(market));
            risk = new RiskCell(CellAddresses.risk(market));
        }
    }

    private final TotalsCell totals = new TotalsCell(CellAddresses.totals());
    private final Map<Long, Holder> holders = new HashMap<>();
    private final Map<Integer, Sums> markets = new HashMap<>();
    private final Set<Long> touchedHolders = new LinkedHashSet<>();
    private final Set<Integer> touchedMarkets = new LinkedHashSet<>();
    private long money;
    private final CursorCell cursor = new CursorCell(CellAddresses.cursor());

    @Override
    public void write(long address, byte[] words) {
        if (address == CellAddresses.cursor()) {
            cursor.decode(words, 0);
            return;
        }
        if (address == CellAddresses.totals()) {
            totals.decode(words, 0);
            return;
        }
        switch ((int) (address >>> 40)) {
            case SPACE_ACCOUNT -> writeAccount((address & (1L << 40) - 1) >>> 9, (int) (address & 511), words);
            case SPACE_MARKET -> writeMarket((int) (address >>> 8 & 255), (int) (address & 255), words);
            default -> {}
        }
    }

    private void writeAccount(long number, int slot, byte[] words) {
        if (slot == SLOT_ACCOUNT_HEAD) {
            touch(number).head.decode(words, 0);
        } else if (slot >= SLOT_ACCOUNT_POSITIONS && slot < SLOT_ACCOUNT_POSITIONS + MAX_POSITIONS) {
            PositionCell position = new PositionCell(CellAddresses.position(number, slot - SLOT_ACCOUNT_POSITIONS));
            position.decode(words, 0);
            touch(number).positions[slot - SLOT_ACCOUNT_POSITIONS] = position;
        }
    }

    private Holder touch(long number) {
        touchedHolders.add(number);
        return holders.computeIfAbsent(number, Holder::new);
    }

    private void writeMarket(int market, int slot, byte[] words) {
        if (slot == SLOT_MARKET_ACTIVITY) {
            sums(market).activity.decode(words, 0);
        } else if (slot == SLOT_MARKET_RISK) {
            sums(market).risk.decode(words, 0);
        }
    }

    private Sums sums(int market) {
        touchedMarkets.add(market);
        return markets.computeIfAbsent(market, Sums::new);
    }

    /** Checks what changed since the last call; throws when an equality does not hold. */
    void check() {
        for (long number : touchedHolders) {
            count(number, holders.get(number));
        }
        for (int market : touchedMarkets) {
            Sums sums = markets.get(market);
            money += sums.activity.suspense - sums.suspenseCounted;
            sums.suspenseCounted = sums.activity.suspense;
            check(market, sums);
        }
        touchedHolders.clear();
        touchedMarkets.clear();
        require(totals.credited - totals.withdrawn, money, "money", -1);
        require(cursor.liabilities, money, "liabilities", -1);
    }

    private void count(long number, Holder holder) {
        money += holder.head.collateral - holder.counted;
        holder.counted = holder.head.collateral;
        for (int slot = 0; slot < MAX_POSITIONS; slot++) {
            PositionCell position = holder.positions[slot];
            int market = (int) (holder.head.positionMarkets(slot >>> 2) >>> 48 - 16 * (slot & 3) & 0xffff) - 1;
            if (position != null) {
                checkPosition(number, market, position);
            }
            Counted before = holder.countedPositions[slot];
            if (before != null) {
                add(before, -1);
                holder.countedPositions[slot] = null;
            }
            if (position != null && market >= 0) {
                Counted now = new Counted(market, position.lots, position.quote + position.margin, position.entryIndex);
                add(now, 1);
                holder.countedPositions[slot] = now;
            }
        }
    }

    private void add(Counted position, int sign) {
        money += sign * position.money;
        Sums sums = sums(position.market);
        if (position.lots > 0) {
            sums.longs += sign * position.lots;
            sums.entriesOfLongs += sign * position.lots * position.entry;
        } else {
            sums.shorts -= sign * position.lots;
            sums.entriesOfShorts -= sign * position.lots * position.entry;
        }
    }

    private static void checkPosition(long number, int market, PositionCell position) {
        if (position.lots == 0 && (position.quote != 0 || position.entryIndex != 0)) {
            throw new AssertionError("account " + number + ": a closed position holds money");
        }
        if (market < 0
                && (position.lots
                                | position.quote
                                | position.margin
                                | position.restingBidLots
                                | position.restingAskLots
                                | position.isolated)
                        != 0) {
            throw new AssertionError("account " + number + ": a free position slot is not empty");
        }
        if (position.isolated == 0 && position.margin != 0) {
            throw new AssertionError("account " + number + ": margin of a position that is not isolated");
        }
    }

    private static void check(int market, Sums sums) {
        ActivityCell activity = sums.activity;
        require(sums.shorts, sums.longs + activity.settledLots, "net lots", market);
        require(activity.openInterest, sums.longs, "open interest", market);
        long owed = sums.longs * sums.risk.longIndex
                - sums.entriesOfLongs
                + sums.shorts * sums.risk.shortIndex
                - sums.entriesOfShorts;
        long closed = activity.settledLots * sums.risk.mark * sums.risk.multiplier;
        require(activity.suspense + owed + closed, 0, "suspense and what is owed", market);
    }

    /** Throws unless the other has the same sums. */
    void requireEqual(Books other) {
        require(money, other.money, "money of a recount", -1);
        for (Map.Entry<Integer, Sums> each : markets.entrySet()) {
            Sums sums = each.getValue();
            Sums recounted = other.markets.get(each.getKey());
            require(sums.longs, recounted == null ? 0 : recounted.longs, "long lots of a recount", each.getKey());
            require(sums.shorts, recounted == null ? 0 : recounted.shorts, "short lots of a recount", each.getKey());
        }
    }

    private static void require(long value, long expected, String what, int market) {
        if (value != expected) {
            throw new AssertionError(
                    what + (market < 0 ? "" : " of market " + market) + ": " + value + " instead of " + expected);
        }
    }
}
