package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.OrderCell;
import io.truebook.engine.protocol.Reason;

/** The taker in flight looks at the best maker: section 5.3 of the protocol page. */
final class Match {
    static int match(Execution x) {
        CursorCell cursor = x.cells.cursor();
        x.cells.changed(cursor);
        if (cursor.steps >= limit(cursor)) {
            InFlight.end(x, Reason.MATCH_LIMIT);
            return WEIGHT_LOOK;
        }
        int side = cursor.flags & FLAG_SELL;
        int best = Book.bestTick(x, cursor.market, side ^ 1);
        if (best == 0 || !Book.crosses(side, cursor.tick, best)) {
            if ((cursor.flags & FLAG_TIF_MASK) == FLAG_TIF_IOC) {
                InFlight.end(x, Reason.IOC_REMAINDER);
            } else {
                cursor.phase = PHASE_REST;
            }
            return WEIGHT_LOOK;
        }
        cursor.steps += 1;
        Level level = x.cells.level(cursor.market, side ^ 1, best);
        Account maker = x.cells.firstMaker(level);
        int weight = WEIGHT_MATCH + WEIGHT_PER_POSITION * Positions.used(maker);
        if (maker.number == cursor.taker) {
            SelfTrade.prevent(x, level);
            return weight;
        }
        Order order = x.cells.head(level);
        Reason removed = lookAt(x, order, maker, side ^ 1);
        if (removed != Reason.OK) {
            Book.remove(x, order, removed);
            cursor.reason = removed.code();
        }
        return weight;
    }

    /** A bundle's takers share one taker's steps, or no batch would have room for the segments of a bundle. */
    private static int limit(CursorCell cursor) {
        if (cursor.forced == 1) {
            return MAX_FORCED_STEPS;
        }
        return cursor.bundleEnd != 0 ? MAX_BUNDLE_STEPS : MAX_MATCHES;
    }

    /** Agrees on the lots of a fill with the maker, or says why the maker has to go. */
    private static Reason lookAt(Execution x, Order order, Account maker, int makerSide) {
        CursorCell cursor = x.cells.cursor();
        if (cursor.time > order.expiry * 1000) {
            return Reason.MAKER_EXPIRED;
        }
        if (CancelSwitch.fired(x, maker)) {
            return Reason.MAKER_SWITCHED;
        }
        long lots = Math.min(cursor.lots, order.lots);
        if (mustReduce(x, order)) {
            lots = Place.reducible(x, maker, cursor.market, order.flags, lots);
            if (lots == 0) {
                return Reason.MAKER_NOT_REDUCING;
            }
        }
        Settlement.settleIn(x, maker, cursor.market);
        Trade trade = Trade.made(x, cursor.market, order.tick, lots);
        FillSide after = FillSide.maker(x, maker, makerSide, trade, Fees.maker(x, maker, trade));
        if (!after.inBounds(x)) {
            return Reason.MAKER_BOUND;
        }
        if (!after.allowed(x)) {
            return Reason.MAKER_MARGIN;
        }
        cursor.fillLots = lots;
        cursor.makerRef = order.ref();
        cursor.phase = PHASE_FILL;
        return Reason.OK;
    }

    private static boolean mustReduce(Execution x, OrderCell order) {
        return (order.flags & FLAG_REDUCE_ONLY) != 0 || x.cells.risk(order.market).status == STATUS_REDUCE_ONLY;
    }

    private Match() {}
}
