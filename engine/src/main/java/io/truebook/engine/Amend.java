package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.AmendItem;
import io.truebook.engine.protocol.Reason;

/** Changes price, size and expiry of an order: section 4.6 of the protocol page. */
final class Amend {
    private static final long NONCE_BITS = (1L << 48) - 1;

    static Reason amend(Execution x, byte[] bytes, int at, int forced) {
        Reason refused = Authentication.authenticate(x, ITEM_AMEND, bytes, at);
        if (refused != Reason.OK) {
            return refused;
        }
        return admit(x, AmendItem.decode(bytes, at), NONCE_BITS, forced);
    }

    /**
     * All that comes after authentication.
     *
     * @param nonceBits bits of the order's nonce that the amend's placing nonce names
     */
    static Reason admit(Execution x, AmendItem amend, long nonceBits, int forced) {
        Order order = x.cells.order(amend.account(), amend.slot());
        if (order.lots == 0 || (order.nonce & nonceBits) != amend.placingNonce()) {
            return Reason.UNKNOWN_ORDER;
        }
        if (!TradingStatus.trading(x.cells.risk(order.market))) {
            return Reason.MARKET_HALTED;
        }
        if (CancelSwitch.fired(x, x.cells.accountOf(order))) {
            return Reason.SWITCH_FIRED;
        }
        Reason refused = Place.checkLimit(x.cells.market(order.market), amend.tick(), amend.lots());
        if (refused != Reason.OK) {
            return refused;
        }
        boolean reduceOnly = (order.flags & FLAG_REDUCE_ONLY) != 0;
        if (!reduceOnly) {
            refused = Place.checkNotional(x, order.market, amend.tick(), amend.lots());
            if (refused != Reason.OK) {
                return refused;
            }
        }
        if (amend.tick() == order.tick && amend.lots() <= order.lots) {
            shrinkInPlace(x, amend, order);
            return Reason.OK;
        }
        return replace(x, amend, order, forced);
    }

    private static void shrinkInPlace(Execution x, AmendItem amend, Order order) {
        int side = order.flags & FLAG_SELL;
        Book.shrink(x, order, order.lots - amend.lots());
        order.nonce = amend.nonce();
        order.expiry = amend.expiry();
        x.cells.changed(order);
        x.listener.amended(amend.account(), amend.slot(), order.market, side, order.tick, order.lots, order.nonce);
    }

    private static Reason replace(Execution x, AmendItem amend, Order order, int forced) {
        int market = order.market;
        int flags = order.flags;
        long lots = amend.lots();
        Reason refused = TradingStatus.checkOpening(x.cells.risk(market), flags);
        if (refused != Reason.OK) {
            return refused;
        }
        if ((flags & FLAG_REDUCE_ONLY) != 0) {
            lots = Place.reducible(x, order.account, market, flags, lots);
            if (lots == 0) {
                return Reason.NOT_REDUCING;
            }
        } else {
            refused = Freshness.check(x, market);
            if (refused != Reason.OK) {
                return refused;
            }
        }
        if ((flags & FLAG_TIF_MASK) == FLAG_TIF_POST_ONLY && Place.crosses(x, market, flags, amend.tick())) {
            return Reason.POST_ONLY_WOULD_CROSS;
        }
        Book.remove(x, order, Reason.CANCELLED);
        InFlight.order(x, amend.account(), market, flags, amend.tick(), lots, amend.nonce(), amend.expiry(), forced);
        return Reason.OK;
    }

    private Amend() {}
}
