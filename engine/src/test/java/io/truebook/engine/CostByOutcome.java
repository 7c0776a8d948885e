package io.truebook.engine;

import io.truebook.engine.protocol.Reason;
import java.util.List;
import java.util.Locale;

/** What an item costs by what became of it, checkpoints that fall in it included. The clock's own cost is taken off. */
final class CostByOutcome implements EngineListener {
    /** Above it another process had the core, ns. */
    private static final long PREEMPTED = 100_000;

    private enum Outcome {
        RESTED("order that rests"),
        MATCHED("order that matches"),
        CANCELLED("cancel"),
        AMENDED("amend in place"),
        OTHER("other, rejected or empty");

        private final String title;

        Outcome(String title) {
            this.title = title;
        }
    }

    private final long[] nanos = new long[Outcome.values().length];
    private final long[] counts = new long[Outcome.values().length];
    private long fills;
    private long preempted;
    private Outcome outcome;

    void run(List<byte[]> flow) {
        BenchSigners signers = new BenchSigners();
        Engine engine = BenchFlow.funded(signers, this);
        long clock = clockCost();
        for (List<byte[]> items : BenchFlow.batches(flow)) {
            signers.prepare(items);
            LiveBatch batch = BenchFlow.open(engine);
            for (byte[] item : items) {
                outcome = Outcome.OTHER;
                long start = System.nanoTime();
                batch.execute(item);
                count(System.nanoTime() - start - clock);
            }
            batch.close(BenchFlow.END);
        }
    }

    /** @param hash of the same items, ns each */
    void print(double hash) {
        System.out.printf(Locale.ROOT, "%-32s %14s %14s %14s%n", "by outcome", "share", "ns an item", "chain hash = 1");
        for (Outcome each : Outcome.values()) {
            long count = counts[each.ordinal()];
            if (count > 0) {
                double cost = (double) nanos[each.ordinal()] / count;
                System.out.printf(
                        Locale.ROOT,
                        "  %-30s %13.1f%% %,14.0f %14.2f%n",
                        each.title,
                        100.0 * count / total(),
                        cost,
                        cost / hash);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "  %.2f fills a matched order; %d items over %d us left out%n",
                (double) fills / counts[Outcome.MATCHED.ordinal()],
                preempted,
                PREEMPTED / 1000);
    }

    private long total() {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        return total;
    }

    private void count(long cost) {
        if (cost > PREEMPTED) {
            preempted++;
        } else {
            nanos[outcome.ordinal()] += cost;
            counts[outcome.ordinal()]++;
        }
    }

    private static long clockCost() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 100_000; i++) {
            long start = System.nanoTime();
            least = Math.min(least, System.nanoTime() - start);
        }
        return least;
    }

    @Override
    public void rested(long account, int slot, int market, int side, int tick, long lots, long nonce) {
        outcome = Outcome.RESTED;
    }

    @Override
    public void amended(long account, int slot, int market, int side, int tick, long lots, long nonce) {
        outcome = Outcome.AMENDED;
    }

    @Override
    public void removed(long account, int slot, int market, int side, int tick, long lots, long nonce, Reason reason) {
        if (reason == Reason.CANCELLED) {
            outcome = Outcome.CANCELLED;
        }
    }

    @Override
    public void filled(
            int market,
            int tick,
            long lots,
            long maker,
            int makerSlot,
            long makerNonce,
            long makerLotsLeft,
            long taker,
            long takerNonce,
            int takerSide,
            long makerFee,
            long takerFee) {
        outcome = Outcome.MATCHED;
        fills++;
    }
}
