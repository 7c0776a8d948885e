package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.Reason;

/** A taker meets an order of its own account; its flags say which of the two gives way: section 5.3, step 4, of the protocol page. */
final class SelfTrade {
    static void prevent(Execution x, Level level) {
        int mode = x.cells.cursor().flags & FLAG_STP_MASK;
        if (mode == FLAG_STP_DECREMENT) {
            decrement(x, level);
            return;
        }
        if (mode != FLAG_STP_CANCEL_TAKER) {
            removeMaker(x, x.cells.head(level));
        }
        if (mode != FLAG_STP_CANCEL_MAKER) {
            InFlight.finish(x, Reason.SELF_TRADE_TAKER);
        }
    }

    /** Both shrink by the lots of the smaller one, as if they had traded. */
    private static void decrement(Execution x, Level level) {
        Order order = x.cells.head(level);
        CursorCell cursor = x.cells.cursor();
        long lots = Math.min(cursor.lots, order.lots);
        if (lots == order.lots) {
            removeMaker(x, order);
        } else {
            shrinkMaker(x, order, lots);
        }
        cursor.lots -= lots;
        if (cursor.lots == 0) {
            InFlight.finish(x, Reason.SELF_TRADE_TAKER);
        }
    }

    private static void removeMaker(Execution x, Order order) {
        Book.remove(x, order, Reason.SELF_TRADE);
        x.cells.cursor().reason = Reason.SELF_TRADE.code();
    }

    private static void shrinkMaker(Execution x, Order order, long lots) {
        Book.shrink(x, order, lots);
        x.listener.amended(
                order.account.number,
                order.slot(),
                order.market,
                order.flags & FLAG_SELL,
                order.tick,
                order.lots,
                order.nonce);
    }

    private SelfTrade() {}
}
