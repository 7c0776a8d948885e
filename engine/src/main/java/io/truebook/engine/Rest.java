package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.RiskCell;

/** What is left of an order goes to the book, if its margin holds: section 5.3 of the protocol page. */
final class Rest {
    static int rest(Execution x) {
        CursorCell cursor = x.cells.cursor();
        Account account = x.cells.account(cursor.taker);
        int weight = WEIGHT_REST + WEIGHT_PER_POSITION * Positions.used(account);
        Reason refused = check(x, account);
        if (refused == Reason.OK) {
            carryOut(x, account);
        }
        InFlight.finish(x, refused);
        return weight;
    }

    private static Reason check(Execution x, Account account) {
        CursorCell cursor = x.cells.cursor();
        int slot = Positions.slotOf(account, cursor.market);
        PositionCell position = slot < 0 ? null : x.cells.position(account, slot);
        long lots = position == null ? 0 : position.lots;
        long bid = position == null ? 0 : position.restingBidLots;
        long ask = position == null ? 0 : position.restingAskLots;
        boolean buys = (cursor.flags & FLAG_SELL) == 0;
        long bidAfter = buys ? bid + cursor.lots : bid;
        long askAfter = buys ? ask : ask + cursor.lots;
        long grown = buys ? lots + bidAfter : askAfter - lots;
        if (grown > x.cells.market(cursor.market).maxPositionLots) {
            return Reason.REST_BOUND;
        }
        RiskCell risk = x.cells.risk(cursor.market);
        Health health = Margin.healthOfSlot(x, account, slot);
        long margin = health.initialMargin()
                - Margin.initialMargin(risk, Margin.exposure(lots, bid, ask))
                + Margin.initialMargin(risk, Margin.exposure(lots, bidAfter, askAfter));
        if (health.equity() < margin && margin > health.initialMargin()) {
            return Reason.REST_MARGIN;
        }
        return OrderSlots.lowestFree(account) < 0 ? Reason.ORDER_SLOTS_FULL : Reason.OK;
    }

    private static void carryOut(Execution x, Account account) {
        CursorCell cursor = x.cells.cursor();
        PositionCell position = x.cells.position(account, Positions.acquire(x, account, cursor.market));
        if ((cursor.flags & FLAG_SELL) == 0) {
            position.restingBidLots += cursor.lots;
        } else {
            position.restingAskLots += cursor.lots;
        }
        x.cells.changed(position);
        int slot = Book.insert(
                x, account, cursor.market, cursor.flags, cursor.tick, cursor.lots, cursor.nonce, cursor.expiry);
        x.listener.rested(
                cursor.taker, slot, cursor.market, cursor.flags & FLAG_SELL, cursor.tick, cursor.lots, cursor.nonce);
    }

    private Rest() {}
}
