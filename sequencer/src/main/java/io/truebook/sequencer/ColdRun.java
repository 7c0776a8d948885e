package io.truebook.sequencer;

import io.truebook.engine.CellSource;
import io.truebook.engine.Cells;
import io.truebook.engine.ChangedCells;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.Engine;
import io.truebook.engine.EngineListener;
import io.truebook.engine.PostedBatch;
import io.truebook.engine.SegmentEnd;
import io.truebook.engine.SignatureRecovery;
import java.util.Arrays;

/**
 * Executes each segment of a finished batch as the prover will: from the bytes of the cells before it, with a cache of its own. What
 * it changes must be what the running engine changed; a difference costs the bond if it is posted.
 */
final class ColdRun {
    private final CellSource state;
    private final Eip712Domain domain;

    ColdRun(CellSource state, Eip712Domain domain) {
        this.state = state;
        this.domain = domain;
    }

    /**
     * Runs the segment that starts where the state stands.
     *
     * @throws BatchMismatchException when it is not what the running engine did
     */
    void check(PostedBatch batch, SignatureRecovery recovery, int segment, ChangedCells hot, boolean last) {
        Cells cells = new Cells(state);
        Engine engine = new Engine(cells, domain, recovery, EngineListener.NONE);
        engine.open(batch);
        SegmentEnd end = engine.runSegment();
        if ((end == SegmentEnd.BATCH_END) != last) {
            throw new BatchMismatchException("batch " + batch.index() + ", segment " + segment + " ends as " + end);
        }
        long difference = firstDifference(cells.drain(), hot);
        if (difference >= 0) {
            throw new BatchMismatchException(
                    "batch %d, segment %d: cell %x differs between the running engine and a cold run"
                            .formatted(batch.index(), segment, difference));
        }
    }

    /** The first address at which two runs of the same segment differ, -1 when they agree. */
    private static long firstDifference(ChangedCells one, ChangedCells other) {
        int common = Math.min(one.addresses().length, other.addresses().length);
        for (int i = 0; i < common; i++) {
            if (one.addresses()[i] != other.addresses()[i]) {
                return Math.min(one.addresses()[i], other.addresses()[i]);
            }
            if (!Arrays.equals(one.values()[i], other.values()[i])) {
                return one.addresses()[i];
            }
        }
        if (one.addresses().length == other.addresses().length) {
            return -1;
        }
        return one.addresses().length > common ? one.addresses()[common] : other.addresses()[common];
    }
}
