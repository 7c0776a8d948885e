package io.truebook.sequencer.posting;

import io.truebook.l1.Block;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * L1's time as it can be told from here. A new block is seen a little after its timestamp; the least such delay of the last blocks is how
 * far L1's clock is behind this one, so that what is sent now cannot come into a block of an earlier time.
 */
public final class ChainClock {
    private static final int BLOCKS = 16;

    private final LongSupplier clock;
    private final Deque<Long> delays = new ArrayDeque<>();
    private Block head;

    /** @param clock ms since the Unix epoch */
    ChainClock(LongSupplier clock) {
        this.clock = clock;
    }

    /** Notes the head as it is now. */
    synchronized void saw(Block block) {
        boolean isNew = head != null && !block.hash().equals(head.hash());
        head = block;
        // How long the first head had been there nobody knows.
        if (isNew) {
            delays.addLast(clock.getAsLong() - block.timestamp() * 1000);
            if (delays.size() > BLOCKS) {
                delays.removeFirst();
            }
        }
    }

    /** How far L1's clock is behind this one, ms; negative when it is ahead; 0 as long as that is not known. */
    public synchronized long behind() {
        return delays.isEmpty() ? 0 : Collections.min(delays);
    }

    /** L1's time now, seconds, rather too early than too late. */
    synchronized long now() {
        long estimate = Math.floorDiv(clock.getAsLong() - behind(), 1000);
        return head == null ? estimate : Math.max(estimate, head.timestamp() + 1);
    }

    /** Whether a transaction sent now meets a block of this time (seconds) or later. */
    boolean reaches(long time) {
        return time <= now();
    }
}
