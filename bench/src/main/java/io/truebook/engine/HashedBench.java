package io.truebook.engine;

import io.truebook.tree.SparseTree;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Operations a second with many accounts: items through the whole engine with the chain hash, and at every checkpoint the changed cells as
 * bytes; then the same with the root of the state tree at every checkpoint, on the same thread. Signers are known ahead.
 */
public final class HashedBench {
    private static final int MESSAGES = 400_000;
    private static final int ROUNDS = 5;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    public static void main(String[] args) {
        int accounts = args.length == 0 ? 100_000 : Integer.parseInt(args[0]);
        long seed = args.length < 2 ? 1 : Long.parseLong(args[1]);
        CommandStream stream = StreamGenerator.of(seed, accounts, accounts, MESSAGES);
        List<byte[]> items =
                IntStream.range(0, stream.length).mapToObj(stream::item).toList();
        System.out.printf(
                Locale.ROOT,
                "%,d messages, seed %d, %,d accounts, about as many live orders; medians of %d rounds%n",
                MESSAGES,
                seed,
                accounts,
                ROUNDS);
        System.out.println("mix: " + StreamGenerator.MIX);
        System.out.printf(Locale.ROOT, "%-46s %14s %14s%n", "operations/s", "wall", "CPU time");
        measure("engine, chain hash, checkpoints as bytes", stream, items, false);
        measure("  and the state's root at each checkpoint", stream, items, true);
        System.out.printf(
                Locale.ROOT,
                "machine: %d cores, Java %s%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
    }

    private static void measure(String name, CommandStream stream, List<byte[]> items, boolean roots) {
        long[] wall = new long[ROUNDS];
        long[] cpu = new long[ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            SparseTree tree = new SparseTree();
            StreamEngine engine =
                    new StreamEngine(stream.accountsUsed, EngineListener.NONE, cells -> reached(cells, tree, roots));
            engine.execute(items.subList(0, stream.opening));
            System.gc();
            long cpuBefore = THREADS.getCurrentThreadCpuTime();
            long wallBefore = System.nanoTime();
            engine.execute(items.subList(stream.opening, stream.length));
            wall[Math.max(round, 0)] = System.nanoTime() - wallBefore;
            cpu[Math.max(round, 0)] = THREADS.getCurrentThreadCpuTime() - cpuBefore;
        }
        System.out.printf(
                Locale.ROOT,
                "%-46s %,14.0f %,14.0f%n",
                name,
                MESSAGES * 1e9 / median(wall),
                MESSAGES * 1e9 / median(cpu));
    }

    private static void reached(Cells cells, SparseTree tree, boolean roots) {
        TreeMap<Long, byte[]> changed = new TreeMap<>();
        cells.drain(changed::put);
        if (roots) {
            tree.update(
                    changed.keySet().stream().mapToLong(Long::longValue).toArray(),
                    changed.values().toArray(byte[][]::new));
        }
    }

    private static long median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private HashedBench() {}
}
