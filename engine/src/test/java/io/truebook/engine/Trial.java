package io.truebook.engine;

import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.SignedItem;
import java.util.ArrayList;
import java.util.List;

/** An exchange in memory for tests: one engine over a cell map, one open batch, batches kept as they would be posted. */
public final class Trial {
    public static final long GENESIS = 1_700_000_000L;

    public final Eip712Domain domain = new Eip712Domain(31337, new byte[20]);
    public final SignatureRecovery recovery;
    public final CellMap state;
    public final Engine engine;
    public final List<PostedBatch> posted = new ArrayList<>();
    private final Runnable afterStep;
    private LiveBatch batch;

    public Trial() {
        this(EngineListener.NONE, new CurveRecovery());
    }

    public Trial(EngineListener listener, SignatureRecovery recovery) {
        this(listener, recovery, () -> {});
    }

    /** @param atCheckpoint runs after each checkpoint, when the state map is up to date */
    public Trial(EngineListener listener, SignatureRecovery recovery, Runnable atCheckpoint) {
        this.recovery = recovery;
        afterStep = atCheckpoint;
        state = CellMap.genesis(GENESIS);
        engine = new Engine(new Cells(state), domain, recovery, listener);
    }

    public Reason execute(byte[] item) {
        return batch().execute(item);
    }

    public Reason execute(Key key, SignedItem item) {
        return execute(key.item(domain, item));
    }

    public Reason consume(byte[]... messages) {
        return batch().consume(List.of(messages));
    }

    public Reason time(long milliseconds) {
        return execute(Items.time(milliseconds));
    }

    public long now() {
        return cells().cursor().time;
    }

    /** A price signed by one publisher. */
    public Reason price(int market, int tick, int publisher, Key key) {
        long time = now();
        byte[] signature = key.sign(Digests.price(domain, market, tick, time));
        return execute(Items.oracle(market, time, List.of(new Items.Price(publisher, tick, signature))));
    }

    public Cells cells() {
        return engine.cells();
    }

    public LiveBatch batch() {
        if (batch == null) {
            byte[] leaseId = new byte[32];
            leaseId[31] = 7;
            batch = new LiveBatch(engine, posted.size() + 1, leaseId, end -> {
                engine.cells().drain(state);
                afterStep.run();
            });
        }
        return batch;
    }

    /** Ends the open batch at the engine's time. */
    public PostedBatch close() {
        PostedBatch closed = batch().close((now() + 999) / 1000);
        batch = null;
        posted.add(closed);
        return closed;
    }
}
