package io.truebook.tree;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Commits boundary after boundary until it is killed or the disk refuses. Boundary n holds the same cells, and one record, in every
 * run of the same seed.
 */
final class CommittingProcess {
    static final CellLayout LAYOUT = address -> 1 + (int) (address % 7);
    static final String RECORDS = "journal";

    /** Its exit code when the disk refused a commit and the store then refused everything. */
    static final int REFUSED = 3;

    public static void main(String[] arguments) {
        try (CellStore store = open(Path.of(arguments[0]))) {
            long seed = Long.parseLong(arguments[1]);
            try {
                while (true) {
                    commit(store, seed, store.boundary().number() + 1);
                    System.out.println(store.boundary().number());
                }
            } catch (StoreException diskRefused) {
                assertThatThrownBy(() -> store.read(0)).isInstanceOf(StoreException.class);
                assertThatThrownBy(() -> commit(store, seed, store.boundary().number() + 1))
                        .isInstanceOf(StoreException.class);
                System.exit(REFUSED);
            }
        }
    }

    static CellStore open(Path folder) {
        return CellStore.open(folder, LAYOUT, RECORDS);
    }

    /** In two steps, as a caller does that looks at roots within a boundary. */
    static Boundary commit(CellStore store, long seed, long number) {
        Change change = Change.of(seed, number);
        int half = change.addresses().length / 2;
        store.apply(Arrays.copyOf(change.addresses(), half), Arrays.copyOf(change.cells(), half));
        store.apply(
                Arrays.copyOfRange(change.addresses(), half, change.addresses().length),
                Arrays.copyOfRange(change.cells(), half, change.cells().length));
        return store.commit(
                number,
                change.position(),
                new Records().put(RECORDS, Long.toString(number).getBytes(US_ASCII), change.position()));
    }

    static Process start(Path folder, long seed) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CommittingProcess.class.getName(),
                folder.toString(),
                Long.toString(seed));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The store is at this boundary with exactly its cells, its position and its record. */
    static void assertHolds(CellStore store, long seed, long number) {
        NaiveTree expected = new NaiveTree();
        for (long n = 1; n <= number; n++) {
            Change change = Change.of(seed, n);
            for (int i = 0; i < change.addresses().length; i++) {
                expected.put(change.addresses()[i], change.cells()[i]);
            }
        }
        byte[] position = Long.toString(number).getBytes(US_ASCII);
        assertThat(store.boundary()).isEqualTo(new Boundary(number, expected.root(), position));
        assertThat(store.tree().root()).isEqualTo(expected.root());
        for (long address = 0; address < 200; address++) {
            assertThat(store.read(address)).isEqualTo(expected.get(address));
        }
        assertThat(store.record(RECORDS, position)).isEqualTo(position);
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
                cells[i] = random.nextInt(4) == 0 ? null : new byte[32 * LAYOUT.words(addresses[i])];
                if (cells[i] != null) {
                    random.nextBytes(cells[i]);
                }
            }
            return new Change(Long.toString(number).getBytes(US_ASCII), addresses, cells);
        }
    }

    private CommittingProcess() {}
}
