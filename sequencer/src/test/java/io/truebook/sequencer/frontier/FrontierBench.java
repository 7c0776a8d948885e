package io.truebook.sequencer.frontier;

import io.truebook.engine.BenchBatches;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One recorded flow under many policies: what each pays for gas, and how far it lets the fast state be from L1. */
final class FrontierBench {
    private static final double GWEI = 1e9;
    private static final double PPB = 1e9;

    public static void main(String[] arguments) throws IOException {
        FrontierArguments given = FrontierArguments.of(arguments);
        System.out.printf(Locale.ROOT, "recording %d minutes of flow, seed %d%n", given.minutes(), given.seed());
        RecordedFlow flow = RecordedFlow.record(given.seed(), given.minutes(), given.itemsPerSecond());
        GasPrices prices = new GasPrices(given.seed(), given.gwei() * GWEI, flow.millis());
        System.out.printf(
                Locale.ROOT,
                "%,d items (%s; usually %s a second, a fifth or four times that in turns), %,d bytes; mark about %,d ticks%n",
                flow.items(),
                BenchBatches.MIX,
                given.itemsPerSecond(),
                flow.ticks().stream().mapToLong(RecordedFlow.Tick::bytes).sum(),
                BenchBatches.MARK);
        System.out.printf(
                Locale.ROOT,
                "L1: a slot every 12.3 s, about %s gwei, %.0f USDC for an ether; an append is max(%,d + 16 B, 21,000 + 38 B) gas%n",
                given.gwei(),
                given.etherUsdc(),
                AppendGas.SMALL);
        List<Outcome> outcomes = new ArrayList<>();
        List<Candidate> candidates = Candidate.all(given.etherUsdc());
        for (Candidate candidate : candidates) {
            System.err.printf(Locale.ROOT, "%d of %d: %s%n", outcomes.size() + 1, candidates.size(), candidate.name());
            outcomes.add(PolicyRun.of(flow, prices, candidate));
        }
        report(outcomes, given);
        FrontierChart.write(given.png(), outcomes, outcomes.getFirst());
        System.out.println("drawn: " + given.png());
    }

    private static void report(List<Outcome> outcomes, FrontierArguments given) {
        double ofDivergence = given.ppbPerHour() / PPB;
        System.out.printf(
                Locale.ROOT,
                "%n  %-22s %6s %14s %10s %14s %10s %10s %9s %11s%n",
                "policy",
                "posts",
                "gas",
                "ETH",
                "USDC·s",
                "mean Δ",
                "max Δ",
                "oldest s",
                "cost USDC");
        List<Outcome> frontier = Frontier.of(outcomes);
        for (Outcome one : outcomes) {
            System.out.printf(
                    Locale.ROOT,
                    "%s %-22s %,6d %,14d %10.5f %,14.0f %,10.1f %,10.1f %9.1f %,11.2f%n",
                    frontier.contains(one) ? "*" : " ",
                    one.name(),
                    one.posts(),
                    one.gas(),
                    one.ether(),
                    one.area(),
                    one.mean(),
                    one.most(),
                    one.oldest(),
                    one.cost(given.etherUsdc(), ofDivergence));
        }
        System.out.printf(
                Locale.ROOT,
                "* on the frontier: no other has less of ETH or of mean Δ and not more of the other; of equals the first. Cost: gas, and Δ at %.4g %% an hour.%n",
                100 * ofDivergence);
        System.out.println("frontier: "
                + String.join("; ", frontier.stream().map(Outcome::name).toList()));
        Outcome delivered = outcomes.getFirst();
        System.out.println(Frontier.dominating(outcomes, delivered)
                .map(best -> String.format(
                        Locale.ROOT,
                        "the default is dominated by \"%s\": %.1f %% of its gas in ETH, %.1f %% of its mean Δ",
                        best.name(),
                        100 * best.ether() / delivered.ether(),
                        100 * best.mean() / delivered.mean()))
                .orElse("none dominates the default"));
    }

    private FrontierBench() {}
}
