package io.truebook.prover;

import io.truebook.l1.Bytes32;
import io.truebook.tree.CellStore;
import io.truebook.tree.Records;
import java.security.SecureRandom;

/** Salts of commitments, kept: a challenger restarted between commitment and reveal must still know its own. */
public final class Salts {
    /** The family of records in the store, to be opened with it. */
    public static final String FAMILY = "challenge-salts";

    private final CellStore store;
    private final SecureRandom random = new SecureRandom();

    public Salts(CellStore store) {
        this.store = store;
    }

    /** The salt for a batch or a lease, on disk before it is first given out. */
    Bytes32 of(Bytes32 subject) {
        byte[] known = store.record(FAMILY, subject.bytes());
        if (known == null) {
            known = new byte[Bytes32.LENGTH];
            random.nextBytes(known);
            store.write(new Records().put(FAMILY, subject.bytes(), known));
        }
        return Bytes32.of(known);
    }
}
