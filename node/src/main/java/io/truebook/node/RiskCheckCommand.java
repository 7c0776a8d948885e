package io.truebook.node;

import io.truebook.risk.Estimate;
import io.truebook.risk.GapRisk;
import io.truebook.risk.MonteCarloAgreement;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Compares the simulation with closed forms on a grid of more than 200 points, each with paths of its own:",
            "first passages with the reflection formula, ends and shortfalls with Merton's series.",
            "Prints of each point the formula, the simulated mean, its 99 %% interval, and z, the difference in standard errors.",
            "Exit status: 0 they agree; 3 more points are outside than chance gives once in 10,000 grids, or one by |z| > 5."
        })
final class RiskCheckCommand implements Callable<Integer> {
    private static final int DISAGREES = 3;
    private static final int LEAST_PATHS = MonteCarloAgreement.DEFAULT_PATHS;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--paths",
            defaultValue = "" + MonteCarloAgreement.DEFAULT_PATHS,
            description = "of each point, at least " + LEAST_PATHS + " (default: ${DEFAULT-VALUE})")
    private int paths;

    @Option(
            names = "--seed",
            defaultValue = "" + GapRisk.DEFAULT_SEED,
            description = "the same seed, the same table (default: ${DEFAULT-VALUE})")
    private long seed;

    @Override
    public Integer call() {
        if (paths < LEAST_PATHS) {
            throw new ParameterException(spec.commandLine(), "--paths of at least " + LEAST_PATHS + ": " + paths);
        }
        List<MonteCarloAgreement.Point> points = MonteCarloAgreement.grid(paths, seed);
        Table table = new Table().row("", "formula", "simulated", "99 % from", "to", "z", "");
        points.forEach(point -> row(table, point));
        System.out.print(table);
        long inside = points.stream().filter(MonteCarloAgreement.Point::inside).count();
        boolean agrees = MonteCarloAgreement.agrees(points);
        System.out.printf(
                Locale.ROOT,
                "%d points, %d inside, %d outside, at most %d allowed; farthest |z| %.2f, at most %.0f allowed%n"
                        + "replay: truebook risk check --paths %d --seed %d%n%s%n",
                points.size(),
                inside,
                points.size() - inside,
                MonteCarloAgreement.allowedOutside(points.size()),
                points.stream().mapToDouble(point -> Math.abs(point.z())).max().orElse(0),
                MonteCarloAgreement.CERTAIN,
                paths,
                seed,
                agrees ? "they agree" : "THEY DISAGREE");
        return agrees ? 0 : DISAGREES;
    }

    private static void row(Table table, MonteCarloAgreement.Point point) {
        Estimate simulated = point.simulated();
        table.row(
                point.of(),
                figure(point.closed()),
                figure(simulated.value()),
                figure(simulated.low()),
                figure(simulated.high()),
                String.format(Locale.ROOT, "%+.2f", point.z()),
                point.inside() ? "" : "outside");
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.6e", value);
    }
}
