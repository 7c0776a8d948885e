package io.truebook.prover;

import io.truebook.engine.CellAddresses;
import io.truebook.engine.CellMap;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.PostedBatch;
import io.truebook.engine.SegmentEnd;
import io.truebook.engine.SignatureRecovery;
import io.truebook.engine.Witness;
import io.truebook.engine.WitnessRecorder;
import io.truebook.l1.Bytes32;
import io.truebook.l1.SegmentProof;
import io.truebook.tree.Multiproof;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The segment of a batch that needs the longest proof, in a full tree: the hashes beside its cells and its root are made up. */
record WorstSegment(RecordedSegment segment) {
    private static final int ADDRESS_LENGTH = 6;

    private record Run(Witness witness, CellMap changes, List<ExecutedStep> steps, byte[] multiproof) {}

    static WorstSegment of(
            CellMap state, PostedBatch batch, Eip712Domain domain, SignatureRecovery recovery, int accountBits) {
        FullTree tree = new FullTree(1, accountBits);
        Bytes32 inboxAcc = SegmentRecorder.inboxAccAfter(state, batch);
        List<Run> runs = new ArrayList<>();
        SegmentEnd end;
        do {
            Witness witness = WitnessRecorder.record(state, batch, domain, recovery);
            ColdRun run = ColdRun.of(witness, batch, domain, recovery);
            end = run.end();
            run.changes().forEach(state::write);
            runs.add(new Run(
                    witness, state.copy(), run.steps(), tree.multiproof(witness.cells(), witness.emptyAfter())));
        } while (end != SegmentEnd.BATCH_END);
        if (runs.size() == 1) {
            throw new IllegalArgumentException("the batch does not fill a segment");
        }
        int worst = 0;
        for (int k = 1; k < runs.size() - 1; k++) {
            worst = length(runs.get(k)) > length(runs.get(worst)) ? k : worst;
        }
        return assemble(batch, inboxAcc, runs, worst);
    }

    private static WorstSegment assemble(PostedBatch batch, Bytes32 inboxAcc, List<Run> runs, int worst) {
        Run run = runs.get(worst);
        long[] addresses = addresses(run.witness().cells());
        SortedMap<Long, byte[]> after = new TreeMap<>();
        run.witness()
                .cells()
                .keySet()
                .forEach(address -> after.put(address, words(run.changes().read(address), address)));
        Multiproof.Roots roots =
                Multiproof.roots(addresses, values(run.witness().cells()), values(after), run.multiproof());
        List<Bytes32> claimed = new ArrayList<>();
        for (int k = 0; k < runs.size() - 1; k++) {
            claimed.add(Bytes32.of(k == worst - 1 ? roots.before() : k == worst ? roots.after() : roots.before()));
        }
        SegmentRecorder.Posted posted = SegmentRecorder.Posted.of(batch, inboxAcc, claimed, Bytes32.of(roots.after()));
        RecordedSegment segment = new RecordedSegment(
                batch,
                posted.header(),
                Bytes32.of(roots.before()),
                posted.proof(batch, worst, run.witness(), run.multiproof()),
                run.witness(),
                Bytes32.of(roots.after()),
                false,
                run.steps(),
                null,
                0);
        return new WorstSegment(segment);
    }

    /**
     * Bytes of its proof's cells and of the hashes beside them, and of the messages it consumes; a byte for each cell that may open a
     * sibling in a tree that has fewer cells: what weights stand for.
     */
    int weighed() {
        SegmentProof proof = segment.proof();
        Witness witness = segment.witness();
        long opening = witness.cells().entrySet().stream()
                .filter(cell -> cell.getValue() == null || witness.emptyAfter().contains(cell.getKey()))
                .count();
        return (int) opening
                + proof.multiproof().length
                + proof.cells().values().stream()
                        .mapToInt(words -> ADDRESS_LENGTH + (words == null ? 0 : words.length))
                        .sum()
                + proof.messages().stream().mapToInt(message -> message.length).sum();
    }

    private static int length(Run run) {
        int words = run.witness().cells().values().stream()
                .mapToInt(cell -> cell == null ? 0 : cell.length)
                .sum();
        return words + 6 * run.witness().cells().size() + run.multiproof().length;
    }

    private static byte[][] values(SortedMap<Long, byte[]> cells) {
        byte[][] values = new byte[cells.size()][];
        int i = 0;
        for (var cell : cells.entrySet()) {
            values[i++] = words(cell.getValue(), cell.getKey());
        }
        return values;
    }

    private static byte[] words(byte[] words, long address) {
        return words == null ? new byte[32 * CellAddresses.words(address)] : words;
    }

    private static long[] addresses(SortedMap<Long, byte[]> cells) {
        return cells.keySet().stream().mapToLong(Long::longValue).toArray();
    }
}
