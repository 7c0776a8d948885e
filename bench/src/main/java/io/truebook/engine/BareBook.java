package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.FLAG_SELL;

import io.truebook.engine.protocol.OrderCell;

/** Our order book without accounts, margin and admission: section 5 of the protocol page, by the engine's own functions. */
final class BareBook {
    private static final int MARKET = 0;

    private final Execution x;

    BareBook(EngineListener listener) {
        x = new Execution(new Cells(address -> null), BenchSigners.DOMAIN, (_, _, _) -> null, listener);
    }

    int best(int side) {
        return Book.bestTick(x, MARKET, side);
    }

    OrderCell head(int side, int tick) {
        return x.cells.head(x.cells.level(MARKET, side, tick));
    }

    OrderCell order(long account, int slot) {
        return x.cells.order(account, slot);
    }

    /** Fills and rests an order; the slot it rests in, -1 when nothing of it rests. */
    int place(long account, int side, int tick, long lots, long nonce, boolean rests) {
        long left = match(account, side, tick, lots, nonce);
        if (left == 0 || !rests) {
            return -1;
        }
        return Book.insert(x, x.cells.account(account), MARKET, side, tick, left, nonce, 0);
    }

    boolean cancel(long account, int slot, long nonce) {
        Order order = x.cells.order(account, slot);
        if (order.lots == 0 || order.nonce != nonce) {
            return false;
        }
        Book.unlink(x, order);
        return true;
    }

    boolean reduce(long account, int slot, long nonce, long lots) {
        Order order = x.cells.order(account, slot);
        if (order.lots == 0 || order.nonce != nonce) {
            return false;
        }
        Book.shrinkOrder(x, order, order.lots - lots);
        return true;
    }

    /** Moves an order to another price, with all that is left of it. */
    int move(long account, int slot, long nonce, int tick) {
        Order order = x.cells.order(account, slot);
        if (order.lots == 0 || order.nonce != nonce) {
            return -1;
        }
        int side = order.flags & FLAG_SELL;
        long lots = order.lots;
        Book.unlink(x, order);
        return place(account, side, tick, lots, nonce, true);
    }

    private long match(long account, int side, int tick, long lots, long nonce) {
        long left = lots;
        while (left > 0) {
            int best = Book.bestTick(x, MARKET, side ^ 1);
            if (best == 0 || !Book.crosses(side, tick, best)) {
                break;
            }
            Order maker = x.cells.head(x.cells.level(MARKET, side ^ 1, best));
            long filled = Math.min(left, maker.lots);
            Book.shrinkOrder(x, maker, filled);
            x.listener.filled(
                    MARKET,
                    best,
                    filled,
                    maker.account.number,
                    maker.slot(),
                    maker.nonce,
                    maker.lots,
                    account,
                    nonce,
                    side,
                    0,
                    0);
            if (maker.lots == 0) {
                Book.unlink(x, maker);
            }
            left -= filled;
        }
        return left;
    }
}
