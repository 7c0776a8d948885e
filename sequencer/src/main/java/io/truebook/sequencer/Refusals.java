package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.*;

import java.util.Set;
import java.util.function.LongSupplier;

/** Why nothing of a kind is taken at the moment. For the writer's thread. */
final class Refusals {
    /** What a trader, or the exchange itself, must be able to do when L1 is slow: for as long again. */
    private static final Set<Integer> URGENT = Set.of(
            ITEM_CANCEL,
            ITEM_CANCEL_ALL,
            ITEM_VOID_NONCE,
            ITEM_SCHEDULE_CANCEL,
            ITEM_LIQUIDATE,
            ITEM_UNWIND,
            ITEM_EXPIRE,
            ITEM_SETTLE);

    private final SequencerOptions options;
    private final Standing standing;
    private final BatchLog batches;
    private final BatchMaker maker;
    private final LongSupplier clock;

    Refusals(SequencerOptions options, Standing standing, BatchLog batches, BatchMaker maker, LongSupplier clock) {
        this.options = options;
        this.standing = standing;
        this.batches = batches;
        this.maker = maker;
        this.clock = clock;
    }

    /** Why an item of a type cannot be taken now, {@code null} when it can. */
    Refusal of(int type) {
        if (standing.mode() != Mode.ACTIVE) {
            return standing.mode() == Mode.HALTED ? Refusal.HALTED : Refusal.NO_LEASE;
        }
        long oldest = Math.min(batches.oldestUnposted(), maker.openedAt());
        int patience = URGENT.contains(type) ? 2 : 1;
        return oldest < clock.getAsLong() - patience * options.maxUnpostedMillis() ? Refusal.POSTING_BEHIND : null;
    }
}
