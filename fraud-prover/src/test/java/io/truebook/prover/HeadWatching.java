package io.truebook.prover;

import io.truebook.derivation.Families;
import io.truebook.derivation.L1Chain;
import io.truebook.derivation.Replay;
import io.truebook.derivation.SegmentSampler;
import io.truebook.l1.L1Client;
import io.truebook.l1.Outbox;
import io.truebook.tree.CellStore;
import java.nio.file.Path;
import java.util.List;

/** A watcher that collects heads, as a process would run it: a store of its own, a key of its own. */
final class HeadWatching implements WatcherListener, AutoCloseable {
    final Equivocations equivocations;
    private final CellStore store;
    private final Watcher watcher;

    HeadWatching(Truebook truebook, L1Client client, Path folder, int key, Outbox outbox) {
        store = Families.open(folder, Salts.FAMILY, Equivocations.FAMILIES[0], Equivocations.FAMILIES[1]);
        L1Chain chain = truebook.chain(store, client);
        ItemTrail trail = new ItemTrail(store, SegmentSampler.NONE);
        Replay replay = truebook.replay(store, chain, trail);
        Challenger challenger = new Challenger(
                client, truebook.sender(key, client, outbox), new Salts(store), truebook.deployment.rollup());
        watcher = new Watcher(chain, replay, challenger, this);
        equivocations = new Equivocations(
                store,
                chain,
                replay,
                trail,
                challenger,
                client,
                truebook.deployment,
                truebook.domain,
                truebook.recovery);
    }

    /** Reads L1, judges, compares. */
    List<Equivocations.Pursued> step() {
        Watcher.Standing standing = watcher.step();
        return standing instanceof Watcher.Standing.Unknown ? List.of() : equivocations.step();
    }

    @Override
    public void reorganised(io.truebook.derivation.BlockRef now) {
        equivocations.reorganised();
    }

    @Override
    public void close() {
        store.close();
    }
}
