package io.truebook.engine;

import io.truebook.engine.protocol.Reason;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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

    /** How many items, and what they cost together. */
    private static final class Tally {
        private long items;
        private long nanos;
    }

    private final Map<Outcome, Tally> tallies = new EnumMap<>(Outcome.class);
    private long fills;
    private long preempted;
    private Outcome outcome;

    CostByOutcome() {
        for (Outcome each : Outcome.values()) {
            tallies.put(each, new Tally());
        }
    }

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
        long total = tallies.values().stream().mapToLong(tally -> tally.items).sum();
        tallies.forEach((each, tally) -> {
            if (tally.items > 0) {
                double cost = (double) tally.nanos / tally.items;
                System.out.printf(
                        Locale.ROOT,
                        "  %-30s %13.1f%% %,14.0f %14.2f%n",
                        each.title,
                        100.0 * tally.items / total,
                        cost,
                        cost / hash);
            }
        });
        System.out.printf(
                Locale.ROOT,
                "  %.2f fills a matched order; %d items over %d us left out%n",
                (double) fills / tallies.get(Outcome.MATCHED).items,
                preempted,
                PREEMPTED / 1000);
    }

    private void count(long cost) {
        if (cost > PREEMPTED) {
            preempted++;
        } else {
            Tally tally = tallies.get(outcome);
            tally.items++;
            tally.nanos += cost;
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
