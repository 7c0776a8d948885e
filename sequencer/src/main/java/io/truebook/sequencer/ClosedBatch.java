package io.truebook.sequencer;

import io.truebook.engine.PostedBatch;
import io.truebook.engine.SignatureRecovery;
import java.util.List;

/**
 * A batch as the writer leaves it: all that was executed and what each segment changed, without roots.
 *
 * @param journalNext number of the first journal record after it
 * @param firstSequence number of its first item; one more than {@code lastSequence} when it has none
 * @param openedAt when its first record was written, ms
 * @param tradedNotional of its trades, nano-USDC
 */
record ClosedBatch(
        PostedBatch batch,
        List<SegmentCells> segments,
        SignatureRecovery recovered,
        long journalNext,
        long firstSequence,
        long lastSequence,
        long openedAt,
        long tradedNotional) {}
