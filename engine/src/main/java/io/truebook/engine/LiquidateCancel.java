package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.Reason;

/** Orders of an account in liquidation go first, one a step: section 6.1 of the protocol page. */
final class LiquidateCancel {
    static int liquidateCancel(Execution x) {
        CursorCell cursor = x.cells.cursor();
        Account account = x.cells.account(cursor.taker);
        int slot = OrderSlots.lowestUsedFrom(account, cursor.scan);
        if (slot < 0) {
            cursor.steps = 0;
            cursor.phase = PHASE_LIQUIDATE;
            x.cells.changed(cursor);
        } else if (cursor.steps >= (cursor.forced == 1 ? MAX_FORCED_STEPS : MAX_ORDERS)) {
            InFlight.finish(x, Reason.CANCELS_PENDING);
        } else {
            Order order = x.cells.order(account, slot);
            if (concerned(x, order)) {
                Book.remove(x, order, Reason.LIQUIDATION_CANCEL);
            }
            cursor.scan = slot + 1;
            cursor.steps += 1;
            x.cells.changed(cursor);
        }
        return WEIGHT_CANCEL;
    }

    /** Orders of other markets may stay when the position is isolated; not when it is forced, or they could hide those of its market. */
    private static boolean concerned(Execution x, Order order) {
        CursorCell cursor = x.cells.cursor();
        return cursor.forced == 1
                || order.market == cursor.market
                || !Balances.isolated(x, order.account, Positions.slotOf(order.account, cursor.market));
    }

    private LiquidateCancel() {}
}
