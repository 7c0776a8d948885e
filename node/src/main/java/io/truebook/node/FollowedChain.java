package io.truebook.node;

import io.truebook.derivation.BlockRef;
import io.truebook.derivation.Families;
import io.truebook.derivation.Judged;
import io.truebook.derivation.L1Chain;
import io.truebook.derivation.LoggedBatch;
import io.truebook.derivation.Progress;
import io.truebook.derivation.Replay;
import io.truebook.derivation.RpcSource;
import io.truebook.derivation.SegmentSampler;
import io.truebook.derivation.Verdict;
import io.truebook.engine.EngineListener;
import io.truebook.l1.Agreement;
import io.truebook.l1.BlockId;
import io.truebook.l1.Deployment;
import io.truebook.prover.Challenger;
import io.truebook.prover.Equivocations;
import io.truebook.prover.ItemTrail;
import io.truebook.prover.Salts;
import io.truebook.sequencer.signing.NativeRecovery;
import io.truebook.tree.CellStore;
import java.nio.file.Path;
import java.util.Optional;

/** The chain of batches as a command sees it: followed from L1 and replayed in a folder of its own. */
final class FollowedChain implements AutoCloseable {
    private final CellStore store;
    private final L1Chain chain;
    private final Replay replay;
    private final ItemTrail trail;

    FollowedChain(L1Session l1, Deployment deployment, Path folder, int depth) {
        this(l1, deployment, folder, depth, SegmentSampler.NONE);
    }

    /** @param sampler that picks right segments of the replay */
    FollowedChain(L1Session l1, Deployment deployment, Path folder, int depth, SegmentSampler sampler) {
        store = Families.open(folder, Salts.FAMILY, Equivocations.FAMILIES[0], Equivocations.FAMILIES[1]);
        trail = new ItemTrail(store, sampler);
        RpcSource source = new RpcSource(l1.client(), deployment, BlockId.LATEST, depth);
        BlockRef origin = switch (source.origin(deployment)) {
            case Agreement.Agreed<BlockRef>(BlockRef block) -> block;
            case Agreement<BlockRef> other -> {
                store.close();
                throw new CommandFailure("the block before the deployment cannot be read: " + other);
            }
        };
        chain = new L1Chain(store, source, origin, deployment.genesis());
        replay = new Replay(store, chain, l1.domain(deployment), new NativeRecovery(), EngineListener.NONE, trail);
    }

    CellStore store() {
        return store;
    }

    L1Chain chain() {
        return chain;
    }

    Replay replay() {
        return replay;
    }

    /** Compares heads with each other and with these batches. */
    Equivocations equivocations(L1Session l1, Deployment deployment, Challenger challenger) {
        return new Equivocations(
                store,
                chain,
                replay,
                trail,
                challenger,
                l1.client(),
                deployment,
                l1.domain(deployment),
                new NativeRecovery());
    }

    /** Reads L1 up to its head. */
    void follow() {
        BlockRef before;
        do {
            before = chain.tip();
            if (chain.advance() instanceof Progress.Unknown(String reason)) {
                throw new CommandFailure("L1 cannot be followed: " + reason);
            }
        } while (!before.equals(chain.tip()));
    }

    /** Replays up to a batch; the judgement of the first that is not valid, or of the batch itself; empty when it was judged before. */
    Optional<Judged> replayTo(long index) {
        Optional<Judged> last = Optional.empty();
        while (replay.at().index() < index) {
            Optional<Judged> judged = replay.next();
            if (judged.isEmpty()) {
                throw new CommandFailure("there is no batch " + index + " in the canonical chain");
            }
            last = judged;
            if (!(judged.get().verdict() instanceof Verdict.Valid)) {
                return last;
            }
        }
        return last;
    }

    LoggedBatch batch(long index) {
        return chain.batches()
                .batch(index)
                .orElseThrow(() -> new CommandFailure("there is no batch " + index + " in the canonical chain"));
    }

    @Override
    public void close() {
        store.close();
    }
}
