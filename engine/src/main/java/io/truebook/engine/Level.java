package io.truebook.engine;

import io.truebook.engine.protocol.LevelCell;

/** A level's cell with links to its first and last order, {@code null} when there is none or it was not read yet. */
public final class Level extends LevelCell {
    Order head;
    Order tail;

    Level(int market, int side, int tick) {
        super(CellAddresses.level(market, side, tick));
    }

    void setHead(Order order) {
        head = order;
        headRef = Order.refOf(order);
    }

    void setTail(Order order) {
        tail = order;
        tailRef = Order.refOf(order);
    }
}
