package io.truebook.sequencer.divergence;

import io.truebook.engine.ChangedCells;
import java.util.List;

/** Told what the writer's engine changes, in order, on the writer's thread. */
public interface FastState {
    /** Is told nothing. */
    FastState UNWATCHED = new FastState() {
        @Override
        public void opened(long index, long openedAt) {}

        @Override
        public void changed(List<ChangedCells> cells, long bytes, long tradedNotional) {}
    };

    /** A batch was opened; what changes from now on belongs to it. */
    void opened(long index, long openedAt);

    /**
     * All cells changed since the last call, those changed later after those changed before.
     *
     * @param cells to be read only, by any thread
     * @param bytes of the batch's data so far
     * @param tradedNotional of the batch's trades so far, nano-USDC
     */
    void changed(List<ChangedCells> cells, long bytes, long tradedNotional);
}
