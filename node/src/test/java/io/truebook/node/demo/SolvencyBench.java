package io.truebook.node.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "solvency",
        mixinStandardHelpOptions = true,
        description = {
            "Compares books, liabilities and tokens all through a run with deposits, withdrawals, reorgs and restarts.",
            "Exit status: 0 when there was no gap and nothing halted."
        })
final class SolvencyBench implements Callable<Integer> {
    @Option(names = "--minutes", defaultValue = "30", description = "of trading (${DEFAULT-VALUE})")
    private double minutes;

    @Option(names = "--seed", defaultValue = "1", description = "of what happens when (${DEFAULT-VALUE})")
    private long seed;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SolvencyBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("truebook-solvency");
        System.out.println("logs and data are in " + folder);
        Duration duration = Duration.ofMillis((long) (minutes * 60_000));
        SolvencyRun.Plan plan =
                new SolvencyRun.Plan(folder, Path.of("node.conf").toAbsolutePath(), duration, seed);
        try (SolvencyRun run = new SolvencyRun(plan, System.out::println)) {
            SolvencyTally tally = run.run();
            System.out.print("\n" + tally.table());
            return tally.worst() == 0 ? 0 : 1;
        } catch (DemoFailure failure) {
            System.err.println("FAILED: " + failure.getMessage());
            return 1;
        }
    }
}
