package io.truebook.prover;

import io.truebook.derivation.BlockRef;
import io.truebook.derivation.Judged;

/** Told what a watcher sees, for logs and metrics. */
public interface WatcherListener {
    /** Listens to nothing. */
    WatcherListener NONE = new WatcherListener() {};

    /** A verdict; the same one again for as long as the batch stands. */
    default void judged(Judged judged) {}

    /** What the audit of the verifier contract found; a difference again at every step for as long as it stands. */
    default void audited(VerifierAudit.Finding finding) {}

    /** Blocks that had been followed were left; what was in them is undone. */
    default void reorganised(BlockRef now) {}
}
