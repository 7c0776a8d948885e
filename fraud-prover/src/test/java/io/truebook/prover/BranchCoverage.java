package io.truebook.prover;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which ways the conditional jumps of the verifier and its engines have gone, over all calls traced. */
final class BranchCoverage {
    /** A line of source by its text, so that a finding outlives changes elsewhere in the file. */
    record Line(String file, int number, String text) implements Comparable<Line> {
        @Override
        public int compareTo(Line other) {
            int byFile = file.compareTo(other.file);
            return byFile != 0 ? byFile : Integer.compare(number, other.number);
        }
    }

    /**
     * The conditional jumps that the compiler made of one line, in all three contracts. Inlining copies a line, so there may be many.
     *
     * @param ways two for each jump
     * @param missing ways never gone
     * @param where contract and program counter of the jumps that miss one
     */
    record Tally(int ways, int missing, List<String> where) {}

    /** The engines come after the verifier: which of them a delegatecall runs shows in what it does. */
    static final List<String> CONTRACTS =
            List.of("FraudVerifier", "AdmissionEngine", "OrderEngine", "AccountEngine", "MatchingEngine", "RiskEngine");

    private final List<SourceMap> maps = new ArrayList<>();
    private final List<Map<Integer, boolean[]>> gone = new ArrayList<>();

    /** @param root the folder l1-contracts, built */
    BranchCoverage(Path root) {
        for (String contract : CONTRACTS) {
            SourceMap map = new SourceMap(root, contract);
            Map<Integer, boolean[]> ways = new HashMap<>();
            map.conditionalJumps().forEach(pc -> ways.put(pc, new boolean[2]));
            maps.add(map);
            gone.add(ways);
        }
    }

    /** One call to the verifier, from its first instruction on. */
    final class Call implements StepTrace.Listener {
        private final Frame verifier = new Frame(List.of(0));
        private Frame engine = new Frame(List.of(1, 2, 3, 4, 5));
        private int before = 1;
        private int found;

        @Override
        public void step(int depth, int pc, String instruction, long gas) {
            if (depth > 2) {
                throw new IllegalStateException("an engine calls a contract");
            }
            if (depth == 1 && before == 2) {
                endEngine();
            }
            before = depth;
            (depth == 1 ? verifier : engine).step(pc, instruction);
        }

        /** Ways that no call before had gone. */
        int end() {
            endEngine();
            found += verifier.end();
            return found;
        }

        private void endEngine() {
            found += engine.end();
            engine = new Frame(List.of(1, 2, 3, 4, 5));
        }
    }

    /** The jumps of one run of one contract, kept until it is known which contract it is. */
    private final class Frame {
        private final List<Integer> candidates;
        private int[] jumps = new int[256];
        private int count;
        private int open = -1;

        Frame(List<Integer> candidates) {
            this.candidates = new ArrayList<>(candidates);
        }

        void step(int pc, String instruction) {
            if (!fits(pc, instruction)) {
                throw new IllegalStateException("no contract of this build has " + instruction + " at " + pc);
            }
            if (open >= 0) {
                add(open, pc == open + 1 ? 0 : 1);
            }
            open = instruction.equals("JUMPI") ? pc : -1;
        }

        private boolean fits(int pc, String instruction) {
            for (int i = candidates.size() - 1; i >= 0; i--) {
                if (!maps.get(candidates.get(i)).fits(pc, instruction)) {
                    candidates.remove(i);
                }
            }
            return !candidates.isEmpty();
        }

        private void add(int pc, int way) {
            if (count == jumps.length) {
                jumps = Arrays.copyOf(jumps, 2 * count);
            }
            jumps[count++] = 2 * pc + way;
        }

        int end() {
            if (count == 0) {
                return 0;
            }
            if (candidates.size() != 1) {
                throw new IllegalStateException("a run that fits more than one contract");
            }
            int found = 0;
            Map<Integer, boolean[]> ways = gone.get(candidates.getFirst());
            for (int i = 0; i < count; i++) {
                boolean[] both = ways.get(jumps[i] >> 1);
                if (!both[jumps[i] & 1]) {
                    both[jumps[i] & 1] = true;
                    found++;
                }
            }
            return found;
        }
    }

    /** Every line that has conditional jumps. Code without a source, or of the whole contract, is the compiler's own. */
    Map<Line, Tally> lines() {
        Map<Line, Tally> lines = new TreeMap<>();
        for (int c = 0; c < maps.size(); c++) {
            SourceMap map = maps.get(c);
            for (int pc : map.conditionalJumps()) {
                boolean[] both = gone.get(c).get(pc);
                int missing = (both[0] ? 0 : 1) + (both[1] ? 0 : 1);
                List<String> where = new ArrayList<>();
                if (missing > 0) {
                    String way = missing == 2 ? "never" : both[0] ? "never jumps" : "always jumps";
                    where.add(CONTRACTS.get(c) + " " + pc + " " + way);
                }
                lines.merge(line(map, pc), new Tally(2, missing, where), BranchCoverage::sum);
            }
        }
        return lines;
    }

    /** Ways that no call has gone. */
    int missing() {
        return lines().values().stream().mapToInt(Tally::missing).sum();
    }

    private static Tally sum(Tally a, Tally b) {
        List<String> where = new ArrayList<>(a.where());
        where.addAll(b.where());
        return new Tally(a.ways() + b.ways(), a.missing() + b.missing(), where);
    }

    private static Line line(SourceMap map, int pc) {
        SourceMap.Range range = map.condition(pc);
        if (range.file().isEmpty()) {
            return new Line("", 0, "(the compiler's own)");
        }
        return new Line(range.file(), map.line(range), map.source(range));
    }
}
