package io.truebook.sequencer.posting;

import io.truebook.l1.TransactionOutcome;
import io.truebook.sequencer.SealedBatch;
import java.util.Optional;

/** Takes sealed batches to L1, one transaction each. Called on one thread. */
public interface BatchPoster {
    /** What will be appended for a sealed batch. */
    StagedBatch stage(SealedBatch batch);

    /**
     * Why the Rollup would not take the batch now; empty when nothing speaks against it.
     *
     * @throws UnknownAnswerException when L1 does not say
     */
    Optional<Objection> objection(StagedBatch batch);

    /** Sends the batch; one that was sent before is not sent again, and what became of it is the answer. */
    TransactionOutcome post(StagedBatch batch);

    /** Looks after what is on its way: sends again what L1 has dropped, offers more for what waits too long. */
    void poll();
}
