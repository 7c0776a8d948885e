package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.OrderCell;
import io.truebook.engine.protocol.Reason;

/** The maker has agreed; the taker is looked at, and the fill is carried out: section 5.3 of the protocol page. */
final class Fill {
    static int fill(Execution x) {
        CursorCell cursor = x.cells.cursor();
        x.cells.changed(cursor);
        int weight = WEIGHT_FILL + WEIGHT_PER_POSITION * Positions.used(x.cells.account(cursor.taker));
        OrderCell order = x.cells.orderOf(cursor.makerRef);
        int side = cursor.flags & FLAG_SELL;
        FillSide taker = FillSide.taker(x, cursor.taker, cursor.market, side, order.tick, cursor.fillLots);
        FillSide maker = FillSide.maker(x, cursor.makerRef >>> 9, cursor.market, side ^ 1, order.tick, cursor.fillLots);
        AccountCell feeAccount = x.cells.account(FEE_ACCOUNT);
        if (!taker.inBounds(x) || feeAccount.collateral + maker.fee() + taker.fee() > COLLATERAL_BOUND) {
            InFlight.finish(x, Reason.TAKER_BOUND);
        } else if (!taker.allowed(x)) {
            InFlight.finish(x, Reason.TAKER_MARGIN);
        } else {
            feeAccount.collateral += maker.fee() + taker.fee();
            x.cells.changed(feeAccount);
            carryOut(x, order, maker, taker);
        }
        return weight;
    }

    private static void carryOut(Execution x, OrderCell order, FillSide maker, FillSide taker) {
        CursorCell cursor = x.cells.cursor();
        long lots = cursor.fillLots;
        report(x, order, maker, taker);
        maker.apply(x);
        Book.shrinkOrder(x, order, lots);
        if (order.lots == 0) {
            Book.unlink(x, cursor.makerRef, order);
        }
        taker.apply(x);
        cursor.lots -= lots;
        if (cursor.lots == 0) {
            InFlight.finish(x, Reason.OK);
        } else {
            cursor.fillLots = 0;
            cursor.makerRef = 0;
            cursor.phase = PHASE_MATCH;
        }
    }

    private static void report(Execution x, OrderCell order, FillSide maker, FillSide taker) {
        CursorCell cursor = x.cells.cursor();
        x.listener.filled(
                cursor.market,
                order.tick,
                cursor.fillLots,
                maker.number(),
                (int) (cursor.makerRef & 255),
                order.nonce,
                order.lots - cursor.fillLots,
                taker.number(),
                cursor.nonce,
                cursor.flags & FLAG_SELL,
                maker.fee(),
                taker.fee());
    }

    private Fill() {}
}
