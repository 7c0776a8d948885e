package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.ITEM_CANCEL;

import io.truebook.engine.protocol.CancelItem;
import io.truebook.engine.protocol.OrderCell;
import io.truebook.engine.protocol.Reason;

/** Cancels one order by its slot and placing nonce: section 4.4 of the protocol page. */
final class Cancel {
    static Reason cancel(Execution x, byte[] bytes, int at) {
        Reason refused = Authentication.authenticate(x, ITEM_CANCEL, bytes, at);
        if (refused != Reason.OK) {
            return refused;
        }
        CancelItem cancel = CancelItem.decode(bytes, at);
        OrderCell order = x.cells.order(cancel.account(), cancel.slot());
        if (order.lots == 0 || order.nonce != cancel.placingNonce()) {
            return Reason.UNKNOWN_ORDER;
        }
        Book.remove(x, CellAddresses.orderRef(cancel.account(), cancel.slot()), Reason.CANCELLED);
        return Reason.OK;
    }

    private Cancel() {}
}
