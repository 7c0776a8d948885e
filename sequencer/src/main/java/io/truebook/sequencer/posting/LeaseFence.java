package io.truebook.sequencer.posting;

import io.truebook.l1.Bytes32;
import io.truebook.l1.SequencersContract.Lease;
import io.truebook.tree.CellStore;
import io.truebook.tree.Records;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Under which leases heads may be signed: those that were claimed from this very data folder, and under which nothing was undone since.
 * Under any other one numbers may have been signed already, and to sign them again looks like equivocation, or is it. Such a lease must
 * be released and another one be taken.
 */
final class LeaseFence {
    private static final System.Logger LOG = System.getLogger(LeaseFence.class.getName());
    private static final String BURNT = "burnt-leases";
    private static final String CLAIMED = "claimed-leases";
    private static final byte[] YES = {1};

    /** The families of records in the store, to be opened with it. */
    static final String[] FAMILIES = {BURNT, CLAIMED};

    private final CellStore store;

    /** @param folders of journal and of what was read of L1; each may turn out to be a copy of another one */
    LeaseFence(CellStore store, Set<Path> folders) {
        this.store = store;
        for (Path folder : folders) {
            if (!FolderMark.isOriginal(folder)) {
                forgetClaims(folder + " is not where its mark was made");
            }
        }
    }

    /** What was claimed may have been signed under elsewhere, after these data were saved. Durable when it returns. */
    void forgetClaims(String reason) {
        Records records = new Records();
        boolean[] any = new boolean[1];
        store.forEachRecord(CLAIMED, new byte[0], (number, _) -> {
            records.delete(CLAIMED, number);
            any[0] = true;
            return true;
        });
        if (any[0]) {
            LOG.log(Level.WARNING, "no lease claimed so far is signed under any more: {0}", reason);
            store.write(records);
        }
    }

    /** A lease of this number is about to be asked for. Durable when it returns. */
    void claims(long number) {
        if (store.record(CLAIMED, key(number)) == null) {
            store.write(new Records().put(CLAIMED, key(number), YES));
        }
    }

    /** Something signed under these leases was undone, or was done by somebody else. Durable when it returns. */
    void burn(Collection<Bytes32> leases) {
        Records records = new Records();
        leases.forEach(lease -> records.put(BURNT, lease.bytes(), YES));
        store.write(records);
    }

    /** As {@link #burn(Collection)}, of the lease of a batch that these data do not hold. */
    void followed(Bytes32 lease) {
        if (store.record(BURNT, lease.bytes()) == null) {
            burn(List.of(lease));
        }
    }

    boolean maySign(Lease lease) {
        return store.record(BURNT, lease.id().bytes()) == null && store.record(CLAIMED, key(lease.number())) != null;
    }

    private static byte[] key(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
