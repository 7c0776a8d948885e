package io.truebook.sequencer.divergence;

import java.util.ArrayList;
import java.util.List;

/** One batch that can still be undone: when it began, and what it brings to L1. */
final class Layer {
    final long index;

    /** When it began, ms since the Unix epoch. */
    final long openedAt;

    /** Markets whose payment indices it moved. */
    final List<Terms> paid = new ArrayList<>();

    /** Bytes of its data so far. */
    long bytes;

    /** nano-USDC of its trades so far. */
    long tradedNotional;

    Layer(long index, long openedAt) {
        this.index = index;
        this.openedAt = openedAt;
    }
}
