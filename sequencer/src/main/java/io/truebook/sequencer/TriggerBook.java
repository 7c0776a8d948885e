package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.Cells;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.RiskCell;
import io.truebook.engine.protocol.TriggerOrderItem;
import io.truebook.engine.protocol.TwapSliceItem;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/**
 * Signed orders that wait for a price or a time. One is alive while its nonce is unused, its key good, and its expiry not past. What
 * is over stays in memory and on disk until the batch that ended it is final, since a revert may bring it back. For the writer's thread.
 */
final class TriggerBook {
    /** More of one account are refused. */
    static final int MOST_OF_ACCOUNT = 64;

    private static final long SWEEP_MILLIS = 60_000;

    /** A slice that cannot be traded now, because its market is halted or its price old, is looked at again after this. */
    private static final long BLOCKED_MILLIS = 250;

    private final Map<ByteBuffer, WaitingOrder> all = new LinkedHashMap<>();
    private final Map<Long, Set<WaitingOrder>> live = new HashMap<>();
    private final Map<ByteBuffer, Long> overSince = new LinkedHashMap<>();
    private final Map<Integer, TreeMap<Integer, Set<WaitingOrder>>> above = new HashMap<>();
    private final Map<Integer, TreeMap<Integer, Set<WaitingOrder>>> below = new HashMap<>();
    private final PriorityQueue<WaitingOrder> slices =
            new PriorityQueue<>(java.util.Comparator.comparingLong(WaitingOrder::dueAt));
    private final ArrayDeque<WaitingOrder> ready = new ArrayDeque<>();
    private long sweptAt;
    private int size;

    /** Takes over what was kept on disk, or what is in memory when the state has become another one. */
    void load(Cells cells, Collection<WaitingOrder> stored) {
        stored.forEach(order -> all.putIfAbsent(ByteBuffer.wrap(order.id()), order));
        live.clear();
        size = 0;
        overSince.clear();
        above.clear();
        below.clear();
        slices.clear();
        ready.clear();
        for (WaitingOrder order : all.values()) {
            order.rewind();
            enter(cells, order);
        }
    }

    /** Why an order cannot be kept, or OK. What the engine would refuse now for good is not worth keeping. */
    Reason check(Cells cells, WaitingOrder order) {
        if (cells.risk(order.market()).status == STATUS_UNLISTED) {
            return Reason.UNKNOWN_MARKET;
        }
        if (order.fields() instanceof TwapSliceItem twap && (twap.slices() < 1 || twap.slices() > MAX_TWAP_SLICES)) {
            return Reason.SLICE_NOT_DUE;
        }
        return Reason.OK;
    }

    boolean hasRoomFor(WaitingOrder order) {
        Set<WaitingOrder> mine = live.getOrDefault(order.account(), Set.of());
        return mine.size() < MOST_OF_ACCOUNT || all.containsKey(ByteBuffer.wrap(order.id()));
    }

    /** Keeps an order; the same signed bytes only once. */
    void add(Cells cells, WaitingOrder order) {
        if (all.putIfAbsent(ByteBuffer.wrap(order.id()), order) == null) {
            enter(cells, order);
        }
    }

    /** The orders of an account that are alive. */
    List<WaitingOrder> of(long account) {
        return List.copyOf(live.getOrDefault(account, Set.of()));
    }

    /** Orders that are alive. */
    int size() {
        return size;
    }

    /** A market's price or status has changed. */
    void changed(Cells cells, int market) {
        int mark = cells.risk(market).mark;
        if (mark == 0) {
            return;
        }
        TreeMap<Integer, Set<WaitingOrder>> up = above.get(market);
        if (up != null) {
            take(up.headMap(mark, true));
        }
        TreeMap<Integer, Set<WaitingOrder>> down = below.get(market);
        if (down != null) {
            take(down.tailMap(mark, true));
        }
    }

    /** An account has used a nonce, or changed its keys: what can no longer be carried out is over. */
    void revise(Cells cells, long account) {
        Set<WaitingOrder> mine = live.get(account);
        if (mine != null) {
            for (WaitingOrder order : List.copyOf(mine)) {
                if (!(order.fields() instanceof TwapSliceItem) && nonce(cells, order) != Reason.OK) {
                    over(cells, order);
                }
            }
        }
    }

    boolean hasWork(long nowMillis) {
        return !ready.isEmpty() || (!slices.isEmpty() && slices.peek().dueAt() <= nowMillis);
    }

    /** The next order to put into the stream, {@code null} when there is none. It is told {@link #sent}, {@link #blocked} or {@link #postponed}. */
    WaitingOrder next(Cells cells, long nowMillis) {
        while (!slices.isEmpty() && slices.peek().dueAt() <= nowMillis) {
            ready.add(slices.poll());
        }
        while (!ready.isEmpty()) {
            WaitingOrder order = ready.poll();
            if (!isAlive(order)) {
                continue;
            }
            if (mayGo(cells, order)) {
                return order;
            }
            if (isAlive(order)) {
                blocked(cells, order, nowMillis);
            }
        }
        return null;
    }

