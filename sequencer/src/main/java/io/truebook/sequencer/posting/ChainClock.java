package io.truebook.sequencer.posting;

import io.truebook.l1.Block;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * L1's time as it can be told from here. A new block is seen some time after its timestamp; the greatest such delay of the last blocks
 * is taken for how far L1's clock is behind this one. Rather too much than too little: a batch that comes into a block of an earlier time
 * than its own is refused, and has cost its gas all the same.
 */
public final class ChainClock {
    private static final int BLOCKS = 16;

    private final LongSupplier clock;
    private final long assumed;
    private final Deque<Long> delays = new ArrayDeque<>();
    private Block head;

    /** @param clock ms since the Unix epoch @param assumed how far L1 is taken to be behind before two blocks were seen, ms */
    ChainClock(LongSupplier clock, long assumed) {
        this.clock = clock;
        this.assumed = assumed;
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

    /** How far L1's clock is behind this one at most, ms; 0 when it is ahead. */
    public synchronized long behind() {
        return delays.isEmpty() ? assumed : Math.max(0, Collections.max(delays));
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
