package io.truebook.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The engine alone: admission, matching, margin, book, chain hash, and at each checkpoint the changed cells as bytes; without tree,
 * journal and sockets. Signers are found ahead, as a gateway and a watcher do, and looked up by the signed bytes. Floor: the chain hash
 * of the same items, measured before each batch. The flow is that of {@link BenchFlow}.
 *
 * <p>Rates are also given by CPU time of the engine's thread, which other processes on the machine change less.
 */
public final class EngineBench {
    private static final int ITEMS = 400_000;
    private static final int ROUNDS = 9;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Costs of one round, ns. */
    private static final class Round implements EngineListener {
        private final BenchSigners signers = new BenchSigners();
        private long wall;
        private long cpu;
        private long floorWall;
        private long floorCpu;
        private long fills;

        private void run(List<byte[]> items) throws Exception {
            Engine engine = BenchFlow.funded(signers, this);
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] chain = new byte[32];
            for (List<byte[]> some : BenchFlow.batches(items)) {
                signers.prepare(some);
                long wallBefore = System.nanoTime();
                long cpuBefore = THREADS.getCurrentThreadCpuTime();
                for (byte[] item : some) {
                    sha256.update(chain);
                    sha256.update(item);
                    sha256.digest(chain, 0, 32);
                }
                long wallBetween = System.nanoTime();
                long cpuBetween = THREADS.getCurrentThreadCpuTime();
                execute(engine, some);
                wall += System.nanoTime() - wallBetween;
                cpu += THREADS.getCurrentThreadCpuTime() - cpuBetween;
                floorWall += wallBetween - wallBefore;
                floorCpu += cpuBetween - cpuBefore;
            }
        }

        private static void execute(Engine engine, List<byte[]> items) {
            LiveBatch batch = BenchFlow.open(engine);
            for (byte[] item : items) {
                batch.execute(item);
            }
            batch.close(BenchFlow.END);
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
            fills++;
        }
    }

    public static void main(String[] args) throws Exception {
        long seed = args.length == 0 ? 1 : Long.parseLong(args[0]);
        List<byte[]> items = BenchFlow.items(seed, ITEMS);
        Round[] rounds = new Round[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            rounds[i] = new Round();
            rounds[i].run(items);
            System.err.printf(
                    Locale.ROOT,
                    "round %d of %d: %,.0f items/s, %,.0f by CPU time%n",
                    i + 1,
                    ROUNDS,
                    ITEMS * 1e9 / rounds[i].wall,
                    ITEMS * 1e9 / rounds[i].cpu);
        }
        CostByOutcome costs = new CostByOutcome();
        for (int i = 0; i < 3; i++) {
            costs = new CostByOutcome();
            costs.run(items);
        }
        System.out.printf(
                Locale.ROOT,
                "%d items, seed %d, %d accounts, 1 market; median of %d rounds%n",
                ITEMS,
                seed,
                BenchFlow.ACCOUNTS,
                ROUNDS);
        System.out.println("mix: " + BenchFlow.MIX);
        System.out.printf(Locale.ROOT, "%-32s %14s %14s%n", "items/s", "wall", "CPU time");
        print("engine alone", rounds, r -> r.wall, r -> r.cpu);
        print("  without the chain hash", rounds, r -> r.wall - r.floorWall, r -> r.cpu - r.floorCpu);
        print("chain hash alone (floor)", rounds, r -> r.floorWall, r -> r.floorCpu);
        System.out.printf(
                Locale.ROOT,
                "%-32s %14.2f %14.2f%n",
                "ratio to the floor",
                median(rounds, r -> r.wall) / median(rounds, r -> r.floorWall),
                median(rounds, r -> r.cpu) / median(rounds, r -> r.floorCpu));
        System.out.printf(Locale.ROOT, "%-32s %14.3f%n", "fills per item", (double) rounds[0].fills / ITEMS);
        costs.print(median(rounds, r -> r.floorWall) / ITEMS);
        System.out.printf(
                Locale.ROOT,
                "machine: %d cores, Java %s%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
    }

    @FunctionalInterface
    private interface Cost {
        long of(Round round);
    }

    private static void print(String name, Round[] rounds, Cost wall, Cost cpu) {
        System.out.printf(
                Locale.ROOT,
                "%-32s %,14.0f %,14.0f%n",
                name,
                ITEMS * 1e9 / median(rounds, wall),
                ITEMS * 1e9 / median(rounds, cpu));
    }

    private static double median(Round[] rounds, Cost cost) {
        long[] sorted = Arrays.stream(rounds).mapToLong(cost::of).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private EngineBench() {}
}
