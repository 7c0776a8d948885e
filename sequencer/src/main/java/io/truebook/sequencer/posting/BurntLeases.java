package io.truebook.sequencer.posting;

import io.truebook.l1.Bytes32;
import io.truebook.tree.CellStore;
import io.truebook.tree.Records;
import java.util.Collection;

/**
 * Leases under which heads were signed over items that were undone since. To go on under one would be to sign the same numbers twice,
 * which looks like equivocation; so it must be released and another one be taken.
 */
final class BurntLeases {
    static final String FAMILY = "burnt-leases";

    private final CellStore store;

    BurntLeases(CellStore store) {
        this.store = store;
    }

    /** Durable when it returns. */
    void burn(Collection<Bytes32> leases) {
        Records records = new Records();
        leases.forEach(lease -> records.put(FAMILY, lease.bytes(), new byte[] {1}));
        store.write(records);
    }

    boolean isBurnt(Bytes32 lease) {
        return store.record(FAMILY, lease.bytes()) != null;
    }
}
