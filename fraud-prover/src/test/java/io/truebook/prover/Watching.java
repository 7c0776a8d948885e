package io.truebook.prover;

import io.truebook.derivation.Divergence;
import io.truebook.derivation.Families;
import io.truebook.derivation.Judged;
import io.truebook.derivation.L1Chain;
import io.truebook.derivation.Replay;
import io.truebook.derivation.Verdict;
import io.truebook.l1.L1Client;
import io.truebook.l1.Outbox;
import io.truebook.tree.CellStore;
import java.nio.file.Path;
import java.util.Optional;

/** A watcher as a process would run it: a store of its own, a key of its own. */
final class Watching implements WatcherListener, AutoCloseable {
    final CellStore store;
    final Replay replay;
    final VerifierAudit audit;
    final Watcher watcher;
    private final Truebook truebook;
    private Judged last;

    Watching(Truebook truebook, L1Client client, Path folder, int key, Outbox outbox) {
        this.truebook = truebook;
        store = Families.open(folder, Salts.FAMILY);
        L1Chain chain = truebook.chain(store, client);
        audit = new VerifierAudit(client, truebook.deployment.verifier());
        replay = truebook.replay(store, chain, audit);
        Challenger challenger = new Challenger(
                client, truebook.sender(key, client, outbox), new Salts(store), truebook.deployment.rollup());
        watcher = new Watcher(chain, replay, challenger, this, Optional.of(audit));
    }

    /** Steps, with a block between steps, until the watcher stands as wished. */
    <S extends Watcher.Standing> S until(Class<S> wished, int steps) {
        for (int step = 0; step < steps; step++) {
            Watcher.Standing standing = watcher.step();
            truebook.anvil.awaitMined();
            if (wished.isInstance(standing)) {
                return wished.cast(standing);
            }
            truebook.anvil.mine(1);
        }
        throw new AssertionError("not " + wished.getSimpleName() + " after " + steps + " steps");
    }

    @Override
    public void judged(Judged judged) {
        last = judged;
    }

    /** What the last batch judged was found wrong in. */
    Divergence divergence() {
        return ((Verdict.Invalid) last.verdict()).divergence();
    }

    @Override
    public void close() {
        store.close();
    }
}
