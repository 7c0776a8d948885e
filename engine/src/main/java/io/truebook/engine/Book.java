package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.BitmapCell;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.Reason;

/** Price–time priority over a three-level bitmap of ticks: section 5 of the protocol page. */
final class Book {
    static final int BIDS = 0;
    static final int ASKS = 1;

    /** The best tick of a side, 0 when it is empty. */
    static int bestTick(Execution x, int market, int side) {
        BookSide book = x.cells.side(market, side);
        if (!book.bestKnown()) {
            book.setBest(lookUpBest(x, book, side));
        }
        return book.best();
    }

    private static int lookUpBest(Execution x, BookSide book, int side) {
        BitmapCell top = x.cells.topWord(book);
        if (Bits.isZero(top.bits)) {
            return 0;
        }
        int middle = best(side, top.bits);
        int leaf = middle << 8 | best(side, x.cells.middleWord(book, middle).bits);
        return leaf << 8 | best(side, x.cells.leafWord(book, leaf).bits);
    }

    /** The best tick of a side that is worse than a tick of it, 0 when there is none. */
    static int nextTick(Execution x, int market, int side, int tick) {
        BookSide book = x.cells.side(market, side);
        int within = worse(side, x.cells.leafWord(book, tick >>> 8).bits, tick & 255);
        if (within >= 0) {
            return tick & ~255 | within;
        }
        int middle = tick >>> 16;
        int leaf = worse(side, x.cells.middleWord(book, middle).bits, tick >>> 8 & 255);
        if (leaf < 0) {
            middle = worse(side, x.cells.topWord(book).bits, middle);
            if (middle < 0) {
                return 0;
            }
            leaf = best(side, x.cells.middleWord(book, middle).bits);
        }
        leaf |= middle << 8;
        return leaf << 8 | best(side, x.cells.leafWord(book, leaf).bits);
    }

    /** True when an order of the side at the tick meets the best tick of the other side. */
    static boolean crosses(int side, int tick, int bestOpposite) {
        return side == BIDS ? bestOpposite <= tick : bestOpposite >= tick;
    }

    /** Puts an order at the tail of its level, into the account's lowest free order slot; returns the slot. */
    static int insert(
            Execution x, Account account, int market, int flags, int tick, long lots, long nonce, long expiry) {
        int slot = OrderSlots.lowestFree(account);
        OrderSlots.use(account, slot);
        x.cells.changed(account);
        Level level = x.cells.level(market, flags & FLAG_SELL, tick);
        Order order = x.cells.order(account, slot);
        Order tail = x.cells.tail(level);
        order.level = level;
        order.setPrevious(tail);
        order.setNext(null);
        order.nonce = nonce;
        order.lots = lots;
        order.tick = tick;
        order.expiry = expiry;
        order.market = market;
        order.flags = flags;
        x.cells.changed(order);
        if (tail == null) {
            level.setHead(order);
            setBits(x, market, flags & FLAG_SELL, tick);
        } else {
            tail.setNext(order);
            x.cells.changed(tail);
        }
        level.setTail(order);
        level.lots += lots;
        level.orders += 1;
        x.cells.changed(level);
        return slot;
    }

    /** Takes an order off the book, and its lots out of the account's resting lots. */
    static void remove(Execution x, Order order, Reason reason) {
        int side = order.flags & FLAG_SELL;
        x.listener.removed(
                order.account.number, order.slot(), order.market, side, order.tick, order.lots, order.nonce, reason);
        releaseResting(x, order, order.lots);
        unlink(x, order);
    }

    /** Lowers the lots of an order that keeps its place: order, level and resting lots. */
    static void shrink(Execution x, Order order, long lots) {
        releaseResting(x, order, lots);
        shrinkOrder(x, order, lots);
    }

    /** Lowers the lots of an order and of its level. */
    static void shrinkOrder(Execution x, Order order, long lots) {
        Level level = x.cells.levelOf(order);
        level.lots -= lots;
        order.lots -= lots;
        x.cells.changed(level);
        x.cells.changed(order);
    }

    /** Takes an order out of its level's list and frees its slot. */
    static void unlink(Execution x, Order order) {
        Level level = x.cells.levelOf(order);
        Order previous = x.cells.previous(order);
        Order next = x.cells.next(order);
        if (previous == null) {
            level.setHead(next);
        } else {
            previous.setNext(next);
            x.cells.changed(previous);
        }
        if (next == null) {
            level.setTail(previous);
        } else {
            next.setPrevious(previous);
            x.cells.changed(next);
        }
        level.lots -= order.lots;
        level.orders -= 1;
        x.cells.changed(level);
        if (level.orders == 0) {
            clearBits(x, order.market, order.flags & FLAG_SELL, order.tick);
        }
        Account account = x.cells.accountOf(order);
        OrderSlots.free(account, order.slot());
        x.cells.changed(account);
        empty(order);
        x.cells.changed(order);
    }

    private static void releaseResting(Execution x, Order order, long lots) {
        Account account = x.cells.accountOf(order);
        int slot = Positions.slotOf(account, order.market);
        PositionCell position = x.cells.position(account, slot);
        if ((order.flags & FLAG_SELL) == 0) {
            position.restingBidLots -= lots;
        } else {
            position.restingAskLots -= lots;
        }
        x.cells.changed(position);
        Positions.release(x, account, slot);
    }

    private static int best(int side, long[] word) {
        return side == BIDS ? Bits.highest(word) : Bits.lowest(word);
    }

    private static int worse(int side, long[] word, int index) {
        return side == BIDS ? Bits.highestSetBelow(word, index) : Bits.lowestSetFrom(word, index + 1);
    }

    private static void setBits(Execution x, int market, int side, int tick) {
        BookSide book = x.cells.side(market, side);
        book.set(tick);
        BitmapCell leaf = x.cells.leafWord(book, tick >>> 8);
        boolean wasEmpty = Bits.isZero(leaf.bits);
        Bits.set(leaf.bits, tick & 255);
        x.cells.changed(leaf);
        if (!wasEmpty) {
            return;
        }
        BitmapCell middle = x.cells.middleWord(book, tick >>> 16);
        wasEmpty = Bits.isZero(middle.bits);
        Bits.set(middle.bits, tick >>> 8 & 255);
        x.cells.changed(middle);
        if (wasEmpty) {
            BitmapCell top = x.cells.topWord(book);
            Bits.set(top.bits, tick >>> 16);
            x.cells.changed(top);
        }
    }

    private static void clearBits(Execution x, int market, int side, int tick) {
        BookSide book = x.cells.side(market, side);
        book.cleared(tick);
        BitmapCell leaf = x.cells.leafWord(book, tick >>> 8);
        Bits.clear(leaf.bits, tick & 255);
        x.cells.changed(leaf);
        if (!Bits.isZero(leaf.bits)) {
            return;
        }
        BitmapCell middle = x.cells.middleWord(book, tick >>> 16);
        Bits.clear(middle.bits, tick >>> 8 & 255);
        x.cells.changed(middle);
        if (Bits.isZero(middle.bits)) {
            BitmapCell top = x.cells.topWord(book);
            Bits.clear(top.bits, tick >>> 16);
            x.cells.changed(top);
        }
    }

    private static void empty(Order order) {
        order.level = null;
        order.setPrevious(null);
        order.setNext(null);
        order.nonce = 0;
        order.lots = 0;
        order.tick = 0;
        order.expiry = 0;
        order.market = 0;
        order.flags = 0;
    }

    private Book() {}
}
