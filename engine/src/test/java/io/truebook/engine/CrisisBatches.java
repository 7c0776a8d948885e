package io.truebook.engine;

import io.truebook.engine.protocol.CursorCell;
import java.util.List;

/** A {@link CrisisFlow} that fills live batches over a state of somebody's own, which may also go back to where it was. */
public final class CrisisBatches {
    private final CrisisFlow flow;
    private Engine engine;
    private LiveBatch batch;

    public CrisisBatches(long seed, CellSource state) {
        flow = new CrisisFlow(seed);
        standOn(state);
    }

    /** Goes on from another state, in which no batch is open. */
    public void standOn(CellSource state) {
        engine = new Engine(new Cells(state), BenchSigners.DOMAIN, new BenchSigners(), flow);
        batch = null;
    }

    public Cells cells() {
        return engine.cells();
    }

    public boolean isOpen() {
        return batch != null;
    }

    public int dataLength() {
        return batch.dataLength();
    }

    /** Opens the next batch; its index. */
    public long open(LiveBatch.Checkpoints checkpoints) {
        CursorCell cursor = cells().cursor();
        batch = new LiveBatch(engine, cursor.batch + 1, new byte[32], checkpoints);
        return cells().cursor().batch;
    }

    /** One more operation. */
    public void step() {
        CrisisFlow.Operation operation = flow.next(cells().cursor().time);
        if (operation.message()) {
            batch.consume(List.of(operation.bytes()));
        } else {
            batch.execute(operation.bytes());
        }
    }

    public void close() {
        batch.close((cells().cursor().time + 999) / 1000);
        batch = null;
    }

    /** How often an event that matters has happened. */
    public int count(String event) {
        return flow.events.getOrDefault(event, 0);
    }
}
