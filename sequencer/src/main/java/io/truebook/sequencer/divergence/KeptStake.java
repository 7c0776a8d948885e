package io.truebook.sequencer.divergence;

import io.truebook.engine.protocol.PositionCell;

/**
 * The {@link Stake} of a position now, and at the ends of the batches that changed it. What it is now stands here itself, because resting orders
 * touch a position all the time and change nothing of that; its history begins with the first change.
 */
final class KeptStake {
    private static final int LOTS = 0;
    private static final int MONEY = 1;
    private static final int ENTRY_INDEX = 2;

    private long lots;
    private long money;
    private long entryIndex;
    private History history;

    /** @param cell what it is before the first of the batches */
    KeptStake(PositionCell cell) {
        take(cell);
    }

    /**
     * Takes what the cell is now; see {@link History#change}.
     *
     * @return by how much its money grew, nano-USDC
     */
    long put(long batch, long settled, PositionCell cell) {
        if (lots == cell.lots && money == cell.quote + cell.margin && entryIndex == cell.entryIndex) {
            return 0;
        }
        if (history == null) {
            history = new History(lots, money, entryIndex);
        }
        long before = money;
        take(cell);
        history.change(batch, settled);
        history.set(LOTS, lots);
        history.set(MONEY, money);
        history.set(ENTRY_INDEX, entryIndex);
        return money - before;
    }

    Stake now() {
        return new Stake(lots, money, entryIndex);
    }

    Stake at(long batch) {
        return history == null
                ? now()
                : new Stake(history.at(batch, LOTS), history.at(batch, MONEY), history.at(batch, ENTRY_INDEX));
    }

    /** Whether it is what it was at the end of a batch. */
    boolean isAsAt(long batch) {
        return history == null || history.isAsAt(batch);
    }

    /**
     * Everything after a batch is undone.
     *
     * @return by how much its money grew by that, nano-USDC
     */
    long undoAfter(long batch) {
        if (history == null) {
            return 0;
        }
        history.undoAfter(batch);
        long grown = history.now(MONEY) - money;
        lots = history.now(LOTS);
        money = history.now(MONEY);
        entryIndex = history.now(ENTRY_INDEX);
        return grown;
    }

    /** The last batch that has changed it, of those that are kept; {@link Long#MIN_VALUE} without one. */
    long changedBy() {
        return history == null ? Long.MIN_VALUE : history.changedBy();
    }

    private void take(PositionCell cell) {
        lots = cell.lots;
        money = cell.quote + cell.margin;
        entryIndex = cell.entryIndex;
    }
}
