package io.truebook.derivation;

import com.sun.management.OperatingSystemMXBean;
import io.truebook.engine.CurveRecovery;
import io.truebook.l1.BatchHeader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How fast a watcher replays posted batches: native recovery of every signature on all cores, every root compared, every batch committed
 * to disk. The median of several rounds, each from genesis in a folder of its own; the first round warms up and does not count.
 */
final class ReplayBench {
    private static final int ITEMS = 1_000;
    private static final int ROUNDS = 5;

    /** What the gateway is to take; a watcher must follow faster. */
    private static final long GATEWAY_ITEMS_PER_SECOND = 8_000;

    /** Bytes a second that Ethereum carries at most for one rollup: six blobs a slot. */
    private static final long L1_BYTES_PER_SECOND = 63_000;

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** @param cpuNanos of all threads of this process */
    private record Round(long nanos, long cpuNanos, long signatures) {}

    public static void main(String[] arguments) throws IOException {
        int batches = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        ScriptedL1 l1 = posted(batches);
        List<Round> rounds = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            Path folder = Files.createTempDirectory("replay-bench");
            Round measured = measure(l1, batches, folder);
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
            if (round > 0) {
                rounds.add(measured);
            }
        }
        report(l1, batches, rounds);
    }

    private static ScriptedL1 posted(int batches) {
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
        return l1;
    }

    private static Round measure(ScriptedL1 l1, int batches, Path folder) {
        LibraryRecovery recovery = new LibraryRecovery();
        try (Follower follower = new Follower(folder, l1, recovery)) {
            long cpu = SYSTEM.getProcessCpuTime();
            long start = System.nanoTime();
            follower.settle();
            long nanos = System.nanoTime() - start;
            long cpuNanos = SYSTEM.getProcessCpuTime() - cpu;
            if (follower.replay.at().index() != batches) {
                throw new IllegalStateException(
                        "stopped at batch " + follower.replay.at().index());
            }
            return new Round(nanos, cpuNanos, recovery.recovered.sum());
        }
    }

    private static void report(ScriptedL1 l1, int batches, List<Round> rounds) throws IOException {
        rounds.sort(Comparator.comparingLong(Round::nanos));
        Round median = rounds.get(rounds.size() / 2);
        long items = (long) batches * ITEMS;
        long bytes = l1.batches().stream().mapToLong(BatchHeader::dataLength).sum();
        long segments = l1.batches().stream().mapToLong(BatchHeader::segments).sum();
        row(
                "machine",
                "%s, %d cores, Java %s, load average %.1f",
                cpu(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                SYSTEM.getSystemLoadAverage());
        row("replayed", "%,d batches, %,d items, %,d segments, %,d bytes", batches, items, segments, bytes);
        row("signatures", "%,d recovered natively in each round", median.signatures());
        row(
                "rounds",
                "%d, fastest %,d ms, slowest %,d ms",
                ROUNDS,
                millis(rounds.getFirst()),
                millis(rounds.getLast()));
        row("median", "%,d ms", millis(median));
        row("processor time", "%,d us for each item, all cores added up", median.cpuNanos() / 1_000 / items);
        row("items/s", "%,d", perSecond(items, median));
        row("signatures/s", "%,d", perSecond(median.signatures(), median));
        row("segments/s", "%,d", perSecond(segments, median));
        row("bytes/s", "%,d", perSecond(bytes, median));
        row(
                "of the gateway's target",
                "%.2f times %,d items/s",
                ratio(items, median, GATEWAY_ITEMS_PER_SECOND),
                GATEWAY_ITEMS_PER_SECOND);
        row(
                "of the L1 data rate",
                "%.1f times %,d bytes/s",
                ratio(bytes, median, L1_BYTES_PER_SECOND),
                L1_BYTES_PER_SECOND);
    }

    private static void row(String name, String format, Object... values) {
        System.out.printf(Locale.ROOT, "%-24s %s%n", name, String.format(Locale.ROOT, format, values));
    }

    private static String cpu() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(file)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }

    private static long millis(Round round) {
        return round.nanos() / 1_000_000;
    }

    private static long perSecond(long count, Round round) {
        return count * 1_000_000_000L / round.nanos();
    }

    private static double ratio(long count, Round round, long target) {
        return (double) perSecond(count, round) / target;
    }

    private ReplayBench() {}
}
