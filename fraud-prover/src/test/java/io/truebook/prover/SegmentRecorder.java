package io.truebook.prover;

import io.truebook.engine.CellAddresses;
import io.truebook.engine.CellMap;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.MissingCellException;
import io.truebook.engine.PostedBatch;
import io.truebook.engine.SegmentEnd;
import io.truebook.engine.SignatureRecovery;
import io.truebook.engine.Witness;
import io.truebook.engine.WitnessRecorder;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.l1.BatchData;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.Bytes32;
import io.truebook.l1.DataChunks;
import io.truebook.l1.Inbox;
import io.truebook.l1.Keccak;
import io.truebook.l1.SegmentProof;
import io.truebook.tree.Multiproof;
import io.truebook.tree.SparseTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Replays batches over a state and its tree, each segment once more from its witness alone, and keeps what proves each. */
final class SegmentRecorder {
    private record Run(
            Witness witness,
            byte[] multiproof,
            Bytes32 root,
            List<ExecutedStep> steps,
            long missing,
            byte[] multiproofWithout) {}

    private final CellMap state;
    private final SparseTree tree = new SparseTree();
    private final Eip712Domain domain;
    private final SignatureRecovery recovery;
    private final int incompleteEvery;
    private final Set<Long> touched = new HashSet<>();
    private final SplittableRandom random = new SplittableRandom(3);

    SegmentRecorder(CellMap genesis, Eip712Domain domain, SignatureRecovery recovery) {
        this(genesis, domain, recovery, 1);
    }

    /** @param incompleteEvery one segment in so many also gets a proof that lacks a cell */
    SegmentRecorder(CellMap genesis, Eip712Domain domain, SignatureRecovery recovery, int incompleteEvery) {
        this.state = genesis;
        this.domain = domain;
        this.recovery = recovery;
        this.incompleteEvery = incompleteEvery;
        write(new TreeMap<>(genesis.cells()));
    }

    /** The state as it stands, as text. */
    Map<String, String> cells() {
        return state.text();
    }

    /** Runs the batch; the state is the one after it. */
    List<RecordedSegment> record(PostedBatch batch) {
        return record(batch, 0);
    }

    /**
     * Runs a batch that will not stand: the state is the one before it again.
     *
     * @param extraSegments what the header claims beyond those there are; below 0 it claims too few
     */
    List<RecordedSegment> recordAndUndo(PostedBatch batch, int extraSegments) {
        SortedMap<Long, byte[]> before = new TreeMap<>(state.cells());
        List<RecordedSegment> segments = record(batch, extraSegments);
        SortedMap<Long, byte[]> undo = new TreeMap<>();
        touched.forEach(address -> undo.put(address, wordsOf(before, address)));
        write(undo);
        return segments;
    }

    private List<RecordedSegment> record(PostedBatch batch, int extraSegments) {
        Bytes32 parentRoot = Bytes32.of(tree.root());
        Bytes32 inboxAcc = inboxAccAfter(state, batch);
        List<Run> runs = new ArrayList<>();
        touched.clear();
        SegmentEnd end;
        do {
            Witness witness = WitnessRecorder.record(state, batch, domain, recovery);
            byte[] multiproof = Multiproof.build(tree, addresses(witness.cells()), witness.emptyAfter()::contains);
            touched.addAll(witness.cells().keySet());
            long missing = anyOf(witness);
            byte[] multiproofWithout = null;
            if (random.nextInt(incompleteEvery) == 0) {
                Witness without = witness.without(missing);
                refuseToRun(without, missing, batch);
                multiproofWithout = siblings(without);
            }
            ColdRun run = ColdRun.of(witness, batch, domain, recovery);
            write(run.changes());
            runs.add(new Run(witness, multiproof, Bytes32.of(tree.root()), run.steps(), missing, multiproofWithout));
            end = run.end();
        } while (end != SegmentEnd.BATCH_END);
        return assemble(batch, inboxAcc, parentRoot, runs, extraSegments);
    }

