package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.derivation.Solvency;
import io.truebook.engine.CellSource;
import io.truebook.engine.Cells;
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
    private static final int MARKETS = 256;
    private static final int ACCOUNTS_AT_ONCE = 1_024;

    /**
     * All in nano-USDC.
     *
     * @param liabilities all that accounts own, whoever owes it, and what settlements hold in suspense
     * @param gap credited − withdrawn − liabilities: 0, or the engine is broken
     * @param changedSincePosted Σ |equity now − equity then| over the accounts touched since
     * @param insurance collateral of the insurance fund
     */
    public record Figures(
            long credited,
            long withdrawn,
            long liabilities,
            long gap,
            long changedSincePosted,
            long changedSinceFinal,
            long insurance) {}

    private final CellSource state;
    private final TreeMap<Long, Map<Long, Portfolio>> before = new TreeMap<>();
    private long accounts;
    private Books books = new Books(0, 0, 0, 0);
    private long posted;

    /** What stands in few cells, as of the last sealed batch. */
    private record Books(long credited, long withdrawn, long suspense, long insurance) {
        static Books read(Cells cells) {
            TotalsCell totals = cells.totals();
            long suspense = 0;
            for (int market = 0; market < MARKETS; market++) {
                suspense += cells.activity(market).suspense;
            }
            return new Books(totals.credited, totals.withdrawn, suspense, cells.account(INSURANCE_ACCOUNT).collateral);
        }
    }

    Divergence(CellSource state) {
        this.state = state;
    }

    /** Adds up all accounts anew, and takes the state as it is for posted and final. */
    synchronized void reset() {
        before.clear();
        Solvency all = Solvency.of(state);
        accounts = all.liabilities() - all.suspense();
        books = Books.read(new Cells(state));
    }

    /** Called before a batch changes the state, with the cells it will change. */
    synchronized void aboutToSeal(long index, Iterable<SegmentCells> segments) {
        Set<Long> touched = new HashSet<>();
        for (SegmentCells segment : segments) {
            for (long address : segment.addresses()) {
                if (holdsMoney(address)) {
                    touched.add((address & (1L << INDEX_BITS) - 1) >>> SLOT_BITS);
                }
            }
        }
        before.put(index, read(touched));
    }

    /** Called when the state has the batch. */
    synchronized void sealed(long index) {
        Map<Long, Portfolio> then = before.get(index);
        read(then.keySet())
                .forEach((number, now) ->
                        accounts += now.money() - then.get(number).money());
        books = Books.read(new Cells(state));
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

    /** The figures of the last sealed state. */
    public synchronized Figures figures() {
        long liabilities = accounts + books.suspense;
        long gap = books.credited - books.withdrawn - liabilities;
        return new Figures(
                books.credited,
                books.withdrawn,
                liabilities,
                gap,
                changedAfter(posted),
                changedAfter(-1),
                books.insurance);
    }

    private long changedAfter(long index) {
        Map<Long, Portfolio> then = new HashMap<>();
        before.tailMap(index, false).values().forEach(batch -> batch.forEach(then::putIfAbsent));
        Cells prices = new Cells(state);
        long changed = 0;
        for (Map.Entry<Long, Portfolio> now : read(then.keySet()).entrySet()) {
            Portfolio before = then.get(now.getKey());
            changed += Math.abs(now.getValue().equity(prices) - before.equity(prices));
        }
        return changed;
    }

    /** Portfolios of the sealed state. Their cells are let go at once: there may be many. */
    private Map<Long, Portfolio> read(Set<Long> numbers) {
        Map<Long, Portfolio> portfolios = new HashMap<>();
        Cells cells = new Cells(state);
        for (long number : numbers) {
            if (portfolios.size() % ACCOUNTS_AT_ONCE == 0) {
                cells = new Cells(state);
            }
            portfolios.put(number, Portfolio.read(cells, number));
        }
        return portfolios;
    }

    private static boolean holdsMoney(long address) {
        long slot = address & (1 << SLOT_BITS) - 1;
        return address >>> INDEX_BITS == SPACE_ACCOUNT
                && (slot == SLOT_ACCOUNT_HEAD
                        || (slot >= SLOT_ACCOUNT_POSITIONS && slot < SLOT_ACCOUNT_POSITIONS + MAX_POSITIONS));
    }
}
