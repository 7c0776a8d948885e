package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import java.util.ArrayList;
import java.util.List;

/** An engine with funded accounts and one market, that executes the items of a stream. */
final class StreamEngine {
    static final int ITEMS_PER_BATCH = 800;

    private static final long END = Trial.GENESIS + 2;

    private final Engine engine;
    private final LiveBatch.Checkpoints checkpoints;

    /** @param checkpoints given the engine's cells at each checkpoint */
    StreamEngine(int accounts, EngineListener listener, AtCheckpoint checkpoints) {
        engine = new Engine(
                new Cells(CellMap.genesis(Trial.GENESIS)), BenchSigners.DOMAIN, new TrustedSigners(), listener);
        this.checkpoints = _ -> checkpoints.reached(engine.cells());
        LiveBatch batch = open();
        List<byte[]> messages = new ArrayList<>();
        messages.add(Messages.list(listing()));
        messages.add(Messages.publisher(0, BenchSigners.address(accounts)));
        long funds = DEPOSIT_CAP / 2 / accounts;
        for (int i = 0; i < accounts; i++) {
            messages.add(Messages.deposit(FIRST_USER_ACCOUNT + i, BenchSigners.address(i), funds));
        }
        for (int from = 0; from < messages.size(); from += 10_000) {
            batch.consume(messages.subList(from, Math.min(from + 10_000, messages.size())));
        }
        long now = Trial.GENESIS * 1000 + 1000;
        batch.execute(Items.time(now));
        batch.execute(Items.oracle(
                0, now, List.of(new Items.Price(0, CommandStream.TICK, BenchSigners.signature(accounts, 0)))));
        batch.close(END);
    }

    interface AtCheckpoint {
        void reached(Cells cells);
    }

    void execute(List<byte[]> items) {
        for (int from = 0; from < items.size(); from += ITEMS_PER_BATCH) {
            LiveBatch batch = open();
            int to = Math.min(from + ITEMS_PER_BATCH, items.size());
            for (int n = from; n < to; n++) {
                batch.execute(items.get(n));
            }
            batch.close(END);
        }
    }

    Cells cells() {
        return engine.cells();
    }

    LiveBatch open() {
        return new LiveBatch(engine, engine.cells().cursor().batch + 1, new byte[32], checkpoints);
    }

    /** Small lots, so that funds never end and every order of the stream is let through. */
    private static Messages.Listing listing() {
        return new Messages.Listing(
                0, 10, 1_000_000, 100_000_000, 100_000, 1, 500, 100, 100_000, 50_000, 4_000_000_000L, 10_000, "BENCH");
    }
}
