package io.truebook.sequencer.divergence;

import static io.truebook.engine.protocol.Protocol.MAX_POSITIONS;

/** An account that batches have touched which can still be undone: the history of its collateral and of each position they changed. */
final class Holder {
    final long number;
    final History<Purse> purse;

    @SuppressWarnings("unchecked")
    final History<Stake>[] stakes = new History[MAX_POSITIONS];

    /** The last batch that touched it. */
    long touchedBy = Long.MIN_VALUE;

    Holder(long number, Purse before) {
        this.number = number;
        purse = new History<>(before);
    }

    void settle(long batch) {
        purse.settle(batch);
        for (int slot = 0; slot < stakes.length; slot++) {
            if (stakes[slot] != null) {
                stakes[slot].settle(batch);
                if (stakes[slot].isSettled()) {
                    stakes[slot] = null;
                }
            }
        }
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
        for (History<Stake> stake : stakes) {
            if (stake != null) {
                grown -= stake.now().money();
                stake.undoAfter(batch);
                grown += stake.now().money();
                touchedBy = Math.max(touchedBy, stake.changedBy());
            }
        }
        return grown;
    }

    /** Whether nothing that can be undone has changed it. */
    boolean isSettled() {
        if (!purse.isSettled()) {
            return false;
        }
        for (History<Stake> stake : stakes) {
            if (stake != null && !stake.isSettled()) {
                return false;
            }
        }
        return true;
    }
}
