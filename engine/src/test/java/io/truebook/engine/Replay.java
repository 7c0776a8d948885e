package io.truebook.engine;

import java.util.ArrayList;
import java.util.List;

/** Replays batches segment by segment over a cell map, each segment from a cache of its own and once more from its witness. */
public final class Replay {
    /** One segment: what it read, and what it changed. */
    public record Segment(Witness witness, CellMap changes, List<Long> emptied, SegmentEnd end) {}

    private final Eip712Domain domain;
    private final SignatureRecovery recovery;

    public Replay(Eip712Domain domain, SignatureRecovery recovery) {
        this.domain = domain;
        this.recovery = recovery;
    }

    /** Runs the batch over the state, which then is the state after it. */
    public List<Segment> run(CellMap state, BatchInput batch) {
        List<Segment> segments = new ArrayList<>();
        SegmentEnd end;
        do {
            Witness witness = WitnessRecorder.record(state, batch, domain, recovery);
            Segment segment = cold(witness, batch);
            segment.changes().cells().forEach(state::write);
            segment.emptied().forEach(address -> state.write(address, new byte[32 * CellAddresses.words(address)]));
            segments.add(segment);
            end = segment.end();
        } while (end != SegmentEnd.BATCH_END);
        return segments;
    }

    /** Runs one segment from nothing but its witness. */
    public Segment cold(Witness witness, BatchInput batch) {
        Engine engine = new Engine(new Cells(witness.source()), domain, recovery, EngineListener.NONE);
        engine.open(batch);
        SegmentEnd end = engine.runSegment();
        CellMap changes = new CellMap();
        List<Long> emptied = new ArrayList<>();
        engine.cells().drain((address, words) -> {
            changes.write(address, words);
            if (changes.read(address) == null) {
                emptied.add(address);
            }
        });
        return new Segment(witness, changes, emptied, end);
    }
}
