package io.truebook.sequencer;

import io.truebook.engine.Cells;
import io.truebook.sequencer.controller.Level;
import java.util.function.Supplier;

/** Why something is not taken at the moment. For the writer's thread. */
final class Refusals {
    private final Standing standing;
    private final Supplier<Level> level;

    Refusals(Standing standing, Supplier<Level> level) {
        this.standing = standing;
        this.level = level;
    }

    /** Why what is taken up to a level cannot be taken now, {@code null} when it can. */
    Refusal of(Level upTo) {
        if (standing.mode() != Mode.ACTIVE) {
            return standing.mode() == Mode.HALTED ? Refusal.HALTED : Refusal.NO_LEASE;
        }
        Level now = level.get();
        if (now.compareTo(upTo) <= 0) {
            return null;
        }
        return now == Level.REDUCE_ONLY ? Refusal.REDUCING : Refusal.POSTING_BEHIND;
    }

    /** Why an item that the engine would carry out cannot be taken now, {@code null} when it can. */
    Refusal of(Cells cells, byte[] item) {
        // Everything is taken at first, and nobody asks what it would do.
        return level.get().compareTo(Level.POST_NOW) <= 0 ? null : of(RiskOfItem.takenUpTo(cells, item));
    }
}
