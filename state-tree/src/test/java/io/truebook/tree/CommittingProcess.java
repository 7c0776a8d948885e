package io.truebook.tree;

import java.nio.file.Path;

/** Commits boundary after boundary until it is killed. Boundary n holds the same cells in every run of the same seed. */
final class CommittingProcess {
    static final CellLayout ONE_WORD = _ -> 1;

    public static void main(String[] arguments) {
        try (CellStore store = CellStore.open(Path.of(arguments[0]), ONE_WORD)) {
            long seed = Long.parseLong(arguments[1]);
            while (true) {
                long next = store.boundary().number() + 1;
                Change change = Change.of(seed, next);
                store.commit(next, change.position(), change.addresses(), change.cells());
                System.out.println(next);
            }
        }
    }

    /** What boundary n changes. */
    record Change(byte[] position, long[] addresses, byte[][] cells) {
        static Change of(long seed, long number) {
            java.util.SplittableRandom random = new java.util.SplittableRandom(seed ^ number * 0x9e3779b97f4a7c15L);
            long[] addresses = java.util.stream.LongStream.generate(() -> random.nextLong(200))
                    .limit(20)
                    .sorted()
                    .distinct()
                    .toArray();
            byte[][] cells = new byte[addresses.length][];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = random.nextInt(4) == 0 ? null : new byte[32];
                if (cells[i] != null) {
                    random.nextBytes(cells[i]);
                }
            }
            return new Change(
                    Long.toString(number).getBytes(java.nio.charset.StandardCharsets.US_ASCII), addresses, cells);
        }
    }

    private CommittingProcess() {}
}
