package io.truebook.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.Cells;
import io.truebook.engine.Engine;
import io.truebook.engine.EngineListener;
import io.truebook.engine.PostedBatch;
import io.truebook.engine.SegmentEnd;
import io.truebook.engine.SignatureRecovery;
import io.truebook.l1.BatchData;
import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.tree.CellStore;
import io.truebook.tree.Multiproof;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A watcher's half that only looks: store, chain and replay, opened as a process would. */
final class Follower implements AutoCloseable {
    final CellStore store;
    final L1Chain chain;
    final Replay replay;
    int reorganisations;

    Follower(Path folder, L1Source l1, SignatureRecovery recovery) {
        store = Families.open(folder);
        chain = new L1Chain(store, l1, ScriptedL1.ORIGIN, Producer.GENESIS);
        replay = new Replay(store, chain, Producer.DOMAIN, recovery, EngineListener.NONE);
    }

    /** Follows L1 and judges until there is nothing left, or a batch that is not valid; returns that one. */
    Optional<Judged> settle() {
        Progress progress = chain.advance();
        assertThat(progress).isInstanceOf(Progress.Followed.class);
        if (((Progress.Followed) progress).reorganised()) {
            reorganisations++;
        }
        Optional<Judged> judged = replay.next();
        while (judged.isPresent() && judged.get().verdict() instanceof Verdict.Valid) {
            judged = replay.next();
        }
        return judged;
    }

    /** The segment executes from nothing but its witness to the root the divergence names, and the batch claims another. */
    static void assertProves(Divergence divergence, SignatureRecovery recovery) {
        SegmentRecord record = divergence.record();
        PostedBatch batch = new PostedBatch(
                record.header().index(),
                record.header().leaseId().bytes(),
                record.header().time(),
                BatchData.split(record.data().bytes(), record.header().segments())
                        .transactions(),
                record.parent().inboxEnd(),
                record.messages().stream().map(Bytes::bytes).toList());
        Engine engine =
                new Engine(new Cells(record.witness().source()), Producer.DOMAIN, recovery, EngineListener.NONE);
        engine.open(batch);
        SegmentEnd end = engine.runSegment();
        SortedMap<Long, byte[]> before = record.witness().cells();
        SortedMap<Long, byte[]> after = new TreeMap<>(before);
        engine.cells().drain((address, words) -> {
            assertThat(after).containsKey(address);
            after.put(address, words);
        });
        Multiproof.Roots roots = Multiproof.roots(
                before.keySet().stream().mapToLong(Long::longValue).toArray(),
                before.values().toArray(byte[][]::new),
                after.values().toArray(byte[][]::new),
                record.multiproof().bytes());
        assertThat(Bytes32.of(roots.before())).isEqualTo(record.preRoot());
        assertThat(Bytes32.of(roots.after())).isEqualTo(divergence.computed());
        boolean last = divergence.segment() == record.header().segments() - 1;
        assertThat(divergence.invalid()).isEqualTo(last != (end == SegmentEnd.BATCH_END));
        assertThat(divergence.invalid() || !divergence.computed().equals(divergence.claimed()))
                .isTrue();
        assertThat(List.of(record.preRoot(), divergence.claimed())).doesNotContain(Bytes32.ZERO);
    }

    @Override
    public void close() {
        store.close();
    }
}
