package io.truebook.engine;

import io.truebook.tree.SparseTree;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Operations a second with many accounts: items through the whole engine with the chain hash, and at every checkpoint the changed cells as
 * bytes; then with the root of the state tree at every checkpoint, on the same thread one by one, and batch by batch on a thread of its own
 * beside the engine's, as in the sequencer: the clock stops when the last root is there. Threads of the common pool help with the tree. Signers are known ahead.
 */
public final class HashedBench {
    private static final int MESSAGES = 400_000;
    private static final int ROUNDS = 5;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Where roots are made. */
    private enum Roots {
        NONE,
        SAME_THREAD,
        OWN_THREAD
    }

    /** Nanoseconds of the clock and of both threads, the second of which is 0 when there is none. */
    private record Took(long wall, long engine, long tree) {}

    private final CommandStream stream;
    private final List<byte[]> items;
    private long checkpoints;
    private long cells;
    private long words;

    private HashedBench(CommandStream stream) {
        this.stream = stream;
        items = IntStream.range(0, stream.length).mapToObj(stream::item).toList();
    }

    public static void main(String[] args) throws InterruptedException {
        int accounts = args.length == 0 ? 100_000 : Integer.parseInt(args[0]);
        long seed = args.length < 2 ? 1 : Long.parseLong(args[1]);
        HashedBench bench = new HashedBench(StreamGenerator.of(seed, accounts, accounts, MESSAGES));
        System.out.printf(
                Locale.ROOT,
                "%,d messages, seed %d, %,d accounts, about as many live orders; medians of %d rounds%n",
                MESSAGES,
                seed,
                accounts,
                ROUNDS);
        System.out.println("mix: " + StreamGenerator.MIX);
        System.out.printf(Locale.ROOT, "%-46s %14s %14s %14s%n", "operations/s", "wall", "engine's CPU", "tree's CPU");
        bench.measure("engine, chain hash, checkpoints as bytes", Roots.NONE);
        bench.measure("  and the state's root at each checkpoint", Roots.SAME_THREAD);
        bench.measure("  and roots batch by batch beside the engine", Roots.OWN_THREAD);
        bench.count();
        System.out.printf(
                Locale.ROOT,
                "machine: %d cores, Java %s%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
    }

    private void measure(String name, Roots roots) throws InterruptedException {
        long[] wall = new long[ROUNDS];
        long[] engine = new long[ROUNDS];
        long[] tree = new long[ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            Took took = run(new SparseTree(), roots);
            wall[Math.max(round, 0)] = took.wall();
            engine[Math.max(round, 0)] = took.engine();
            tree[Math.max(round, 0)] = took.tree();
        }
        System.out.printf(
                Locale.ROOT,
                "%-46s %,14.0f %,14.0f %14s%n",
                name,
                MESSAGES * 1e9 / median(wall),
                MESSAGES * 1e9 / median(engine),
                roots != Roots.OWN_THREAD ? "" : String.format(Locale.ROOT, "%,.0f", MESSAGES * 1e9 / median(tree)));
    }

    private Took run(SparseTree tree, Roots roots) throws InterruptedException {
        RootsLine line = new RootsLine(tree);
        line.start();
        StreamEngine engine = new StreamEngine(stream.accountsUsed, EngineListener.NONE, changing -> {
            ChangedCells changed = changing.drain();
            switch (roots) {
                case NONE -> {}
                case SAME_THREAD -> tree.update(changed.addresses(), changed.values());
                case OWN_THREAD -> line.add(changed);
            }
        });
        engine.execute(items.subList(0, stream.opening));
        line.awaitEmpty();
        System.gc();
        long treeBefore = line.cpuNanos();
        long cpuBefore = THREADS.getCurrentThreadCpuTime();
        long wallBefore = System.nanoTime();
        engine.execute(items.subList(stream.opening, stream.length));
        line.awaitEmpty();
        long wall = System.nanoTime() - wallBefore;
        long cpu = THREADS.getCurrentThreadCpuTime() - cpuBefore;
        long treeCpu = line.cpuNanos() - treeBefore;
        line.stop();
        return new Took(wall, cpu, treeCpu);
    }

    /** What a root is made of. */
    private void count() {
        SparseTree tree = new SparseTree();
        StreamEngine engine = new StreamEngine(
                stream.accountsUsed, EngineListener.NONE, changing -> countChanged(changing.drain(), tree));
        engine.execute(items.subList(0, stream.opening));
        long hashes = tree.hashesRun();
        checkpoints = 0;
        cells = 0;
        words = 0;
        engine.execute(items.subList(stream.opening, stream.length));
        double messages = MESSAGES;
        System.out.printf(
                Locale.ROOT,
                "an operation changes %.1f cells of %.0f bytes and hashes %.1f times; a checkpoint every %.1f operations%n",
                cells / messages,
                32 * words / messages,
                (tree.hashesRun() - hashes) / messages,
                messages / checkpoints);
    }

    private void countChanged(ChangedCells changed, SparseTree tree) {
        tree.update(changed.addresses(), changed.values());
        checkpoints++;
        cells += changed.addresses().length;
        for (byte[] value : changed.values()) {
            words += value.length / 32;
        }
    }

    private static long median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
