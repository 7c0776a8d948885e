package io.truebook.derivation;

import io.truebook.engine.CurveRecovery;
import io.truebook.l1.BatchHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/** How fast a watcher replays posted batches: native recovery of every signature, every root compared, every batch committed to disk. */
final class ReplayBench {
    private static final int ITEMS = 1_000;

    /** Bytes a second that Ethereum carries at most for one rollup: six blobs a slot. */
    private static final long L1_BYTES_PER_SECOND = 63_000;

    public static void main(String[] arguments) throws IOException {
        int batches = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        Producer producer = new Producer(1, new CurveRecovery());
        ScriptedL1 l1 = new ScriptedL1(Producer.GENESIS);
        producer.opening().forEach(l1::enqueue);
        l1.mine();
        for (int i = 0; i < batches; i++) {
            BatchHeader tip = l1.batches().getLast();
            Producer.Built built = producer.build(tip, l1.messages(), ITEMS, Producer.Lie.NONE);
            l1.append(built.header(), built.data());
            l1.mine();
        }
        for (int round = 0; round < 3; round++) {
            Path folder = Files.createTempDirectory("replay-bench");
            measure(l1, batches, folder);
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private static void measure(ScriptedL1 l1, int batches, Path folder) {
        try (Follower follower = new Follower(folder, l1, new LibraryRecovery())) {
            long start = System.nanoTime();
            follower.settle();
            long nanos = System.nanoTime() - start;
            if (follower.replay.at().index() != batches) {
                throw new IllegalStateException(
                        "stopped at batch " + follower.replay.at().index());
            }
            long bytes =
                    l1.batches().stream().mapToLong(BatchHeader::dataLength).sum();
            long segments =
                    l1.batches().stream().mapToLong(BatchHeader::segments).sum();
            long bytesPerSecond = bytes * 1_000_000_000L / nanos;
            System.out.printf(
                    Locale.ROOT,
                    "%d batches, %,d items, %,d segments, %,d bytes: %,d items/s, %,d segments/s, %,d bytes/s, %d times the L1 data rate%n",
                    batches,
                    (long) batches * ITEMS,
                    segments,
                    bytes,
                    (long) batches * ITEMS * 1_000_000_000L / nanos,
                    segments * 1_000_000_000L / nanos,
                    bytesPerSecond,
                    bytesPerSecond / L1_BYTES_PER_SECOND);
        }
    }

    private ReplayBench() {}
}
