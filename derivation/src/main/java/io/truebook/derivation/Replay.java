package io.truebook.derivation;

import io.truebook.engine.Eip712Domain;
import io.truebook.engine.EngineListener;
import io.truebook.engine.Genesis;
import io.truebook.engine.SignatureRecovery;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.Bytes32;
import io.truebook.tree.CellStore;
import io.truebook.tree.Records;
import io.truebook.tree.SparseTree;
import io.truebook.tree.StoreException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The state behind the chain of batches: each batch run segment by segment, every root compared, and one boundary of the store for
 * each that is valid (boundary number = batch index, position = batch hash). Batches that leave the chain are rolled back. A batch that
 * is not valid stops the replay until the Rollup deletes it. One thread, the store's.
 */
public final class Replay {
    private final CellStore store;
    private final InboxLog inbox;
    private final BatchLog batches;
    private final SegmentReplay segments;
    private final SegmentSampler sampler;
    private Judged stopped;
    private RecoveryAhead.Signatories signatories;
    private Bytes32 upcoming;

    /**
     * Begins at the genesis state when the store is fresh; refuses a genesis whose root is not the deployment's.
     *
     * @param recovery may be called from several threads
     */
    public Replay(
            CellStore store, L1Chain chain, Eip712Domain domain, SignatureRecovery recovery, EngineListener listener) {
        this(store, chain, domain, recovery, listener, SegmentSampler.NONE);
    }

    /** As above, with right segments picked for checks. */
    public Replay(
            CellStore store,
            L1Chain chain,
            Eip712Domain domain,
            SignatureRecovery recovery,
            EngineListener listener,
            SegmentSampler sampler) {
        this.sampler = sampler;
        this.store = store;
        inbox = chain.inbox();
        batches = chain.batches();
        segments = new SegmentReplay(store, domain, recovery, listener);
        LoggedBatch genesis = batches.batch(0).orElseThrow();
        if (store.isFresh()) {
            begin(genesis.header());
        }
        if (!batches.genesisHash().equals(replayedHash(0))) {
            throw new IllegalStateException("the store belongs to another deployment");
        }
    }

    /** The root that genesis at this time has, for the deployer and for whoever checks a deployment. */
    public static Bytes32 genesisRoot(long timeSeconds) {
        TreeMap<Long, byte[]> cells = genesisCells(timeSeconds);
        return Bytes32.of(new SparseTree().update(addresses(cells), values(cells)));
    }

    /** The batch whose state the store holds. */
    public LoggedBatch at() {
        long index = store.boundary().number();
        return batches.batch(index)
                .filter(batch -> batch.hash().equals(replayedHash(index)))
                .orElseThrow(() -> new IllegalStateException("batch " + index + " has left the chain"));
    }

    /** Leaves batches that are no longer in the chain, then judges the next one; empty when there is none. */
    public Optional<Judged> next() {
        leaveAbandonedBatches();
        LoggedBatch parent = at();
        Optional<LoggedBatch> next = batches.batch(parent.index() + 1);
        if (next.isPresent() && stopped != null && stopped.batch().equals(next.get())) {
            return Optional.of(stopped);
        }
        stopped = null;
        return next.map(batch -> judge(batch, parent));
    }

    /** Forgets how to go back behind this batch, which is final. */
    public void forgetBefore(long index) {
        store.pruneUndoUpTo(index);
    }

    /** Takes the store back to the state after an earlier batch; those after it come next again. */
    public void goBackTo(long index) {
        if (index < store.boundary().number()) {
            Records records = new Records();
            for (long left = index + 1; left <= store.boundary().number(); left++) {
                records.delete(Families.REPLAYED, Families.key(left));
            }
            segments.reset();
            store.rollbackTo(index, records);
        }
    }

    private void leaveAbandonedBatches() {
        long index = store.boundary().number();
        while (!batches.batch(index).map(LoggedBatch::hash).equals(Optional.of(replayedHash(index)))) {
            index--;
        }
        goBackTo(index);
    }

