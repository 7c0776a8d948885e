package io.truebook.sequencer.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;

/** What a figure was measured on. */
public final class Machine {
    private static final int SYNCS = 200;

    /**
     * Processor, cores, Java, and how long the disk of a folder takes for a small synced write.
     *
     * @throws IllegalStateException when the folder is in memory, where a sync costs nothing
     */
    public static String describe(Path folder) throws IOException {
        Files.createDirectories(folder);
        String type = Files.getFileStore(folder).type();
        if (type.equals("tmpfs") || type.equals("ramfs")) {
            throw new IllegalStateException(folder + " is in memory; the journal needs a disk");
        }
        return String.format(
                Locale.ROOT,
                "%s, %d cores, Java %s, %s with %,d us for a synced write of 4 KiB (median)",
                processor(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                type,
                medianSyncMicros(folder));
    }

    private static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.exists(info)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(info).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    private static long medianSyncMicros(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "sync", "");
        long[] micros = new long[SYNCS];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int i = 0; i < SYNCS; i++) {
                long start = System.nanoTime();
                channel.write(ByteBuffer.allocate(4_096));
                channel.force(false);
                micros[i] = (System.nanoTime() - start) / 1_000;
            }
        }
        Files.delete(file);
        Arrays.sort(micros);
        return micros[SYNCS / 2];
    }

    private Machine() {}
}
