package io.truebook.prover;

import io.truebook.l1.EthAddress;
import io.truebook.prover.BranchCoverage.Line;
import io.truebook.prover.BranchCoverage.Tally;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Branch coverage of the verifier and its engines, by tracing segments through the deployed contracts. Ends with 1 when a way that no
 * segment went is not argued in docs/coverage-solidity.md.
 */
final class SolidityCoverage {
    private static final long SEED = 2;
    private static final int FLOWS = 30;

    private final Map<Line, Tally> lines;
    private final ArguedBranches argued;

    private SolidityCoverage(Map<Line, Tally> lines, ArguedBranches argued) {
        this.lines = lines;
        this.argued = argued;
    }

    /** @param arguments seed, and the number of random flows */
    public static void main(String[] arguments) {
        long seed = arguments.length > 0 ? Long.parseLong(arguments[0]) : SEED;
        int flows = arguments.length > 1 ? Integer.parseInt(arguments[1]) : FLOWS;
        Path contracts = DeployedVerifier.artifacts().getParent();
        ArguedBranches argued = new ArguedBranches(contracts.resolveSibling("docs/coverage-solidity.md"));
        BranchCoverage coverage = new BranchCoverage(contracts);
        System.out.printf("seed %d, %d random flows%n", seed, flows);
        try (DeployedVerifier verifier = new DeployedVerifier(EthAddress.ZERO)) {
            CoverageStories stories = new CoverageStories(new TracedSegments(verifier, coverage, seed), seed);
            stories.tell(flows);
        }
        SolidityCoverage found = new SolidityCoverage(coverage.lines(), argued);
        found.printLines();
        found.printFiles();
        found.printUnneeded();
        List<Line> unargued = found.unargued();
        unargued.forEach(line -> System.out.println(
                "neither gone nor argued: " + line.file() + ":" + line.number() + " " + line.text()));
        System.exit(unargued.isEmpty() ? 0 : 1);
    }

    private void printLines() {
        System.out.printf("%n%-40s %5s %5s %7s %s%n", "file", "line", "ways", "missing", "source");
        lines.forEach((line, tally) -> {
            if (tally.missing() > 0) {
                System.out.printf(
                        "%-40s %5d %5d %7d %s%n",
                        shortened(line.file()), line.number(), tally.ways(), tally.missing(), line.text());
                if (missing().get(key(line)) > argued.ways(key(line))) {
                    tally.where().forEach(where -> System.out.println(" ".repeat(20) + where));
                }
            }
        });
    }

    private void printFiles() {
        Map<String, int[]> files = new TreeMap<>();
        lines.forEach((line, tally) -> {
            int[] sums = files.computeIfAbsent(line.file(), file -> new int[2]);
            sums[0] += tally.ways();
            sums[1] += tally.missing();
        });
        System.out.printf("%n%-40s %5s %7s %6s%n", "file", "ways", "missing", "gone");
        int[] all = new int[2];
        files.forEach((file, sums) -> {
            print(shortened(file), sums);
            all[0] += sums[0];
            all[1] += sums[1];
        });
        print("all", all);
    }

    private static void print(String name, int[] sums) {
        System.out.printf("%-40s %5d %7d %5.1f%%%n", name, sums[0], sums[1], 100.0 * (sums[0] - sums[1]) / sums[0]);
    }

    /** Lines that miss more ways than are argued. */
    private List<Line> unargued() {
        List<Line> more = new ArrayList<>();
        missing().forEach((key, missing) -> {
            if (missing > argued.ways(key)) {
                lines.keySet().stream()
                        .filter(line -> key(line).equals(key))
                        .findFirst()
                        .ifPresent(more::add);
            }
        });
        return more;
    }

    /** A way that was gone after all is no failure: the random flows of another seed go others. */
    private void printUnneeded() {
        Map<ArguedBranches.Key, Integer> missing = missing();
        argued.all().forEach((key, ways) -> {
            int found = missing.getOrDefault(key, 0);
            if (found < ways) {
                System.out.printf("argued %d, missing %d: %s %s%n", ways, found, key.file(), key.text());
            }
        });
    }

    private Map<ArguedBranches.Key, Integer> missing() {
        Map<ArguedBranches.Key, Integer> missing = new HashMap<>();
        lines.forEach((line, tally) -> missing.merge(key(line), tally.missing(), Integer::sum));
        return missing;
    }

    private static ArguedBranches.Key key(Line line) {
        return new ArguedBranches.Key(shortened(line.file()), line.text());
    }

    private static String shortened(String file) {
        return file.replaceFirst("^contracts/", "");
    }
}
