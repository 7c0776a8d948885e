package io.truebook.sequencer.divergence;

import static io.truebook.engine.protocol.Protocol.MAX_POSITIONS;

/** An account that batches have touched which can still be undone: the history of its collateral and of each position they changed. */
final class Holder {
    final long number;
    final History<Purse> purse;

    @SuppressWarnings("unchecked")
    final History<Stake>[] stakes = new History[MAX_POSITIONS];

    /** Bit i: stakes[i] is kept. Mostly one or two of sixteen are. */
    private int kept;

    /** The last batch that touched it. */
    long touchedBy = Long.MIN_VALUE;

    Holder(long number, Purse before) {
        this.number = number;
        purse = new History<>(Purse.FORM, before);
    }

    void keep(int slot, Stake before) {
        stakes[slot] = new History<>(Stake.FORM, before);
        kept |= 1 << slot;
    }

    /** Bit i: the position in slot i is kept. */
    int kept() {
        return kept;
    }

    /**
     * Everything after a batch is undone.
     *
     * @return by how much its collateral, margins and quote balances grew by that, nano-USDC
     */
    long undoAfter(long batch) {
        long grown = -purse.now().collateral();
        purse.undoAfter(batch);
        grown += purse.now().collateral();
        touchedBy = purse.changedBy();
        for (int left = kept; left != 0; left &= left - 1) {
            History<Stake> stake = stakes[Integer.numberOfTrailingZeros(left)];
            grown -= stake.now().money();
            stake.undoAfter(batch);
            grown += stake.now().money();
            touchedBy = Math.max(touchedBy, stake.changedBy());
        }
        return grown;
    }
}
