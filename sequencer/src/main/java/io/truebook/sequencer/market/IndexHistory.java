package io.truebook.sequencer.market;

import java.util.ArrayDeque;
import java.util.List;

/** The index prices of one market of the last hours, as far as memory is given to them; they begin with the process. */
final class IndexHistory {
    /** At most one price is kept in so many milliseconds. */
    static final long APART_MILLIS = 5_000;

    /** Half a day of them. */
    static final int KEPT = 8_640;

    /** @param millis when it was published, since the Unix epoch @param tick the price */
    record Price(long millis, int tick) {}

    private final ArrayDeque<Price> prices = new ArrayDeque<>();

    /** Events of a market that bring no newer price are passed over. */
    void add(long millis, int tick) {
        Price last = prices.peekLast();
        if (tick == 0 || last != null && millis - last.millis() < APART_MILLIS) {
            return;
        }
        if (prices.size() == KEPT) {
            prices.removeFirst();
        }
        prices.addLast(new Price(millis, tick));
    }

    /** The oldest first. */
    List<Price> prices() {
        return List.copyOf(prices);
    }
}
