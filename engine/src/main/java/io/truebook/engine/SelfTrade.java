package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.OrderCell;
import io.truebook.engine.protocol.Reason;

/** A taker meets an order of its own account; its flags say which of the two gives way: section 5.3, step 4, of the protocol page. */
final class SelfTrade {
    static void prevent(Execution x, long ref) {
        int mode = x.cells.cursor().flags & FLAG_STP_MASK;
        if (mode == FLAG_STP_DECREMENT) {
            decrement(x, ref);
            return;
        }
        if (mode != FLAG_STP_CANCEL_TAKER) {
            removeMaker(x, ref);
        }
        if (mode != FLAG_STP_CANCEL_MAKER) {
            InFlight.finish(x, Reason.SELF_TRADE_TAKER);
        }
    }

    /** Both shrink by the lots of the smaller one, as if they had traded. */
    private static void decrement(Execution x, long ref) {
        CursorCell cursor = x.cells.cursor();
        OrderCell order = x.cells.orderOf(ref);
        long lots = Math.min(cursor.lots, order.lots);
        if (lots == order.lots) {
            removeMaker(x, ref);
        } else {
            shrinkMaker(x, ref, order, lots);
        }
        cursor.lots -= lots;
        if (cursor.lots == 0) {
            InFlight.finish(x, Reason.SELF_TRADE_TAKER);
        }
    }

    private static void removeMaker(Execution x, long ref) {
        Book.remove(x, ref, Reason.SELF_TRADE);
        x.cells.cursor().reason = Reason.SELF_TRADE.code();
    }

    private static void shrinkMaker(Execution x, long ref, OrderCell order, long lots) {
        long account = ref >>> 9;
        int slot = (int) (ref & 255);
        Book.shrink(x, account, order, lots);
        x.listener.amended(account, slot, order.market, order.flags & FLAG_SELL, order.tick, order.lots, order.nonce);
    }

    private SelfTrade() {}
}
