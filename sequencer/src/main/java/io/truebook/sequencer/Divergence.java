package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.CellAddresses;
import io.truebook.engine.CellSource;
import io.truebook.engine.protocol.TotalsCell;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How far the sealed state is from what L1 holds: what changed since the last posted and the last final batch, at present marks, and
 * whether the books add up. Keeps the portfolios from before each batch that is not final, of the accounts the batch touched.
 */
public final class Divergence {
    private static final int INDEX_BITS = 40;
    private static final int SLOT_BITS = 9;

    /**
     * All in nano-USDC.
     *
     * @param liabilities all that accounts own, whoever owes it
     * @param gap credited − withdrawn − liabilities: 0, or the engine is broken
     * @param changedSincePosted Σ |equity now − equity then| over the accounts touched since
     */
    public record Figures(
            long credited,
            long withdrawn,
            long liabilities,
            long gap,
            long changedSincePosted,
            long changedSinceFinal) {}

    private final CellSource state;
    private final TreeMap<Long, Map<Long, Portfolio>> before = new TreeMap<>();
    private long liabilities;
    private long posted;

    Divergence(CellSource state) {
        this.state = state;
    }

    /** Adds up all accounts anew, and takes the state as it is for posted and final. */
    synchronized void reset() {
        before.clear();
        liabilities = 0;
        for (long number = 0; number < FIRST_USER_ACCOUNT; number++) {
            liabilities += Portfolio.read(state, number).money();
        }
        for (long number = FIRST_USER_ACCOUNT; state.read(CellAddresses.account(number)) != null; number++) {
            liabilities += Portfolio.read(state, number).money();
        }
    }

    /** Called before a batch changes the state, with the cells it will change. */
    synchronized void aboutToSeal(long index, Iterable<SegmentCells> segments) {
        Set<Long> accounts = new HashSet<>();
        for (SegmentCells segment : segments) {
            for (long address : segment.addresses()) {
                if (holdsMoney(address)) {
                    accounts.add((address & (1L << INDEX_BITS) - 1) >>> SLOT_BITS);
                }
            }
        }
        Map<Long, Portfolio> portfolios = new HashMap<>();
        accounts.forEach(number -> portfolios.put(number, Portfolio.read(state, number)));
        before.put(index, portfolios);
    }

    /** Called when the state has the batch. */
    synchronized void sealed(long index) {
        before.get(index)
                .forEach((number, then) ->
                        liabilities += Portfolio.read(state, number).money() - then.money());
    }

    /** Called when the batch could not be sealed after all. */
    synchronized void abandoned(long index) {
        before.remove(index);
    }

    synchronized void advanced(long index, BatchStatus status) {
        if (status == BatchStatus.SOFT) {
            posted = Math.min(posted, index - 1);
        } else {
            posted = Math.max(posted, index);
        }
        if (status == BatchStatus.FINAL) {
            before.headMap(index, true).clear();
        }
    }

    /** The figures of the sealed state as it is now. */
    public synchronized Figures figures() {
        TotalsCell totals = new TotalsCell(CellAddresses.totals());
        byte[] words = state.read(CellAddresses.totals());
        if (words != null) {
            totals.decode(words, 0);
        }
        long gap = totals.credited - totals.withdrawn - liabilities;
        return new Figures(totals.credited, totals.withdrawn, liabilities, gap, changedAfter(posted), changedAfter(-1));
    }

    private long changedAfter(long index) {
        Map<Long, Portfolio> then = new HashMap<>();
        before.tailMap(index, false).values().forEach(batch -> batch.forEach(then::putIfAbsent));
        long changed = 0;
        for (Map.Entry<Long, Portfolio> account : then.entrySet()) {
            long now = Portfolio.read(state, account.getKey()).equity(state);
            changed += Math.abs(now - account.getValue().equity(state));
        }
        return changed;
    }

    private static boolean holdsMoney(long address) {
        long slot = address & (1 << SLOT_BITS) - 1;
        return address >>> INDEX_BITS == SPACE_ACCOUNT
                && (slot == SLOT_ACCOUNT_HEAD
                        || (slot >= SLOT_ACCOUNT_POSITIONS && slot < SLOT_ACCOUNT_POSITIONS + MAX_POSITIONS));
    }
}
