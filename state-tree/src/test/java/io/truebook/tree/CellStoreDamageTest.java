package io.truebook.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crash of the machine leaves, and what only damage leaves: the first reopens at an exact boundary, the second not at all. */
class CellStoreDamageTest {
    private static final long SEED = Long.getLong("truebook.seed", 4L);

    @TempDir
    Path folder;

    private final List<Long> logEnds = new ArrayList<>();

    @Test
    void aTornTailReopensAtTheLastBoundaryThatIsWhole() throws IOException {
        byte[] log = committed(8);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 40; round++) {
            int length = random.nextInt(logEnds.get(1).intValue(), log.length + 1);
            Path torn = copyWithLog(Arrays.copyOf(log, length));
            long whole = logEnds.stream().filter(end -> end <= length).count() - 1;
            try (CellStore store = CommittingProcess.open(torn)) {
                assertThat(store.boundary().number())
                        .as("seed %d, %d bytes of %d", SEED, length, log.length)
                        .isEqualTo(whole);
                CommittingProcess.assertHolds(store, SEED, whole);
                CommittingProcess.commit(store, SEED, whole + 1);
            }
            try (CellStore store = CommittingProcess.open(torn)) {
                CommittingProcess.assertHolds(store, SEED, whole + 1);
            }
        }
    }

    @Test
    void damageBeforeAWholeBoundaryNeverOpensQuietlyAtAnOlderOne() throws IOException {
        byte[] log = committed(8);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 60; round++) {
            byte[] damaged = log.clone();
            int at = random.nextInt(logEnds.get(7).intValue());
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Path copy = copyWithLog(damaged);
            assertThatThrownBy(() -> CommittingProcess.open(copy).close())
                    .as("seed %d, byte %d of %d", SEED, at, log.length)
                    .isInstanceOf(StoreException.class);
        }
    }

    @Test
    void aDiskThatRefusesAWriteStopsTheStoreAndTheFolderReopensAtItsLastBoundary() throws Exception {
        Process process = CommittingProcess.start(folder, SEED);
        long reported = 0;
        try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (reported == 0) {
                    limitFileSize(process, 100_000);
                }
                reported = Long.parseLong(line);
            }
        }
        assertThat(process.waitFor()).isEqualTo(CommittingProcess.REFUSED);
        assertThat(reported).isPositive();
        try (CellStore store = CommittingProcess.open(folder)) {
            assertThat(store.boundary().number()).isIn(reported, reported + 1);
            CommittingProcess.assertHolds(store, SEED, store.boundary().number());
        }
    }

    private static void limitFileSize(Process process, int bytes) throws IOException, InterruptedException {
        Process limit = new ProcessBuilder("prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + bytes)
                .inheritIO()
                .start();
        assertThat(limit.waitFor()).as("prlimit of util-linux").isZero();
    }

    /** Commits so many boundaries and returns the write-ahead log, noting where each boundary ends in it. */
    private byte[] committed(int boundaries) throws IOException {
        try (CellStore store = CommittingProcess.open(folder)) {
            logEnds.add(Files.size(log(folder)));
            for (int number = 1; number <= boundaries; number++) {
                CommittingProcess.commit(store, SEED, number);
                logEnds.add(Files.size(log(folder)));
            }
            return Files.readAllBytes(log(folder));
        }
    }

    private Path copyWithLog(byte[] log) throws IOException {
        Path copy = Files.createTempDirectory(folder.getParent(), "copy");
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    Files.copy(file, copy.resolve(file.getFileName()));
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        }
        Files.write(log(copy), log);
        return copy;
    }

    private static Path log(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .max(java.util.Comparator.naturalOrder())
                    .orElseThrow();
        }
    }
}
