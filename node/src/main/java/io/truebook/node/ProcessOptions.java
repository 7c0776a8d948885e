package io.truebook.node;

import io.truebook.risk.PriceProcess;
import io.truebook.risk.PriceSeries;
import io.truebook.risk.ReturnEstimate;
import io.truebook.risk.ReturnEstimator;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How the price moves: estimated from a history, or said, or both: what is said goes before what is estimated. */
final class ProcessOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = {
                "index prices to estimate volatility and jumps from: CSV lines TIME,PRICE, or JSON [[TIME, PRICE], ...] or",
                "[{\"time\": TIME, \"price\": PRICE}, ...]; TIME in Unix seconds, milliseconds or ISO 8601"
            })
    private Path history;

    @Option(
            names = "--significance",
            defaultValue = "" + ReturnEstimator.DEFAULT_SIGNIFICANCE,
            description =
                    "chance that a history without jumps shows one (default: ${DEFAULT-VALUE}); more finds smaller jumps")
    private double significance;

    @Option(
            names = "--volatility",
            description = "of the continuous part, per square root of a year of 365 days: 0.8 is 80 %% a year")
    private Double volatility;

    @Option(names = "--jumps", description = "expected number a year")
    private Double jumpsPerYear;

    @Option(
            names = "--jump-mean",
            description = "mean of a jump of the logarithm of the price: -0.02 is about 2 %% down")
    private Double jumpMean;

    @Option(names = "--jump-deviation", description = "standard deviation of it")
    private Double jumpDeviation;

    @Option(
            names = "--drift",
            defaultValue = "0",
            description = "expected growth of the price a year, as a fraction (default: 0: nobody is paid for waiting)")
    private double drift;

    /** @param measured prices to go by when no file is given */
    Optional<ReturnEstimate> estimate(Supplier<Optional<PriceSeries>> measured) {
        Optional<PriceSeries> series = history == null ? measured.get() : Optional.of(HistoryFile.read(history));
        try {
            return series.map(new ReturnEstimator(significance)::estimate);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage());
        }
    }

    PriceProcess process(Optional<ReturnEstimate> estimate) {
        if (estimate.isEmpty() && volatility == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "say how the price moves: --history, or --volatility, or --from with three prices at least");
        }
        PriceProcess found = estimate.map(ReturnEstimate::process).orElse(PriceProcess.diffusion(0));
        try {
            return new PriceProcess(
                    drift,
                    said(volatility, found.volatility()),
                    said(jumpsPerYear, found.jumpsPerYear()),
                    said(jumpMean, found.jumpMean()),
                    said(jumpDeviation, found.jumpDeviation()));
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage());
        }
    }

    private static double said(Double option, double found) {
        return option == null ? found : option;
    }
}
