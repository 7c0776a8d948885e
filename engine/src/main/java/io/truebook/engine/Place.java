package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.MarketCell;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.RiskCell;

/** A limit order: section 4.2 of the protocol page. */
final class Place {
    static Reason place(Execution x, byte[] bytes, int at, int forced) {
        Reason refused = Authentication.authenticate(x, ITEM_PLACE, bytes, at);
        if (refused != Reason.OK) {
            return refused;
        }
        return admit(x, PlaceItem.decode(bytes, at), forced);
    }

    /** All that comes after authentication. */
    static Reason admit(Execution x, PlaceItem order, int forced) {
        if ((order.flags() & ~FLAG_FLAGS_MASK) != 0) {
            return Reason.BAD_FLAGS;
        }
        RiskCell risk = x.cells.risk(order.market());
        Reason refused = TradingStatus.check(risk, order.flags());
        if (refused != Reason.OK) {
            return refused;
        }
        Account account = x.cells.account(order.account());
        if (CancelSwitch.fired(x, account)) {
            return Reason.SWITCH_FIRED;
        }
        int tif = order.flags() & FLAG_TIF_MASK;
        if (tif == FLAG_TIF_FOK) {
            return Reason.FOK_NOT_SUPPORTED;
        }
        refused = checkLimit(x.cells.market(order.market()), order.tick(), order.lots());
        if (refused != Reason.OK) {
            return refused;
        }
        if (risk.mark == 0) {
            return Reason.NO_PRICE;
        }
        long lots = order.lots();
        if ((order.flags() & FLAG_REDUCE_ONLY) != 0) {
            lots = reducible(x, account, order.market(), order.flags(), lots);
            if (lots == 0) {
                return Reason.NOT_REDUCING;
            }
        } else {
            refused = checkOpening(x, order.market(), order.tick(), lots);
            if (refused != Reason.OK) {
                return refused;
            }
        }
        if (tif != FLAG_TIF_IOC && OrderSlots.lowestFree(account) < 0) {
            return Reason.ORDER_SLOTS_FULL;
        }
        if (!Positions.available(account, order.market())) {
            return Reason.POSITION_LIMIT;
        }
        if (tif == FLAG_TIF_POST_ONLY && crosses(x, order.market(), order.flags(), order.tick())) {
            return Reason.POST_ONLY_WOULD_CROSS;
        }
        InFlight.order(
                x,
                order.account(),
                order.market(),
                order.flags(),
                order.tick(),
                lots,
                order.nonce(),
                order.expiry(),
                forced);
        return Reason.OK;
    }

    static Reason checkLimit(MarketCell market, int tick, long lots) {
        if (tick < 1 || tick > market.maxTick) {
            return Reason.BAD_TICK;
        }
        return checkLots(market, lots);
    }

    static Reason checkLots(MarketCell market, long lots) {
        return lots < 1 || lots > market.maxOrderLots ? Reason.BAD_LOTS : Reason.OK;
    }

    /** What only orders that may open a position must satisfy: a fresh price and a size worth a step. */
    static Reason checkOpening(Execution x, int market, int tick, long lots) {
        Reason stale = Freshness.check(x, market);
        if (stale != Reason.OK) {
            return stale;
        }
        return checkNotional(x, market, tick, lots);
    }

    static Reason checkNotional(Execution x, int market, int tick, long lots) {
        long notional = tick * lots * x.cells.risk(market).multiplier;
        return Long.compareUnsigned(notional, x.cells.market(market).minNotional) < 0
                ? Reason.BELOW_MIN_NOTIONAL
                : Reason.OK;
    }

    /** The lots by which an order can shrink the account's position, 0 when it would not. */
    static long reducible(Execution x, Account account, int market, int flags, long lots) {
        return Positions.reducible(Positions.lotsOf(x, account, market), flags, lots);
    }

    /** True when an order at the tick would take at once. */
    static boolean crosses(Execution x, int market, int flags, int tick) {
        int side = flags & FLAG_SELL;
        int best = Book.bestTick(x, market, side ^ 1);
        return best != 0 && Book.crosses(side, tick, best);
    }

    private Place() {}
}
