package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.ITEM_CANCEL;

import io.truebook.engine.protocol.CancelItem;
import io.truebook.engine.protocol.Reason;

/** Cancels one order by its slot and placing nonce: section 4.4 of the protocol page. */
final class Cancel {
    private static final long NONCE_BITS = (1L << 48) - 1;

    static Reason cancel(Execution x, byte[] bytes, int at) {
        Reason refused = Authentication.authenticate(x, ITEM_CANCEL, bytes, at);
        if (refused != Reason.OK) {
            return refused;
        }
        CancelItem cancel = CancelItem.decode(bytes, at);
        return remove(x, cancel.account(), cancel.slot(), cancel.placingNonce(), NONCE_BITS);
    }

    /**
     * Takes the order off the book if it is the one meant.
     *
     * @param nonceBits bits of the order's nonce that {@code placingNonce} names
     */
    static Reason remove(Execution x, long account, int slot, long placingNonce, long nonceBits) {
        Order order = x.cells.order(account, slot);
        if (order.lots == 0 || (order.nonce & nonceBits) != placingNonce) {
            return Reason.UNKNOWN_ORDER;
        }
        Book.remove(x, order, Reason.CANCELLED);
        return Reason.OK;
    }

    private Cancel() {}
}
