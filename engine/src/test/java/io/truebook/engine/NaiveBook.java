package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Orders and matching, written from sections 4.2, 4.4 to 4.6 and 5 of the protocol page alone, for accounts whose margin and bounds never
 * bind: each side of a market is one list in the order of priority, and whatever is looked for is looked for from the list's start.
 */
final class NaiveBook {
    /** A live order. */
    static final class Order {
        final long account;
        final int slot;
        final int market;
        final int flags;
        final int tick;
        long nonce;
        long lots;
        long expiry;

        private Order(long account, int slot, int market, int flags, int tick, long nonce, long lots, long expiry) {
            this.account = account;
            this.slot = slot;
            this.market = market;
            this.flags = flags;
            this.tick = tick;
            this.nonce = nonce;
            this.lots = lots;
            this.expiry = expiry;
        }

        boolean sells() {
            return (flags & FLAG_SELL) != 0;
        }

        private boolean reduceOnly() {
            return (flags & FLAG_REDUCE_ONLY) != 0;
        }
    }

    /** What one fill did. */
    record Trade(
            int market,
            int tick,
            long lots,
            long maker,
            int makerSlot,
            long makerNonce,
            long makerLotsLeft,
            long taker,
            long takerNonce,
            boolean takerSells) {}

    /** An order that is looking for makers. */
    private static final class Taker {
        private final long account;
        private final int market;
        private final int flags;
        private final int tick;
        private final long nonce;
        private final long expiry;
        private long lots;

        private Taker(long account, int market, int flags, int tick, long lots, long nonce, long expiry) {
            this.account = account;
            this.market = market;
            this.flags = flags;
            this.tick = tick;
            this.lots = lots;
            this.nonce = nonce;
            this.expiry = expiry;
        }

        private boolean sells() {
            return (flags & FLAG_SELL) != 0;
        }
    }

    private final List<List<Order>> bids = new ArrayList<>();
    private final List<List<Order>> asks = new ArrayList<>();
    private final List<Map<Long, Long>> positions = new ArrayList<>();
    private final Map<Long, TreeSet<Integer>> freeSlots = new HashMap<>();
    private final List<Trade> trades = new ArrayList<>();
    private long time;

    NaiveBook(int markets) {
        for (int market = 0; market < markets; market++) {
            bids.add(new ArrayList<>());
            asks.add(new ArrayList<>());
            positions.add(new HashMap<>());
        }
    }

    /** Engine time, ms. */
    void time(long milliseconds) {
        time = milliseconds;
    }

    /** Trades since the last call. */
    List<Trade> takeTrades() {
        List<Trade> taken = List.copyOf(trades);
        trades.clear();
        return taken;
    }

    /** Orders of a side, the first to be filled first. */
    List<Order> side(int market, boolean sells) {
        return (sells ? asks : bids).get(market);
    }

    boolean usesSlot(long account, int slot) {
        return !free(account).contains(slot);
    }

    Reason place(long account, int market, int flags, int tick, long lots, long nonce, long expiry) {
        Taker taker = new Taker(account, market, flags, tick, lots, nonce, expiry);
        if ((flags & FLAG_REDUCE_ONLY) != 0 && !clamp(taker)) {
            return Reason.NOT_REDUCING;
        }
        int timeInForce = flags & FLAG_TIF_MASK;
        if (timeInForce != FLAG_TIF_IOC && free(account).isEmpty()) {
            return Reason.ORDER_SLOTS_FULL;
        }
        if (timeInForce == FLAG_TIF_POST_ONLY && crossing(market, taker.sells(), tick) != null) {
            return Reason.POST_ONLY_WOULD_CROSS;
        }
        return carryOut(taker);
    }

    Reason cancel(long account, int slot, long placingNonce) {
        Order order = find(account, slot, placingNonce);
        if (order == null) {
            return Reason.UNKNOWN_ORDER;
        }
        remove(order);
        return Reason.OK;
    }

    Reason cancelAll(long account, int market) {
        for (int each = 0; each < bids.size(); each++) {
            if (market == ALL_MARKETS || market == each) {
                for (boolean sells : new boolean[] {false, true}) {
                    List<Order> own = new ArrayList<>(side(each, sells));
                    own.removeIf(order -> order.account != account);
                    own.forEach(this::remove);
                }
            }
        }
        return Reason.OK;
    }

    Reason amend(long account, int slot, long placingNonce, int tick, long lots, long nonce, long expiry) {
        Order order = find(account, slot, placingNonce);
        if (order == null) {
            return Reason.UNKNOWN_ORDER;
        }
        if (tick == order.tick && lots <= order.lots) {
            order.lots = lots;
            order.nonce = nonce;
            order.expiry = expiry;
            return Reason.OK;
        }
        Taker taker = new Taker(account, order.market, order.flags, tick, lots, nonce, expiry);
        if (order.reduceOnly() && !clamp(taker)) {
            return Reason.NOT_REDUCING;
        }
        if ((order.flags & FLAG_TIF_MASK) == FLAG_TIF_POST_ONLY
                && crossing(order.market, order.sells(), tick) != null) {
            return Reason.POST_ONLY_WOULD_CROSS;
        }
        remove(order);
        return carryOut(taker);
    }

