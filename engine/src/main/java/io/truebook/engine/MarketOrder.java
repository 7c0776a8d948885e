package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.MarketCell;
import io.truebook.engine.protocol.MarketOrderItem;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.RiskCell;

/** An order at the mark price give or take a slippage bound: section 4.3 of the protocol page. */
final class MarketOrder {
    static Reason marketOrder(Execution x, byte[] bytes, int at, int forced) {
        Reason refused = Authentication.authenticate(x, ITEM_MARKET_ORDER, bytes, at);
        if (refused != Reason.OK) {
            return refused;
        }
        return admit(x, MarketOrderItem.decode(bytes, at), forced);
    }

    /** All that comes after authentication. */
    static Reason admit(Execution x, MarketOrderItem order, int forced) {
        if ((order.flags() & ~(FLAG_SELL | FLAG_REDUCE_ONLY | FLAG_STP_MASK)) != 0) {
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
        if (order.slippagePpm() > PPM) {
            return Reason.BAD_SLIPPAGE;
        }
        MarketCell market = x.cells.market(order.market());
        refused = Place.checkLots(market, order.lots());
        if (refused != Reason.OK) {
            return refused;
        }
        if (risk.mark == 0) {
            return Reason.NO_PRICE;
        }
        long lots = order.lots();
        if ((order.flags() & FLAG_REDUCE_ONLY) != 0) {
            lots = Place.reducible(x, account, order.market(), order.flags(), lots);
            if (lots == 0) {
                return Reason.NOT_REDUCING;
            }
        } else {
            refused = Place.checkOpening(x, order.market(), risk.mark, lots);
            if (refused != Reason.OK) {
                return refused;
            }
        }
        if (!Positions.available(account, order.market())) {
            return Reason.POSITION_LIMIT;
        }
        InFlight.order(
                x,
                order.account(),
                order.market(),
                order.flags() | FLAG_TIF_IOC,
                limitRoundedTowardsMark(market, risk, order),
                lots,
                order.nonce(),
                order.expiry(),
                forced);
        return Reason.OK;
    }

    private static int limitRoundedTowardsMark(MarketCell market, RiskCell risk, MarketOrderItem order) {
        int distance = (int) ((long) risk.mark * order.slippagePpm() / PPM);
        return (order.flags() & FLAG_SELL) == 0
                ? Math.min(market.maxTick, risk.mark + distance)
                : Math.max(1, risk.mark - distance);
    }

    private MarketOrder() {}
}
