package io.truebook.sequencer.divergence;

import static io.truebook.engine.protocol.Protocol.MAX_POSITIONS;

import io.truebook.engine.protocol.AccountCell;

/**
 * An account that batches have touched which can still be undone. What its cell holds now stands here itself, because orders touch it all the
 * time and mostly change nothing of that; its histories begin with the first change.
 */
final class Holder {
    final long number;

    /** nano-USDC. */
    private long collateral;

    /** The markets of its position slots, as the cell has them: four words of four. */
    private long markets0;

    private long markets1;
    private long markets2;
    private long markets3;

    /** The last batch that touched it. */
    long touchedBy = Long.MIN_VALUE;

    /** The next one at the same place of {@link Holders}. */
    Holder next;

    /** Bit i: stakes[i] is kept. Mostly one or two of sixteen are. */
    private int kept;

    private History collaterals;
    private History markets;
    private final KeptStake[] stakes = new KeptStake[MAX_POSITIONS];

    /** @param cell what it holds before the first of these batches */
    Holder(long number, AccountCell cell) {
        this.number = number;
        collateral = cell.collateral;
        setMarkets(cell.positionMarkets0, cell.positionMarkets1, cell.positionMarkets2, cell.positionMarkets3);
    }

    /**
     * Takes what its cell holds now; see {@link History#change}.
     *
     * @return by how much its collateral grew, nano-USDC
     */
    long put(long batch, long settled, AccountCell cell) {
        long grown = cell.collateral - collateral;
        if (grown != 0) {
            if (collaterals == null) {
                collaterals = new History(collateral);
            }
            collateral = cell.collateral;
            collaterals.change(batch, settled);
            collaterals.set(0, collateral);
        }
        if (markets0 != cell.positionMarkets0
                || markets1 != cell.positionMarkets1
                || markets2 != cell.positionMarkets2
                || markets3 != cell.positionMarkets3) {
            if (markets == null) {
                markets = new History(markets0, markets1, markets2, markets3);
            }
            setMarkets(cell.positionMarkets0, cell.positionMarkets1, cell.positionMarkets2, cell.positionMarkets3);
            markets.change(batch, settled);
            markets.set(0, markets0);
            markets.set(1, markets1);
            markets.set(2, markets2);
            markets.set(3, markets3);
        }
        return grown;
    }

    /** {@code null} when no batch has touched the position. */
    KeptStake stake(int slot) {
        return stakes[slot];
    }

    void keep(int slot, KeptStake stake) {
        stakes[slot] = stake;
        kept |= 1 << slot;
    }

    /** Bit i: position i is kept. */
    int kept() {
        return kept;
    }

    /** Its collateral now less that at the end of a batch, nano-USDC. */
    long collateralSince(long batch) {
        return collaterals == null ? 0 : collateral - collaterals.at(batch, 0);
    }

    /** The market of a position slot now, -1 when the slot is free. */
    int market(int slot) {
        return market(
                switch (slot >>> 2) {
                    case 0 -> markets0;
                    case 1 -> markets1;
                    case 2 -> markets2;
                    default -> markets3;
                },
                slot);
    }

    /** The market of a position slot at the end of a batch, -1 when the slot was free. */
    int marketAt(long batch, int slot) {
        return markets == null ? market(slot) : market(markets.at(batch, slot >>> 2), slot);
    }

    /**
     * Everything after a batch is undone.
     *
     * @return by how much its collateral, margins and quote balances grew by that, nano-USDC
     */
    long undoAfter(long batch) {
        touchedBy = Long.MIN_VALUE;
        long grown = 0;
        if (collaterals != null) {
            collaterals.undoAfter(batch);
            grown = collaterals.now(0) - collateral;
            collateral = collaterals.now(0);
            touchedBy = collaterals.changedBy();
        }
        if (markets != null) {
            markets.undoAfter(batch);
            setMarkets(markets.now(0), markets.now(1), markets.now(2), markets.now(3));
            touchedBy = Math.max(touchedBy, markets.changedBy());
        }
        for (int left = kept; left != 0; left &= left - 1) {
            KeptStake stake = stakes[Integer.numberOfTrailingZeros(left)];
            grown += stake.undoAfter(batch);
            touchedBy = Math.max(touchedBy, stake.changedBy());
        }
        return grown;
    }

    private void setMarkets(long first, long second, long third, long fourth) {
        markets0 = first;
        markets1 = second;
        markets2 = third;
        markets3 = fourth;
    }

    private static int market(long word, int slot) {
        return ((int) (word >>> 48 - 16 * (slot & 3)) & 0xffff) - 1;
    }
}