    private static List<RecordedSegment> assemble(
            PostedBatch batch, Bytes32 inboxAcc, Bytes32 parentRoot, List<Run> runs, int extraSegments) {
        int claimed = Math.max(1, runs.size() + extraSegments);
        List<Bytes32> roots = new ArrayList<>();
        for (int k = 0; k < claimed - 1; k++) {
            roots.add(runs.get(Math.min(k, runs.size() - 1)).root());
        }
        Posted posted = Posted.of(batch, inboxAcc, roots, runs.getLast().root());
        List<RecordedSegment> segments = new ArrayList<>();
        for (int k = 0; k < Math.min(claimed, runs.size()); k++) {
            Run run = runs.get(k);
            boolean ended = k == runs.size() - 1;
            boolean invalid = ended != (k == claimed - 1);
            SegmentProof proof = posted.proof(batch, k, run.witness(), run.multiproof());
            SegmentProof incomplete = run.multiproofWithout() == null
                    ? null
                    : posted.proof(batch, k, run.witness().without(run.missing()), run.multiproofWithout());
            segments.add(new RecordedSegment(
                    batch,
                    posted.header(),
                    parentRoot,
                    proof,
                    run.witness(),
                    run.root(),
                    invalid,
                    run.steps(),
                    incomplete,
                    run.missing()));
        }
        return segments;
    }

    /** The inbox accumulator of the header: that of the cursor before the batch and the batch's messages. */
    static Bytes32 inboxAccAfter(CellMap state, PostedBatch batch) {
        CursorCell cursor = new CursorCell(CellAddresses.cursor());
        cursor.decode(state.read(CellAddresses.cursor()), 0);
        Inbox inbox = new Inbox(cursor.inboxNext, Bytes32.of(cursor.inboxAcc));
        for (byte[] message : batch.messages()) {
            inbox = inbox.after(message);
        }
        return inbox.accumulator();
    }

    /** Header and data as they stand on L1. */
    record Posted(BatchHeader header, DataChunks chunks) {
        static Posted of(PostedBatch batch, Bytes32 inboxAcc, List<Bytes32> interiorRoots, Bytes32 finalRoot) {
            byte[] data = new BatchData(interiorRoots, batch.transactions()).encode();
            DataChunks chunks = new DataChunks(data);
            BatchHeader header = new BatchHeader(
                    BatchHeader.VERSION,
                    Bytes32.ZERO,
                    batch.index(),
                    batch.time(),
                    batch.inboxEnd(),
                    inboxAcc,
                    Bytes32.of(batch.leaseId()),
                    data.length,
                    interiorRoots.size() + 1,
                    chunks.root(),
                    finalRoot);
            return new Posted(header, chunks);
        }

        SegmentProof proof(PostedBatch batch, int k, Witness witness, byte[] multiproof) {
            List<byte[]> messages = List.of();
            List<Bytes32> later = new ArrayList<>();
            if (witness.messageCount() > 0) {
                int first = (int) (witness.firstMessage() - batch.firstMessage());
                int afterwards = first + witness.messageCount();
                messages = batch.messages().subList(first, afterwards);
                batch.messages()
                        .subList(afterwards, batch.messages().size())
                        .forEach(message -> later.add(Keccak.hash(message)));
            }
            return new SegmentProof(
                    header,
                    k,
                    witness.cells(),
                    multiproof,
                    chunks,
                    witness.fromOffset(),
                    witness.toOffset(),
                    messages,
                    later);
        }
    }

    private void write(SortedMap<Long, byte[]> cells) {
        cells.forEach(state::write);
        tree.update(addresses(cells), cells.values().toArray(byte[][]::new));
    }

    /** The engine needs every cell of a witness as the contract does. */
    private void refuseToRun(Witness without, long missing, PostedBatch batch) {
        try {
            ColdRun.of(without, batch, domain, recovery);
        } catch (MissingCellException expected) {
            return;
        }
        throw new IllegalStateException("runs without cell " + Long.toHexString(missing));
    }

    /** None for a witness that had one cell only. */
    private byte[] siblings(Witness witness) {
        long[] addresses = addresses(witness.cells());
        return addresses.length == 0 ? new byte[2] : Multiproof.build(tree, addresses, witness.emptyAfter()::contains);
    }

    private long anyOf(Witness witness) {
        return witness.cells().keySet().stream()
                .skip(random.nextInt(witness.cells().size()))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] wordsOf(SortedMap<Long, byte[]> cells, long address) {
        byte[] words = cells.get(address);
        return words == null ? new byte[32 * CellAddresses.words(address)] : words;
    }

    private static long[] addresses(SortedMap<Long, byte[]> cells) {
        return cells.keySet().stream().mapToLong(Long::longValue).toArray();
    }
}
