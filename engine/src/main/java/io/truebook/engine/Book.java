package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.BitmapCell;
import io.truebook.engine.protocol.LevelCell;
import io.truebook.engine.protocol.OrderCell;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.Reason;

/** Price–time priority over a three-level bitmap of ticks: section 5 of the protocol page. */
final class Book {
    static final int BIDS = 0;
    static final int ASKS = 1;

    /** The best tick of a side, 0 when it is empty. */
    static int bestTick(Execution x, int market, int side) {
        BitmapCell top = x.cells.topWord(market, side);
        if (Bits.isZero(top.bits)) {
            return 0;
        }
        int middle = best(side, top.bits);
        int leaf = middle << 8 | best(side, x.cells.middleWord(market, side, middle).bits);
        return leaf << 8 | best(side, x.cells.leafWord(market, side, leaf).bits);
    }

    /** The best tick of a side that is worse than a tick of it, 0 when there is none. */
    static int nextTick(Execution x, int market, int side, int tick) {
        int within = worse(side, x.cells.leafWord(market, side, tick >>> 8).bits, tick & 255);
        if (within >= 0) {
            return tick & ~255 | within;
        }
        int middle = tick >>> 16;
        int leaf = worse(side, x.cells.middleWord(market, side, middle).bits, tick >>> 8 & 255);
        if (leaf < 0) {
            middle = worse(side, x.cells.topWord(market, side).bits, middle);
            if (middle < 0) {
                return 0;
            }
            leaf = best(side, x.cells.middleWord(market, side, middle).bits);
        }
        leaf |= middle << 8;
        return leaf << 8 | best(side, x.cells.leafWord(market, side, leaf).bits);
    }

    /** True when an order of the side at the tick meets the best tick of the other side. */
    static boolean crosses(int side, int tick, int bestOpposite) {
        return side == BIDS ? bestOpposite <= tick : bestOpposite >= tick;
    }

    /** Puts an order at the tail of its level, into the account's lowest free order slot; returns the slot. */
    static int insert(Execution x, long number, int market, int flags, int tick, long lots, long nonce, long expiry) {
        int side = flags & FLAG_SELL;
        AccountCell account = x.cells.account(number);
        int slot = Bits.lowestClear(account.orderSlots);
        Bits.set(account.orderSlots, slot);
        x.cells.changed(account);
        long ref = CellAddresses.orderRef(number, slot);
        LevelCell level = x.cells.level(market, side, tick);
        OrderCell order = x.cells.order(number, slot);
        order.prevRef = level.tailRef;
        order.nextRef = 0;
        order.nonce = nonce;
        order.lots = lots;
        order.tick = tick;
        order.expiry = expiry;
        order.market = market;
        order.flags = flags;
        x.cells.changed(order);
        if (level.tailRef == 0) {
            level.headRef = ref;
            setBits(x, market, side, tick);
        } else {
            OrderCell tail = x.cells.orderOf(level.tailRef);
            tail.nextRef = ref;
            x.cells.changed(tail);
        }
        level.tailRef = ref;
        level.lots += lots;
        level.orders += 1;
        x.cells.changed(level);
        return slot;
    }

    /** Takes an order off the book, and its lots out of the account's resting lots. */
    static void remove(Execution x, long ref, Reason reason) {
        OrderCell order = x.cells.orderOf(ref);
        long number = ref >>> 9;
        int slot = (int) (ref & 255);
        int side = order.flags & FLAG_SELL;
        int market = order.market;
        x.listener.removed(number, slot, market, side, order.tick, order.lots, order.nonce, reason);
        releaseResting(x, number, order, order.lots);
        unlink(x, ref, order);
    }

    /** Lowers the lots of an order that keeps its place: order, level and resting lots. */
    static void shrink(Execution x, long number, OrderCell order, long lots) {
        releaseResting(x, number, order, lots);
        shrinkOrder(x, order, lots);
    }

