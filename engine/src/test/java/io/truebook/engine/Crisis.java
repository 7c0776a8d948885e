package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.MAX_POSITIONS;

import java.util.ArrayList;
import java.util.List;

/** A {@link CrisisFlow} carried out on a state that others may look at, with the engine's own reckoning beside it. */
public final class Crisis {
    private static final int OPERATIONS_PER_BATCH = 300;

    /** What the engine reckons of the bucket that a position is in. */
    public record Reckoned(int slot, long equity, long initialMargin, long maintenanceMargin) {}

    private final CellMap state = CellMap.genesis(Trial.GENESIS);
    private final CrisisFlow flow;
    private final Engine engine;
    private StepwiseBatch batch;
    private int operations;

    public Crisis(long seed) {
        flow = new CrisisFlow(seed);
        engine = new Engine(new Cells(state), BenchSigners.DOMAIN, new BenchSigners(), flow);
        batch = open();
    }

    public void run(int count) {
        for (int i = 0; i < count; i++) {
            CrisisFlow.Operation operation = flow.next(engine.cells().cursor().time);
            if (operation.message()) {
                batch.consume(operation.bytes());
            } else {
                batch.execute(operation.bytes());
            }
            if (++operations % OPERATIONS_PER_BATCH == 0) {
                batch.close();
                batch = open();
            }
        }
    }

    public CellMap state() {
        return state;
    }

    /** The bucket of each position slot in use. */
    public List<Reckoned> reckon(long account) {
        Execution x = new Execution(engine.cells(), BenchSigners.DOMAIN, new BenchSigners(), EngineListener.NONE);
        List<Reckoned> all = new ArrayList<>();
        for (int slot = 0; slot < MAX_POSITIONS; slot++) {
            int entry = Positions.entry(x.cells.account(account), slot);
            if (entry != 0) {
                Health health = Margin.health(x, x.cells.account(account), entry - 1);
                all.add(new Reckoned(slot, health.equity(), health.initialMargin(), health.maintenanceMargin()));
            }
        }
        return all;
    }

    private StepwiseBatch open() {
        return new StepwiseBatch(engine, () -> engine.cells().drain(state));
    }
}
