package io.truebook.sequencer.market;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The book of one market by price level, kept up to date from events. Its version is the number of the item that changed it last,
 * so that versions go on across a restart of the sequencer.
 */
public final class BookView {
    public static final int BIDS = 0;
    public static final int ASKS = 1;

    private final NavigableMap<Integer, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Integer, Long> asks = new TreeMap<>();
    private final Map<Long, Long> orders = new HashMap<>();
    private final NavigableMap<Integer, Long> changedBids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Integer, Long> changedAsks = new TreeMap<>();
    private long version;
    private long published;

    /**
     * Levels that changed, with their lots now, 0 when they are gone.
     *
     * @param previous version of the delta or snapshot before
     * @param version the book's after this delta
     */
    public record Delta(long previous, long version, Map<Integer, Long> bids, Map<Integer, Long> asks) {}

    /** A book at a version; levels from the best on. */
    public record Snapshot(long version, Map<Integer, Long> bids, Map<Integer, Long> asks) {}

    BookView(long version) {
        this.version = version;
        published = version;
    }

    /** Best prices first. */
    public NavigableMap<Integer, Long> side(int side) {
        return side == BIDS ? bids : asks;
    }

    void rested(long account, int slot, int side, int tick, long lots) {
        orders.put(order(account, slot), lots);
        change(side, tick, lots);
    }

    void amended(long account, int slot, int side, int tick, long lots) {
        Long before = orders.put(order(account, slot), lots);
        change(side, tick, lots - before);
    }

    void removed(long account, int slot, int side, int tick, long lots) {
        orders.remove(order(account, slot));
        change(side, tick, -lots);
    }

    void filled(long maker, int slot, int side, int tick, long lots, long left) {
        if (left == 0) {
            orders.remove(order(maker, slot));
        } else {
            orders.put(order(maker, slot), left);
        }
        change(side, tick, -lots);
    }

    void changedBy(long sequence) {
        version = sequence;
    }

    /** What has changed since the last delta, {@code null} when nothing has. */
    Delta takeDelta() {
        if (changedBids.isEmpty() && changedAsks.isEmpty()) {
            return null;
        }
        Delta delta = new Delta(published, version, new TreeMap<>(changedBids), new TreeMap<>(changedAsks));
        changedBids.clear();
        changedAsks.clear();
        published = version;
        return delta;
    }

    /** The best levels of each side, as of the last delta. */
    Snapshot snapshot(int depth) {
        return new Snapshot(published, best(bids, depth), best(asks, depth));
    }

    private void change(int side, int tick, long lots) {
        long now = side(side).merge(tick, lots, Long::sum);
        if (now == 0) {
            side(side).remove(tick);
        }
        (side == BIDS ? changedBids : changedAsks).put(tick, now);
    }

    private static Map<Integer, Long> best(NavigableMap<Integer, Long> side, int depth) {
        Map<Integer, Long> levels = new java.util.LinkedHashMap<>();
        for (Map.Entry<Integer, Long> level : side.entrySet()) {
            if (levels.size() == depth) {
                break;
            }
            levels.put(level.getKey(), level.getValue());
        }
        return levels;
    }

    private static long order(long account, int slot) {
        return account << 8 | slot;
    }
}