    /** Lowers the lots of an order and of its level. */
    static void shrinkOrder(Execution x, OrderCell order, long lots) {
        LevelCell level = x.cells.level(order.market, order.flags & FLAG_SELL, order.tick);
        level.lots -= lots;
        order.lots -= lots;
        x.cells.changed(level);
        x.cells.changed(order);
    }

    /** Takes an order out of its level's list and frees its slot. */
    static void unlink(Execution x, long ref, OrderCell order) {
        int side = order.flags & FLAG_SELL;
        LevelCell level = x.cells.level(order.market, side, order.tick);
        if (order.prevRef == 0) {
            level.headRef = order.nextRef;
        } else {
            OrderCell previous = x.cells.orderOf(order.prevRef);
            previous.nextRef = order.nextRef;
            x.cells.changed(previous);
        }
        if (order.nextRef == 0) {
            level.tailRef = order.prevRef;
        } else {
            OrderCell next = x.cells.orderOf(order.nextRef);
            next.prevRef = order.prevRef;
            x.cells.changed(next);
        }
        level.lots -= order.lots;
        level.orders -= 1;
        x.cells.changed(level);
        if (level.orders == 0) {
            clearBits(x, order.market, side, order.tick);
        }
        empty(order);
        x.cells.changed(order);
        AccountCell account = x.cells.account(ref >>> 9);
        Bits.clear(account.orderSlots, (int) (ref & 255));
        x.cells.changed(account);
    }

    private static void releaseResting(Execution x, long number, OrderCell order, long lots) {
        int slot = Positions.slotOf(x.cells.account(number), order.market);
        PositionCell position = x.cells.position(number, slot);
        if ((order.flags & FLAG_SELL) == 0) {
            position.restingBidLots -= lots;
        } else {
            position.restingAskLots -= lots;
        }
        x.cells.changed(position);
        Positions.release(x, number, slot);
    }

    private static int best(int side, long[] word) {
        return side == BIDS ? Bits.highest(word) : Bits.lowest(word);
    }

    private static int worse(int side, long[] word, int index) {
        return side == BIDS ? Bits.highestSetBelow(word, index) : Bits.lowestSetFrom(word, index + 1);
    }

    private static void setBits(Execution x, int market, int side, int tick) {
        BitmapCell leaf = x.cells.leafWord(market, side, tick >>> 8);
        boolean wasEmpty = Bits.isZero(leaf.bits);
        Bits.set(leaf.bits, tick & 255);
        x.cells.changed(leaf);
        if (!wasEmpty) {
            return;
        }
        BitmapCell middle = x.cells.middleWord(market, side, tick >>> 16);
        wasEmpty = Bits.isZero(middle.bits);
        Bits.set(middle.bits, tick >>> 8 & 255);
        x.cells.changed(middle);
        if (wasEmpty) {
            BitmapCell top = x.cells.topWord(market, side);
            Bits.set(top.bits, tick >>> 16);
            x.cells.changed(top);
        }
    }

    private static void clearBits(Execution x, int market, int side, int tick) {
        BitmapCell leaf = x.cells.leafWord(market, side, tick >>> 8);
        Bits.clear(leaf.bits, tick & 255);
        x.cells.changed(leaf);
        if (!Bits.isZero(leaf.bits)) {
            return;
        }
        BitmapCell middle = x.cells.middleWord(market, side, tick >>> 16);
        Bits.clear(middle.bits, tick >>> 8 & 255);
        x.cells.changed(middle);
        if (Bits.isZero(middle.bits)) {
            BitmapCell top = x.cells.topWord(market, side);
            Bits.clear(top.bits, tick >>> 16);
            x.cells.changed(top);
        }
    }

    private static void empty(OrderCell order) {
        order.prevRef = 0;
        order.nextRef = 0;
        order.nonce = 0;
        order.lots = 0;
        order.tick = 0;
        order.expiry = 0;
        order.market = 0;
        order.flags = 0;
    }

    private Book() {}
}
