package io.truebook.node.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the whole of Truebook on a local L1: trading, a lie, its proof, a takeover, a withdrawal.",
            "Exit status: 0 when all of it happened."
        })
final class Demo implements Callable<Integer> {
    @Parameters(arity = "0..1", defaultValue = "60", description = "seconds of trading before the lie (60)")
    private int seconds;

    @Option(names = "--traders", defaultValue = "60", description = "number of traders (${DEFAULT-VALUE})")
    private int traders;

    @Option(names = "--seed", defaultValue = "1", description = "of the order flow (${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--keep", description = "keep the folder of logs and data")
    private boolean keep;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Demo()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        Path folder = Files.createTempDirectory("truebook-demo");
        Story.Plan plan = new Story.Plan(folder, Path.of("node.conf").toAbsolutePath(), traders, seconds, seed);
        boolean done = false;
        try (Story story = new Story(plan, line -> say(start, line))) {
            Outcome outcome = story.tell();
            System.out.println();
            System.out.print(outcome.table());
            done = outcome.gap() == 0;
        } catch (DemoFailure failure) {
            System.err.println("FAILED: " + failure.getMessage());
        }
        if (done && !keep) {
            deleteAll(folder);
        } else {
            System.err.println("logs and data are in " + folder);
        }
        return done ? 0 : 1;
    }

    private static void say(long start, String line) {
        System.out.printf("%6.1f s  %s%n", (System.nanoTime() - start) / 1e9, line);
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