    private Judged judge(LoggedBatch batch, LoggedBatch parent) {
        byte[] data = batches.data(batch);
        Optional<String> problem = BatchIntegrity.problem(batch, parent, data, inbox);
        if (problem.isPresent()) {
            return new Judged(batch, new Verdict.Unknown(problem.get()));
        }
        Verdict verdict;
        try {
            verdict = run(batch, parent, data);
        } catch (StoreException broken) {
            throw broken;
        } catch (RuntimeException failure) {
            verdict = new Verdict.Unknown("the replay itself failed: " + failure);
        }
        Judged judged = new Judged(batch, verdict);
        if (verdict instanceof Verdict.Valid) {
            commit(batch);
        } else {
            segments.reset();
            store.discard();
            stopped = verdict instanceof Verdict.Invalid ? judged : null;
        }
        return judged;
    }

    private Verdict run(LoggedBatch batch, LoggedBatch parent, byte[] data) {
        BatchHeader header = batch.header();
        List<byte[]> messages = inbox.messages(parent.header().inboxEnd(), header.inboxEnd());
        BatchRun run = new BatchRun(store, segments, sampler, header, parent.header(), data, messages);
        RecoveryAhead.Signatories own = ahead(batch, data);
        batches.batch(batch.index() + 1).ifPresent(this::lookAhead);
        return run.run(own);
    }

    private RecoveryAhead.Signatories ahead(LoggedBatch batch, byte[] data) {
        boolean begun = upcoming != null && upcoming.equals(batch.hash());
        return begun ? signatories : segments.ahead(transactions(batch, data));
    }

    /** The signatures of the batch after this one are recovered while this one is executed. */
    private void lookAhead(LoggedBatch next) {
        signatories = segments.ahead(transactions(next, batches.data(next)));
        upcoming = next.hash();
    }

    /** What follows the roots; nothing in data that is not its header's. */
    private static byte[] transactions(LoggedBatch batch, byte[] data) {
        int roots = Bytes32.LENGTH * (batch.header().segments() - 1);
        return roots < 0 || roots > data.length ? new byte[0] : Arrays.copyOfRange(data, roots, data.length);
    }

    private void commit(LoggedBatch batch) {
        Records replayed = new Records()
                .put(
                        Families.REPLAYED,
                        Families.key(batch.index()),
                        batch.hash().bytes());
        store.commit(batch.index(), batch.hash().bytes(), replayed);
        segments.trim();
    }

    private void begin(BatchHeader genesis) {
        TreeMap<Long, byte[]> cells = genesisCells(genesis.time());
        Bytes32 root = Bytes32.of(store.apply(addresses(cells), values(cells)));
        if (!root.equals(genesis.finalRoot())) {
            store.discard();
            throw new IllegalStateException("genesis has root " + root.hex() + ", the deployment says "
                    + genesis.finalRoot().hex());
        }
        byte[] hash = genesis.hash().bytes();
        store.commit(0, hash, new Records().put(Families.REPLAYED, Families.key(0), hash));
    }

    private Bytes32 replayedHash(long index) {
        byte[] hash = store.record(Families.REPLAYED, Families.key(index));
        return hash == null ? Bytes32.ZERO : Bytes32.of(hash);
    }

    private static TreeMap<Long, byte[]> genesisCells(long timeSeconds) {
        TreeMap<Long, byte[]> cells = new TreeMap<>();
        Genesis.write(timeSeconds, cells::put);
        return cells;
    }

    private static long[] addresses(java.util.SortedMap<Long, byte[]> cells) {
        return cells.keySet().stream().mapToLong(Long::longValue).toArray();
    }

    private static byte[][] values(TreeMap<Long, byte[]> cells) {
        return cells.values().toArray(byte[][]::new);
    }
}
