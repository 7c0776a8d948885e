package io.truebook.engine;

import io.truebook.engine.protocol.OrderCell;

/**
 * An order's cell with links to the cells that it names. A link only spares looking up a cell that was read before: it is
 * {@code null} when there is none, or when it was not read yet.
 */
public final class Order extends OrderCell {
    final Account account;
    Order previous;
    Order next;
    Level level;

    Order(Account account, int slot) {
        super(CellAddresses.order(account.number, slot));
        this.account = account;
    }

    /** The name of the order in lists. */
    long ref() {
        return CellAddresses.index(address);
    }

    int slot() {
        return CellAddresses.slotOf(address);
    }

    void setPrevious(Order order) {
        previous = order;
        prevRef = refOf(order);
    }

    void setNext(Order order) {
        next = order;
        nextRef = refOf(order);
    }

    static long refOf(Order order) {
        return order == null ? 0 : order.ref();
    }
}
