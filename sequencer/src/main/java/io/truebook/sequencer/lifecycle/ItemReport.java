package io.truebook.sequencer.lifecycle;

import io.truebook.engine.protocol.Reason;
import io.truebook.l1.Bytes32;

/**
 * Where an item stands.
 *
 * @param sequence its place, 0 while it has none
 * @param chainHash after it, {@code null} when it has no place or its bytes are no longer here
 * @param batch the one it is or was in, 0 while it is in none
 * @param reason what the engine said of it, {@code null} when that is not known here
 * @param name {@code null} when its bytes are no longer here
 * @param revertedAt ms since the Unix epoch, 0 when it stands
 */
public record ItemReport(
        long sequence,
        Bytes32 chainHash,
        ItemStatus status,
        long batch,
        Reason reason,
        ItemName name,
        long revertedAt) {
    /** An item that waits. */
    public static ItemReport waiting(ItemName name) {
        return new ItemReport(0, null, ItemStatus.ACCEPTED, 0, null, name, 0);
    }
}
