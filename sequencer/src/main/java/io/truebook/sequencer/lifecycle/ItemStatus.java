package io.truebook.sequencer.lifecycle;

import io.truebook.sequencer.BatchStatus;
import java.util.Locale;

/** How far an item has come. It only ever moves down this list, but for a reorg of L1 that takes it from L1 back to {@link #SOFT}. */
public enum ItemStatus {
    /** This sequencer has it on disk and waits for its price or time; it has no place in the chain. */
    ACCEPTED,
    /** It has its place in the chain, durable here. */
    SOFT,
    /** Its batch is in the latest block of L1 or below it. */
    POSTED,
    /** Its batch is in a block that L1 calls safe. */
    SAFE,
    /** Its batch can be challenged no more. */
    FINAL,
    /** Its batch is gone, and all it did is undone. */
    REVERTED;

    static ItemStatus of(BatchStatus batch) {
        return switch (batch) {
            case SOFT -> SOFT;
            case POSTED -> POSTED;
            case SAFE -> SAFE;
            case FINAL -> FINAL;
        };
    }

    /** As the API writes it. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
