package io.truebook.sequencer.posting;

import io.truebook.sequencer.bench.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The {@link Burst} with the controller and without, as a table; fails when Δ passes its limit. */
final class BurstBench {
    private static final double NANO = 1e9;

    public static void main(String[] arguments) throws Exception {
        int millis = 1_000 * (arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30);
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "burst");
        Burst burst = new Burst(folder, seed, millis / 2, millis);
        System.out.printf(
                Locale.ROOT,
                "usual flow for %d s, then ten times as much for %d s while L1 makes no blocks, seed %d%n%n",
                millis / 2_000,
                millis / 1_000,
                seed);
        System.out.printf(
                Locale.ROOT,
                "%-12s %12s %12s %12s %12s %8s %8s %10s%n",
                "",
                "usual max",
                "burst max",
                "limit USDC",
                "level",
                "taken",
                "refused",
                "release ms");
        Burst.Told held = burst.controlled();
        row("controller", held);
        row("without", burst.free());
        System.out.println();
        held.changes().forEach(System.out::println);
        System.out.println(Machine.describe(folder));
        if (held.greatest() >= Burst.LIMIT || !held.reduces() || !held.lasted()) {
            System.err.println("the controller did not hold the divergence: " + held);
            System.exit(1);
        }
    }

    private static void row(String name, Burst.Told told) {
        System.out.printf(
                Locale.ROOT,
                "%-12s %12.6f %12.6f %12.6f %12s %8d %8d %10d%n",
                name,
                told.calm() / NANO,
                told.greatest() / NANO,
                Burst.LIMIT / NANO,
                told.height(),
                told.taken(),
                told.refused().values().stream().mapToInt(Integer::intValue).sum(),
                told.releaseMillis());
    }

    private BurstBench() {}
}
