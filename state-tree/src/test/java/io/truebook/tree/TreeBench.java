package io.truebook.tree;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** The tree against pure SHA-256 in the same run: time of an update over the time its hashes alone would take. */
final class TreeBench {
    private static final int WARM_UP = 300;
    private static final int ROUNDS = 1_000;
    private static final int CELLS_OF_AN_ACCOUNT = 8;

    public static void main(String[] arguments) {
        int leaves = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1 << 20;
        SplittableRandom random = new SplittableRandom(1);
        SparseTree tree = new SparseTree();
        long[] addresses = exchange(leaves);
        long start = System.nanoTime();
        fill(tree, addresses, random);
        long filling = System.nanoTime() - start;
        long pure = HashSpeed.nanosPerNode();
        print("cells", leaves, "");
        print("memory a cell", tree.memory() / leaves, "bytes");
        print("filling, a million cells", filling / leaves, "ms");
        print("pure SHA-256 of a node", pure, "ns");
        measure("12 cells, scattered", tree, random, () -> pick(addresses, random, 12, 1));
        measure("12 cells in 3 clusters", tree, random, () -> pick(addresses, random, 3, 4));
        measure("120 cells in 30 clusters", tree, random, () -> pick(addresses, random, 30, 4));
        measure("2,000 cells in 500 clusters", tree, random, () -> pick(addresses, random, 500, 4));
    }

    /** Accounts side by side, each with its head, nonces, some positions and orders. */
    private static long[] exchange(int leaves) {
        int[] slots = {0, 1, 16, 17, 256, 257, 258, 259};
        return LongStream.range(0, leaves)
                .map(i -> 2L << 40 | (16 + i / CELLS_OF_AN_ACCOUNT) << 9 | slots[(int) (i % CELLS_OF_AN_ACCOUNT)])
                .toArray();
    }

    private static void fill(SparseTree tree, long[] addresses, SplittableRandom random) {
        int step = 65_536;
        for (int from = 0; from < addresses.length; from += step) {
            long[] some = Arrays.copyOfRange(addresses, from, Math.min(from + step, addresses.length));
            tree.update(some, cells(some.length, random));
        }
    }

    private interface Choice {
        long[] addresses();
    }

    private static void measure(String what, SparseTree tree, SplittableRandom random, Choice choice) {
        long[] nanos = new long[ROUNDS];
        long[] ratios = new long[ROUNDS];
        long hashes = 0;
        long pure = HashSpeed.nanosPerNode();
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long[] addresses = choice.addresses();
            byte[][] cells = cells(addresses.length, random);
            long before = tree.hashesRun();
            long start = System.nanoTime();
            tree.update(addresses, cells);
            long took = System.nanoTime() - start;
            hashes = tree.hashesRun() - before;
            nanos[Math.max(round, 0)] = took;
            ratios[Math.max(round, 0)] = 100 * took / (hashes * pure);
        }
        Arrays.sort(nanos);
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "%-30s %,10d ns   %,6d hashes   %d.%02d times pure hashing%n",
                what,
                nanos[ROUNDS / 2],
                hashes,
                ratios[ROUNDS / 2] / 100,
                ratios[ROUNDS / 2] % 100);
    }

    private static long[] pick(long[] addresses, SplittableRandom random, int clusters, int size) {
        return LongStream.generate(() -> random.nextInt(addresses.length / CELLS_OF_AN_ACCOUNT))
                .limit(clusters)
                .flatMap(account -> LongStream.range(0, size)
                        .map(i ->
                                addresses[(int) (account * CELLS_OF_AN_ACCOUNT + (size == 1 ? random.nextInt(8) : i))]))
                .sorted()
                .distinct()
                .toArray();
    }

    private static byte[][] cells(int count, SplittableRandom random) {
        byte[][] cells = new byte[count][32];
        for (byte[] cell : cells) {
            random.nextBytes(cell);
        }
        return cells;
    }

    private static void print(String what, long value, String unit) {
        System.out.printf(Locale.ROOT, "%-30s %,10d %s%n", what, value, unit);
    }

    private TreeBench() {}
}
