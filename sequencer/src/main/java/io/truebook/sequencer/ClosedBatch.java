package io.truebook.sequencer;

import io.truebook.derivation.ItemChain;
import io.truebook.engine.ChangedCells;
import io.truebook.engine.PostedBatch;
import io.truebook.engine.SignatureRecovery;
import java.util.List;

/**
 * A batch as the writer leaves it: all that was executed and what each segment changed, without roots.
 *
 * @param before the place in the chain at which it begins
 * @param journalNext number of the first journal record after it
 * @param openedAt when its first record was written, ms
 * @param tradedNotional of its trades, nano-USDC
 */
record ClosedBatch(
        PostedBatch batch,
        List<ChangedCells> segments,
        SignatureRecovery recovered,
        ItemChain before,
        long journalNext,
        long lastSequence,
        long openedAt,
        long tradedNotional) {
    /** Number of its first item; one more than {@code lastSequence} when it has none. */
    long firstSequence() {
        return before.sequence() + 1;
    }

    ChainedBatch chained() {
        return new ChainedBatch(batch.index(), before, batch.transactions());
    }
}