    /** An order may not go now; it is looked at again later, and others go before it. */
    void blocked(Cells cells, WaitingOrder order, long nowMillis) {
        order.delay(nowMillis + BLOCKED_MILLIS);
        index(cells, order, false);
    }

    /** An order that was returned by {@link #next} could not be taken now. */
    void postponed(WaitingOrder order) {
        ready.addFirst(order);
    }

    /** An order was carried out, with this result. */
    void sent(Cells cells, WaitingOrder order, Reason reason, long nowMillis) {
        boolean unused = reason == Reason.TRIGGER_NOT_REACHED || reason == Reason.SLICE_NOT_DUE;
        if (unused || order.advance(nowMillis)) {
            index(cells, order, false);
        } else {
            over(cells, order);
        }
    }

    /** An order can never be carried out. */
    void over(Cells cells, WaitingOrder order) {
        Set<WaitingOrder> mine = live.get(order.account());
        if (mine != null && mine.remove(order)) {
            size--;
            if (mine.isEmpty()) {
                live.remove(order.account());
            }
            overSince.put(ByteBuffer.wrap(order.id()), cells.cursor().batch);
            if (order.fields() instanceof TriggerOrderItem trigger) {
                Map<Integer, Set<WaitingOrder>> byTick = side(trigger);
                byTick.computeIfPresent(
                        trigger.triggerTick(),
                        (tick, orders) -> orders.remove(order) && orders.isEmpty() ? null : orders);
            }
        }
    }

    /** Forgets what was over by a batch that is final now; their ids. */
    List<byte[]> forgetUpTo(long batch) {
        List<byte[]> forgotten = new ArrayList<>();
        for (Iterator<Map.Entry<ByteBuffer, Long>> entries =
                        overSince.entrySet().iterator();
                entries.hasNext(); ) {
            Map.Entry<ByteBuffer, Long> entry = entries.next();
            if (entry.getValue() <= batch) {
                forgotten.add(entry.getKey().array());
                all.remove(entry.getKey());
                entries.remove();
            }
        }
        return forgotten;
    }

    /** Now and then: what the clock is past is over, for the engine's time only follows it. */
    void sweep(Cells cells, long nowMillis) {
        if (nowMillis - sweptAt < SWEEP_MILLIS) {
            return;
        }
        sweptAt = nowMillis;
        for (Set<WaitingOrder> mine : List.copyOf(live.values())) {
            for (WaitingOrder order : List.copyOf(mine)) {
                if (nowMillis > order.expiry() * 1_000) {
                    over(cells, order);
                }
            }
        }
    }

    private void enter(Cells cells, WaitingOrder order) {
        live.computeIfAbsent(order.account(), account -> new LinkedHashSet<>()).add(order);
        size++;
        if (skipUsed(cells, order)) {
            index(cells, order, true);
        } else {
            over(cells, order);
        }
    }

    /** Whether anything of the order is left, past slices whose nonces are used. */
    private static boolean skipUsed(Cells cells, WaitingOrder order) {
        while (nonce(cells, order) != Reason.OK) {
            if (!order.skip()) {
                return false;
            }
        }
        return cells.cursor().time <= order.expiry() * 1_000;
    }

    /** @param atOnce whether one whose price is reached already goes without waiting for the next price */
    private void index(Cells cells, WaitingOrder order, boolean atOnce) {
        if (order.fields() instanceof TriggerOrderItem trigger) {
            if (atOnce && order.reachedAt(cells.risk(trigger.market()).mark)) {
                ready.add(order);
            } else {
                side(trigger)
                        .computeIfAbsent(trigger.triggerTick(), tick -> new LinkedHashSet<>())
                        .add(order);
            }
        } else {
            slices.add(order);
        }
    }

    private TreeMap<Integer, Set<WaitingOrder>> side(TriggerOrderItem trigger) {
        return (trigger.above() == 1 ? above : below).computeIfAbsent(trigger.market(), market -> new TreeMap<>());
    }

    private void take(Map<Integer, Set<WaitingOrder>> reached) {
        reached.values().forEach(ready::addAll);
        reached.clear();
    }

    /** Whether the engine would carry it out, rather than use up its nonce for nothing or refuse it. */
    private boolean mayGo(Cells cells, WaitingOrder order) {
        if (!skipUsed(cells, order)) {
            over(cells, order);
            return false;
        }
        RiskCell risk = cells.risk(order.market());
        boolean reduces = (order.flags() & FLAG_REDUCE_ONLY) != 0;
        boolean open = risk.status == STATUS_ACTIVE || (risk.status == STATUS_REDUCE_ONLY && reduces);
        boolean fresh = risk.jumping == 0
                && risk.publishTime + cells.market(order.market()).oracleMaxAge >= cells.cursor().time;
        boolean reached = !(order.fields() instanceof TriggerOrderItem) || order.reachedAt(risk.mark);
        return open && reached && (fresh || reduces);
    }

    private boolean isAlive(WaitingOrder order) {
        return live.getOrDefault(order.account(), Set.of()).contains(order);
    }

    private static Reason nonce(Cells cells, WaitingOrder order) {
        return Admission.nonce(cells.signer(order.account(), order.key()), order.nonce());
    }
}
