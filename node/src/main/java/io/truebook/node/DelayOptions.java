package io.truebook.node;

import io.truebook.risk.DelayDistribution;
import io.truebook.risk.DelayDistribution.Quantile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How long a position stays unsettled, as the command line says it. */
final class DelayOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--delay",
            paramLabel = "QUANTILES",
            description = {
                "seconds from acceptance to finality: one number, or P:SECONDS,... ascending, the last with P = 1 (the longest),",
                "uniform between neighbours. --from takes it from a sequencer."
            })
    private String delay;

    @Option(
            names = "--posted",
            paramLabel = "QUANTILES",
            description = "instead of --delay, with --final: from acceptance until the batch is on L1")
    private String posted;

    @Option(
            names = "--final",
            paramLabel = "QUANTILES",
            description = "and from there to finality, independent of --posted")
    private String toFinal;

    @Option(
            names = "--delays",
            paramLabel = "FILE",
            description =
                    "instead of both: measured delays, a line each; two numbers in a line (to L1, from there to finality) are added")
    private Path samples;

    boolean areSaid() {
        return delay != null || posted != null || toFinal != null || samples != null;
    }

    DelayDistribution distribution() {
        boolean staged = posted != null || toFinal != null;
        if ((delay != null ? 1 : 0) + (staged ? 1 : 0) + (samples != null ? 1 : 0) != 1) {
            throw new ParameterException(
                    spec.commandLine(), "say the delay once: --delay, or --posted with --final, or --delays");
        }
        if (samples != null) {
            return ofFile(samples);
        }
        if (!staged) {
            return ofQuantiles(delay);
        }
        if (posted == null || toFinal == null) {
            throw new ParameterException(spec.commandLine(), "--posted and --final go together");
        }
        return ofQuantiles(posted).then(ofQuantiles(toFinal));
    }

    private DelayDistribution ofQuantiles(String text) {
        try {
            if (!text.contains(":")) {
                return DelayDistribution.fixed(Double.parseDouble(text));
            }
            List<Quantile> quantiles = Arrays.stream(text.split(",", -1))
                    .map(part -> part.split(":", -1))
                    .map(pair -> new Quantile(Double.parseDouble(pair[0]), Double.parseDouble(pair[1])))
                    .toList();
            return DelayDistribution.ofQuantiles(quantiles);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException wrong) {
            throw new ParameterException(spec.commandLine(), "no delay: " + text + " (" + wrong.getMessage() + ")");
        }
    }

    private static DelayDistribution ofFile(Path file) {
        List<Double> seconds = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    seconds.add(Arrays.stream(line.trim().split("[,;\\s]+"))
                            .mapToDouble(Double::parseDouble)
                            .sum());
                }
            }
            return DelayDistribution.ofSamples(
                    seconds.stream().mapToDouble(Double::doubleValue).toArray());
        } catch (IOException unreadable) {
            throw new CommandFailure("cannot read " + file + ": " + unreadable.getMessage());
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailure("no delays in " + file + ": " + wrong.getMessage());
        }
    }
}
