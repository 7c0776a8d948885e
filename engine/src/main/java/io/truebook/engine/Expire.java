package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.ACCOUNT_LIMIT;
import static io.truebook.engine.protocol.Protocol.STATUS_SETTLED;

import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.Reason;

/** Anybody may take an order off the book that no longer counts: section 4.14 of the protocol page. */
final class Expire {
    static final int LENGTH = 5;

    static Reason expire(Execution x, byte[] bytes, int at) {
        long account = BigEndian.get(bytes, at, 4);
        if (account >= ACCOUNT_LIMIT) {
            return Reason.UNKNOWN_ORDER;
        }
        int slot = bytes[at + 4] & 0xff;
        Order order = x.cells.order(account, slot);
        if (order.lots == 0) {
            return Reason.UNKNOWN_ORDER;
        }
        if (!due(x, order)) {
            return Reason.NOT_DUE;
        }
        Book.remove(x, order, Reason.CANCELLED);
        return Reason.OK;
    }

    private static boolean due(Execution x, Order order) {
        return x.cells.cursor().time > order.expiry * 1000
                || CancelSwitch.fired(x, x.cells.accountOf(order))
                || x.cells.risk(order.market).status == STATUS_SETTLED;
    }

    private Expire() {}
}