    private Reason carryOut(Taker taker) {
        if ((taker.flags & FLAG_TIF_MASK) != FLAG_TIF_POST_ONLY) {
            Reason reason = match(taker);
            if (reason != null) {
                return reason;
            }
        }
        rest(taker);
        return Reason.OK;
    }

    /** Fills the taker as far as it goes; the reason it ends with, or {@code null} when the rest of it goes to the book. */
    private Reason match(Taker taker) {
        for (int steps = 0; steps < MAX_MATCHES; steps++) {
            Order maker = crossing(taker.market, taker.sells(), taker.tick);
            if (maker == null) {
                return (taker.flags & FLAG_TIF_MASK) == FLAG_TIF_IOC ? Reason.IOC_REMAINDER : null;
            }
            Reason end = maker.account == taker.account ? meetsItself(taker, maker) : meets(taker, maker);
            if (end != null) {
                return end;
            }
        }
        return Reason.MATCH_LIMIT;
    }

    private Reason meetsItself(Taker taker, Order maker) {
        switch (taker.flags & FLAG_STP_MASK) {
            case FLAG_STP_CANCEL_MAKER -> remove(maker);
            case FLAG_STP_CANCEL_TAKER -> {
                return Reason.SELF_TRADE_TAKER;
            }
            case FLAG_STP_CANCEL_BOTH -> {
                remove(maker);
                return Reason.SELF_TRADE_TAKER;
            }
            default -> {
                long lots = Math.min(taker.lots, maker.lots);
                maker.lots -= lots;
                taker.lots -= lots;
                if (maker.lots == 0) {
                    remove(maker);
                }
                if (taker.lots == 0) {
                    return Reason.SELF_TRADE_TAKER;
                }
            }
        }
        return null;
    }

    private Reason meets(Taker taker, Order maker) {
        if (time > maker.expiry * 1000) {
            remove(maker);
            return null;
        }
        long lots = Math.min(taker.lots, maker.lots);
        if (maker.reduceOnly()) {
            long closing = closing(maker.account, maker.market, maker.sells());
            if (closing == 0) {
                remove(maker);
                return null;
            }
            lots = Math.min(lots, closing);
        }
        maker.lots -= lots;
        taker.lots -= lots;
        move(maker.account, maker.market, maker.sells() ? -lots : lots);
        move(taker.account, maker.market, maker.sells() ? lots : -lots);
        trades.add(new Trade(
                maker.market,
                maker.tick,
                lots,
                maker.account,
                maker.slot,
                maker.nonce,
                maker.lots,
                taker.account,
                taker.nonce,
                taker.sells()));
        if (maker.lots == 0) {
            remove(maker);
        }
        return taker.lots == 0 ? Reason.OK : null;
    }

    private void rest(Taker taker) {
        int slot = free(taker.account).first();
        free(taker.account).remove(slot);
        Order order = new Order(
                taker.account, slot, taker.market, taker.flags, taker.tick, taker.nonce, taker.lots, taker.expiry);
        List<Order> list = side(taker.market, taker.sells());
        int place = 0;
        while (place < list.size() && !worse(list.get(place), order)) {
            place++;
        }
        list.add(place, order);
    }

    private static boolean worse(Order order, Order than) {
        return than.sells() ? order.tick > than.tick : order.tick < than.tick;
    }

    /** The first order that an order of a side at a tick would meet. */
    private Order crossing(int market, boolean sells, int tick) {
        List<Order> opposite = side(market, !sells);
        if (opposite.isEmpty()) {
            return null;
        }
        Order best = opposite.getFirst();
        return sells ? (best.tick >= tick ? best : null) : (best.tick <= tick ? best : null);
    }

    private boolean clamp(Taker taker) {
        taker.lots = Math.min(taker.lots, closing(taker.account, taker.market, taker.sells()));
        return taker.lots > 0;
    }

    /** The lots that an order of a side could close. */
    private long closing(long account, int market, boolean sells) {
        long position = positions.get(market).getOrDefault(account, 0L);
        return Math.max(0, sells ? position : -position);
    }

    private void move(long account, int market, long lots) {
        positions.get(market).merge(account, lots, Long::sum);
    }

    private Order find(long account, int slot, long nonce) {
        for (int market = 0; market < bids.size(); market++) {
            for (boolean sells : new boolean[] {false, true}) {
                for (Order order : side(market, sells)) {
                    if (order.account == account && order.slot == slot) {
                        return order.nonce == nonce ? order : null;
                    }
                }
            }
        }
        return null;
    }

    private void remove(Order order) {
        side(order.market, order.sells()).remove(order);
        free(order.account).add(order.slot);
    }

    private TreeSet<Integer> free(long account) {
        return freeSlots.computeIfAbsent(account, number -> {
            TreeSet<Integer> all = new TreeSet<>();
            for (int slot = 0; slot < MAX_ORDERS; slot++) {
                all.add(slot);
            }
            return all;
        });
    }
}
