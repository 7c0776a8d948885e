package io.truebook.node;

import io.truebook.risk.Claim;
import io.truebook.risk.DelayDistribution;
import io.truebook.risk.GapChart;
import io.truebook.risk.GapRisk;
import io.truebook.risk.PriceProcess;
import io.truebook.risk.ReturnEstimate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "risk",
        subcommands = RiskCheckCommand.class,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpWidth = 132,
        description = {
            "The price of the delay between the fast state and the settled state: what the market may do to a position while",
            "its batch is on the way to finality, and the margin that covers it. Needs no L1, and a sequencer only with --from.",
            "",
            "It asks two things: how long (--delay ...) and how wildly (--history or --volatility ...). It answers, for a long and a short:",
            "  outruns       chance that the loss reaches the maintenance margin at any time before settlement",
            "  beyond        chance that it exceeds the margin at settlement",
            "  shortfall     mean loss beyond the margin at settlement, ppm of notional; and given that there is one",
            "  add-on        ppm on top of the margin that bring `outruns` down to --level",
            "  discount      by how much a claim on the position is worth less than its face, ppm of the face",
            "and the imrPpm and mmrPpm that a SET_MARKET message would carry. With jumps, `outruns` is simulated; the bounds in",
            "parentheses hold it with 99 %%. All else is by formula. Formulas and limits: docs/gap-risk.md."
        },
        footer = {
            "",
            "Units: ppm are millionths (25000 ppm = 2.5 %%); rates and volatility are for a year of 365 days; delays are seconds.",
            "",
            "Examples:",
            "  truebook risk --delay 0.5:790,0.99:960,1:1800 --volatility 0.6",
            "  truebook risk --from http://localhost:8080 --market 0",
            "  truebook risk --posted 0.5:2,1:30 --final 768 --history btc.csv --level 0.0001 --plot gap.png",
            "  truebook risk @btc.options --json         options from a file, one a line or several"
        })
final class RiskCommand implements Runnable {
    private static final double PPM = 1e6;
    private static final int MMR_PPM = 25_000;
    private static final int IMR_PPM = 50_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DelayOptions delay;

    @Mixin
    private ProcessOptions process;

    @Mixin
    private MeasuredOptions measured;

    @Option(
            names = "--mmr",
            paramLabel = "PPM",
            description = "the market's maintenance margin (default: that of --from, or 25000)")
    private Integer mmrPpm;

    @Option(
            names = "--imr",
            paramLabel = "PPM",
            description = "the market's initial margin (default: that of --from, or 50000)")
    private Integer imrPpm;

    @Option(
            names = "--level",
            defaultValue = "0.001",
            description =
                    "accepted chance that a position at its maintenance margin outruns it (default: ${DEFAULT-VALUE})")
    private double level;

    @Option(
            names = "--equity",
            paramLabel = "PPM",
            description = "equity of the position that the claim is on (default: --imr)")
    private Double equityPpm;

    @Option(names = "--face", paramLabel = "PPM", description = "what the claim pays at most (default: all the equity)")
    private Double facePpm;

    @Option(
            names = "--rate",
            defaultValue = "0",
            description = "interest for waiting, continuous, a year (default: ${DEFAULT-VALUE})")
    private double rate;

    @Option(
            names = "--revert",
            defaultValue = "0",
            description = "chance that the batch is reverted and the claim void (default: ${DEFAULT-VALUE})")
    private double revert;

    @Option(
            names = "--paths",
            defaultValue = "" + GapRisk.DEFAULT_PATHS,
            description = "of the simulation (default: ${DEFAULT-VALUE})")
    private int paths;

    @Option(
            names = "--seed",
            defaultValue = "" + GapRisk.DEFAULT_SEED,
            description = "of the simulation: the same seed, the same figures (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--json", description = "for programs: all figures, unrounded")
    private boolean json;

    @Option(names = "--plot", paramLabel = "FILE.png", description = "draws chance and shortfall over the margin")
    private Path plot;

    @Override
    public void run() {
        setMargins();
        DelayDistribution unsettled = measured.areAsked() && !delay.areSaid() ? measured.delay() : delay.distribution();
        Optional<ReturnEstimate> estimate = process.estimate(measured.areAsked() ? measured::history : Optional::empty);
        PriceProcess moves = process.process(estimate);
        GapRisk risk = risk(moves, unsettled);
        RiskReport report = new RiskReport(risk, moves, estimate, unsettled, terms());
        System.out.print(json ? report.json() + "\n" : report.table());
        if (plot != null) {
            draw(risk);
        }
    }

    private void setMargins() {
        MeasuredOptions.Margins margins =
                measured.areAsked() ? measured.margins() : new MeasuredOptions.Margins(IMR_PPM, MMR_PPM);
        imrPpm = imrPpm == null ? (Integer) margins.imrPpm() : imrPpm;
        mmrPpm = mmrPpm == null ? (Integer) margins.mmrPpm() : mmrPpm;
    }

    private GapRisk risk(PriceProcess moves, DelayDistribution unsettled) {
        try {
            return new GapRisk(moves, unsettled, paths, seed);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage());
        }
    }

    private RiskReport.Terms terms() {
        if (!(0 < mmrPpm && mmrPpm <= imrPpm && imrPpm <= PPM)) {
            throw new ParameterException(
                    spec.commandLine(), "0 < mmr <= imr <= 1000000, as in LIST_MARKET: " + mmrPpm + ", " + imrPpm);
        }
        if (!(level > 0 && level < 1)) {
            throw new ParameterException(spec.commandLine(), "a level lies between 0 and 1: " + level);
        }
        double equity = equityPpm == null ? imrPpm : equityPpm;
        try {
            Claim claim = new Claim(equity / PPM, (facePpm == null ? equity : facePpm) / PPM, rate, revert);
            return new RiskReport.Terms(imrPpm, mmrPpm, level, claim);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage());
        }
    }

    private void draw(GapRisk risk) {
        try {
            GapChart.write(plot, risk, mmrPpm, level);
        } catch (IOException unwritable) {
            throw new CommandFailure("cannot write " + plot + ": " + unwritable.getMessage());
        }
    }
}
