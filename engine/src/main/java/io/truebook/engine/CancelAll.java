package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.CancelAllItem;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.Reason;

/** Cancels all orders of an account, in one market or in all, one a step: section 4.5 of the protocol page. */
final class CancelAll {
    private static final int MARKETS = 256;

    static Reason cancelAll(Execution x, byte[] bytes, int at, int forced) {
        Reason refused = Authentication.authenticate(x, ITEM_CANCEL_ALL, bytes, at);
        if (refused != Reason.OK) {
            return refused;
        }
        CancelAllItem cancel = CancelAllItem.decode(bytes, at);
        if (cancel.market() >= MARKETS && cancel.market() != ALL_MARKETS) {
            return Reason.UNKNOWN_MARKET;
        }
        InFlight.cancelAll(x, cancel.account(), cancel.market(), cancel.nonce(), forced);
        return Reason.OK;
    }

    static int cancelNext(Execution x) {
        CursorCell cursor = x.cells.cursor();
        Account account = x.cells.account(cursor.taker);
        int slot = OrderSlots.lowestUsedFrom(account, cursor.scan);
        if (slot < 0) {
            InFlight.finish(x, Reason.OK);
        } else if (cursor.steps >= (cursor.forced == 1 ? MAX_FORCED_STEPS : MAX_ORDERS)) {
            InFlight.finish(x, Reason.MATCH_LIMIT);
        } else {
            Order order = x.cells.order(account, slot);
            if (cursor.market == ALL_MARKETS || order.market == cursor.market) {
                Book.remove(x, order, Reason.CANCELLED);
            }
            cursor.scan = slot + 1;
            cursor.steps += 1;
            x.cells.changed(cursor);
        }
        return WEIGHT_CANCEL;
    }

    private CancelAll() {}
}
