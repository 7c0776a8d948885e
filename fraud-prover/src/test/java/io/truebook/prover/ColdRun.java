package io.truebook.prover;

import io.truebook.engine.BatchInput;
import io.truebook.engine.Cells;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.Engine;
import io.truebook.engine.EngineListener;
import io.truebook.engine.SegmentEnd;
import io.truebook.engine.SignatureRecovery;
import io.truebook.engine.Witness;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A segment run from nothing but its witness.
 *
 * @param changes the words of each cell written, all zero for one that was emptied
 * @param steps what was done, in order
 */
record ColdRun(SortedMap<Long, byte[]> changes, List<ExecutedStep> steps, SegmentEnd end) {
    /** @throws io.truebook.engine.MissingCellException when the segment reads a cell that the witness lacks */
    static ColdRun of(Witness witness, BatchInput batch, Eip712Domain domain, SignatureRecovery recovery) {
        Engine engine = new Engine(new Cells(witness.source()), domain, recovery, EngineListener.NONE);
        engine.open(batch);
        List<ExecutedStep> steps = new ArrayList<>();
        SegmentEnd end;
        do {
            CursorCell cursor = engine.cells().cursor();
            ExecutedStep.Kind kind = ExecutedStep.kindOf(cursor, batch);
            String subject = ExecutedStep.subjectOf(kind, cursor, batch);
            end = engine.step();
            CursorCell after = engine.cells().cursor();
            steps.add(new ExecutedStep(kind, subject, Reason.of(after.reason), after.phase));
        } while (end == SegmentEnd.NONE);
        SortedMap<Long, byte[]> changes = new TreeMap<>();
        engine.cells().drain(changes::put);
        return new ColdRun(changes, steps, end);
    }
}
