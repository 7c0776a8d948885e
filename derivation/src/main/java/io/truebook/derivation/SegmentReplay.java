package io.truebook.derivation;

import io.truebook.engine.BatchInput;
import io.truebook.engine.Cells;
import io.truebook.engine.ChangedCells;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.Engine;
import io.truebook.engine.EngineListener;
import io.truebook.engine.SegmentEnd;
import io.truebook.engine.SignatureRecovery;
import io.truebook.engine.Witness;
import io.truebook.engine.WitnessRecorder;
import io.truebook.l1.Bytes32;
import io.truebook.tree.CellStore;

/** Runs segments one after another on a store, applying what each changes, and can take the last one back. */
final class SegmentReplay {
    /** Cells kept as objects between batches; beyond it the cache is dropped. */
    private static final int CACHED_CELLS = 2_000_000;

    /** @param root of the state where the segment ended */
    record Outcome(SegmentEnd end, Bytes32 root) {}

    private final CellStore store;
    private final Eip712Domain domain;
    private final RecoveryAhead recovery;
    private final Engine engine;

    /** What the last segment changed, as it was before. */
    private ChangedCells before = new ChangedCells(new long[0], new byte[0][]);

    SegmentReplay(CellStore store, Eip712Domain domain, SignatureRecovery recovery, EngineListener listener) {
        this.store = store;
        this.domain = domain;
        this.recovery = new RecoveryAhead(recovery, domain);
        engine = new Engine(new Cells(store::read), domain, this.recovery, listener);
    }

    /** Starts on signatures that a later {@link #open} will need. */
    RecoveryAhead.Signatories ahead(byte[] transactions) {
        return recovery.start(transactions);
    }

    void open(BatchInput batch, RecoveryAhead.Signatories signatories) {
        recovery.use(signatories);
        engine.open(batch);
    }

    Outcome run() {
        SegmentEnd end = engine.runSegment();
        ChangedCells after = engine.cells().drain();
        byte[][] values = new byte[after.addresses().length][];
        for (int i = 0; i < values.length; i++) {
            values[i] = store.read(after.addresses()[i]);
        }
        before = new ChangedCells(after.addresses(), values);
        return new Outcome(end, apply(after));
    }

    /** Takes the last segment back. */
    void takeBack() {
        engine.cells().forget();
        apply(before);
    }

    /** What the segment that starts where the store stands reads, by a run of its own. */
    Witness witness(BatchInput batch) {
        return WitnessRecorder.record(store::read, batch, domain, recovery);
    }

    /** Drops the cache when it has grown too large; between batches. */
    void trim() {
        if (engine.cells().size() > CACHED_CELLS) {
            engine.cells().forget();
        }
    }

    /** Throws away what the engine holds: the cells have moved under it. */
    void reset() {
        engine.cells().drain((_, _) -> {});
        engine.cells().forget();
    }

    private Bytes32 apply(ChangedCells cells) {
        return Bytes32.of(store.apply(cells.addresses(), cells.values()));
    }
}
