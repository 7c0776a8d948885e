package io.truebook.sequencer.divergence;

/** Told what the writer's engine changes, in order, on the writer's thread. */
public interface FastState {
    /** Is told nothing. */
    FastState UNWATCHED = new FastState() {
        @Override
        public void opened(long index, long openedAt) {}

        @Override
        public void changed(long[] addresses, byte[][] values, long bytes, long tradedNotional) {}
    };

    /** A batch was opened; what changes from now on belongs to it. */
    void opened(long index, long openedAt);

    /**
     * All cells changed since the last call, as absolute values.
     *
     * @param bytes of the batch's data so far
     * @param tradedNotional of the batch's trades so far, nano-USDC
     */
    void changed(long[] addresses, byte[][] values, long bytes, long tradedNotional);
}
