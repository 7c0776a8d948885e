package io.truebook.sequencer.divergence;

import static io.truebook.engine.protocol.Protocol.STATUS_SETTLED;
import static io.truebook.engine.protocol.Protocol.STATUS_UNLISTED;

import io.truebook.derivation.Holding;
import io.truebook.engine.CellAddresses;
import io.truebook.engine.CellSource;
import io.truebook.engine.protocol.ActivityCell;
import io.truebook.engine.protocol.RiskCell;

/** One market: by what its positions are valued now, and the payment indices it had at the ends of batches. */
final class Terms {
    final RiskCell risk;
    final ActivityCell activity;

    /** The payment index of longs and that of shorts, nano-USDC per lot. */
    final History indices;

    Terms(int market, CellSource state) {
        risk = new RiskCell(CellAddresses.risk(market));
        activity = new ActivityCell(CellAddresses.activity(market));
        read(state);
        indices = new History(risk.longIndex, risk.shortIndex);
    }

    /** Takes what a state says of the market now. */
    void read(CellSource state) {
        risk.decode(orEmpty(state.read(risk.address), risk.words()), 0);
        activity.decode(orEmpty(state.read(activity.address), activity.words()), 0);
    }

    /** One lot at the mark, nano-USDC. */
    long unit() {
        return risk.mark * risk.multiplier;
    }

    /** One lot at the index, nano-USDC; 0 without a price that anything outside sets. */
    long indexOfLot() {
        return risk.status == STATUS_UNLISTED || risk.status == STATUS_SETTLED ? 0 : risk.index * risk.multiplier;
    }

    /** What a position adds to the equity of its account at the present mark and indices. */
    long worth(Stake stake) {
        return stake.money() + stake.lots() * unit() - Holding.pending(risk, stake.lots(), stake.entryIndex());
    }

    /** Takes the indices of now as those at the end of a batch; false, and nothing done, when they are as they were. */
    boolean changeIndices(long batch, long settled) {
        if (indices.now(0) == risk.longIndex && indices.now(1) == risk.shortIndex) {
            return false;
        }
        indices.change(batch, settled);
        indices.set(0, risk.longIndex);
        indices.set(1, risk.shortIndex);
        return true;
    }

    private static byte[] orEmpty(byte[] words, int count) {
        return words == null ? new byte[32 * count] : words;
    }

    /** What the indices have made due since a batch, of both sides, for the open interest of now. */
    long paymentsSince(long batch) {
        return Saturating.sum(
                Saturating.product(activity.openInterest, Saturating.abs(risk.longIndex - indices.at(batch, 0))),
                Saturating.product(activity.openInterest, Saturating.abs(risk.shortIndex - indices.at(batch, 1))));
    }
}
