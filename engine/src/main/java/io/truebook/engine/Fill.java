package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.ActivityCell;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.Reason;

/** The maker has agreed; the taker is looked at, and the fill is carried out: section 5.3 of the protocol page. */
final class Fill {
    /** What the cell can hold; a market without a cap has this one. */
    private static final long OPEN_INTEREST_LIMIT = (1L << 48) - 1;

    static int fill(Execution x) {
        CursorCell cursor = x.cells.cursor();
        x.cells.changed(cursor);
        Account taking = x.cells.account(cursor.taker);
        int weight = WEIGHT_FILL + WEIGHT_PER_POSITION * Positions.used(taking);
        Order order = x.cells.orderOf(cursor.makerRef);
        Account making = x.cells.accountOf(order);
        int side = cursor.flags & FLAG_SELL;
        Settlement.settleIn(x, taking, cursor.market);
        Trade trade = Trade.made(x, cursor.market, order.tick, cursor.fillLots);
        long takerFee = Fees.taker(x, taking, trade);
        long makerFee = Fees.makerAfterRebate(x, making, trade, takerFee);
        FillSide taker = FillSide.taker(x, taking, side, trade, takerFee);
        FillSide maker = FillSide.maker(x, making, side ^ 1, trade, makerFee);
        Reason refused = check(x, maker, taker);
        if (refused == Reason.OK) {
            carryOut(x, order, trade, maker, taker);
        } else {
            InFlight.end(x, refused);
        }
        return weight;
    }

    private static Reason check(Execution x, FillSide maker, FillSide taker) {
        CursorCell cursor = x.cells.cursor();
        if (!taker.inBounds(x) || !collectable(x, maker, taker)) {
            return Reason.TAKER_BOUND;
        }
        if (cursor.kind == KIND_ORDER && !taker.allowed(x)) {
            return Reason.TAKER_MARGIN;
        }
        long growth = maker.longGrowth() + taker.longGrowth();
        long cap = x.cells.market(cursor.market).openInterestCap;
        boolean over = x.cells.activity(cursor.market).openInterest + growth > (cap == 0 ? OPEN_INTEREST_LIMIT : cap);
        return over && growth > 0 ? Reason.OPEN_INTEREST_CAP : Reason.OK;
    }

    /** True when those who get the fees have room for them. */
    private static boolean collectable(Execution x, FillSide maker, FillSide taker) {
        long fees = x.cells.account(FEE_ACCOUNT).collateral + maker.fee;
        if (x.cells.cursor().kind == KIND_LIQUIDATION) {
            long insurance = x.cells.account(INSURANCE_ACCOUNT).collateral + taker.fee;
            return fees <= COLLATERAL_BOUND && insurance <= COLLATERAL_BOUND;
        }
        return fees + taker.fee <= COLLATERAL_BOUND;
    }

    private static void collect(Execution x, FillSide maker, FillSide taker) {
        boolean liquidation = x.cells.cursor().kind == KIND_LIQUIDATION;
        Balances.add(x, x.cells.account(FEE_ACCOUNT), -1, maker.fee);
        Balances.add(x, x.cells.account(liquidation ? INSURANCE_ACCOUNT : FEE_ACCOUNT), -1, taker.fee);
    }

    private static void carryOut(Execution x, Order order, Trade trade, FillSide maker, FillSide taker) {
        CursorCell cursor = x.cells.cursor();
        report(x, order, maker, taker);
        collect(x, maker, taker);
        record(x, trade, maker, taker);
        maker.apply(x);
        Book.shrinkOrder(x, order, trade.lots());
        if (order.lots == 0) {
            Book.unlink(x, order);
        }
        taker.apply(x);
        cursor.lots -= trade.lots();
        if (cursor.lots == 0) {
            InFlight.end(x, Reason.OK);
        } else {
            cursor.fillLots = 0;
            cursor.makerRef = 0;
            cursor.phase = PHASE_MATCH;
        }
    }

    /** What the market and the two accounts keep of a trade. */
    private static void record(Execution x, Trade trade, FillSide maker, FillSide taker) {
        ActivityCell activity = x.cells.activity(trade.market());
        activity.lastTrade = trade.tick();
        activity.openInterest += maker.longGrowth() + taker.longGrowth();
        x.cells.changed(activity);
        Volume.add(x, maker.account, trade.notional());
        Volume.add(x, taker.account, trade.notional());
    }

    private static void report(Execution x, Order order, FillSide maker, FillSide taker) {
        CursorCell cursor = x.cells.cursor();
        x.listener.filled(
                cursor.market,
                order.tick,
                cursor.fillLots,
                maker.account.number,
                order.slot(),
                order.nonce,
                order.lots - cursor.fillLots,
                taker.account.number,
                cursor.nonce,
                cursor.flags & FLAG_SELL,
                maker.fee,
                taker.fee);
    }

    private Fill() {}
}
