package io.truebook.prover;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.CurveRecovery;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.Flow;
import io.truebook.engine.Seeds;
import io.truebook.l1.Bytes;
import io.truebook.l1.EthAddress;
import io.truebook.l1.Keccak;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/**
 * Segments with too little gas, from almost none to enough, and just too little at each precompile and sub-call: the contract reverts, or it
 * is right. An ecrecover or sha256 without its gas is never taken for a bad signature or a hash.
 */
class GasStarvationTest {
    /** Gas left when a call begins: around what it needs, what its callee needs, and what 1/64 of the rest is. */
    private static final int[] LEFT = {
        0, 1, 40, 84, 100, 107, 120, 160, 200, 300, 700, 1_500, 2_600, 2_700, 3_000, 3_047, 3_100, 3_200, 4_900, 5_000,
        5_001, 5_100, 5_200, 8_000
    };

    private static final BiFunction<Long, Eip712Domain, ItemSource> ORDERS =
            (seed, domain) -> ItemSource.of(new Flow(seed, new Flow.Shape(6, 2, 3, 60, 20), domain));
    private static final int EVENLY = 250;
    private static final int MOST_FLOWS = 10;
    private static final int MOST_CALLDATA = 40_000;
    private static final Bytes OUT_OF_GAS = Bytes.of(Arrays.copyOf(
            Keccak.hash("PrecompileOutOfGas()".getBytes(StandardCharsets.US_ASCII))
                    .bytes(),
            4));

    /** A place in the code that calls, and the gas used before each time it does. */
    private record Site(int depth, int pc, String instruction) implements Comparable<Site> {
        @Override
        public int compareTo(Site other) {
            int byDepth = Integer.compare(depth, other.depth);
            return byDepth != 0 ? byDepth : Integer.compare(pc, other.pc);
        }
    }

    private final SplittableRandom random = new SplittableRandom(Seeds.next("gas starvation"));
    private final Map<String, Integer> answers = new TreeMap<>();
    private final Set<Site> starved = new TreeSet<>();

    @Test
    void withTooLittleGasAnywhereItRevertsOrIsRight() {
        int calls = BranchCoverage.CONTRACTS.stream()
                .mapToInt(contract -> new SourceMap(DeployedVerifier.artifacts().getParent(), contract).calls())
                .sum();
        try (DeployedVerifier verifier = new DeployedVerifier(EthAddress.ZERO)) {
            for (RecordedSegment segment : segments()) {
                starve(verifier, segment);
            }
            for (int flow = 0; flow < MOST_FLOWS && starved.size() < calls; flow++) {
                recorded(ORDERS).stream()
                        .filter(segment -> segment.proof().encode().length < MOST_CALLDATA)
                        .filter(segment -> callsElsewhere(verifier, segment))
                        .findFirst()
                        .ifPresent(segment -> starve(verifier, segment));
            }
        }
        System.out.println("starved calls: " + answers);
        assertThat(answers).containsKeys("right", "reverts", "PrecompileOutOfGas");
        assertThat(answers.keySet().stream().filter(key -> key.startsWith("starved at ")))
                .as("every instruction of the contracts that calls")
                .hasSize(calls);
    }

    /** Segments that between them make every kind of step that calls. */
    private List<RecordedSegment> segments() {
        List<RecordedSegment> chosen = new ArrayList<>(firstOf(
                ORDERS, "FILL", "REST", "CANCEL_NEXT", "ITEM ORACLE", "ITEM WITHDRAW", "MESSAGE", "ITEM AMEND"));
        chosen.addAll(firstOf(AccountFlow::new, "BUNDLE"));
        chosen.addAll(firstOf(LiquidationFlow::new, "ITEM LIQUIDATE", "BACKSTOP"));
        return chosen.stream().distinct().toList();
    }

    private List<RecordedSegment> recorded(BiFunction<Long, Eip712Domain, ItemSource> source) {
        long seed = random.nextLong();
        CurveRecovery recovery = new CurveRecovery();
        RandomBatches batches = new RandomBatches(seed, domain -> source.apply(seed, domain), 150, recovery);
        SegmentRecorder recorder = new SegmentRecorder(batches.initial(), batches.domain, recovery);
        List<RecordedSegment> all = new ArrayList<>(recorder.record(batches.opening()));
        for (int i = 0; i < 12; i++) {
            all.addAll(recorder.record(batches.next(60)));
        }
        return all;
    }

    /** For each kind of step the first short segment that has one, of as many flows as it takes. */
    private List<RecordedSegment> firstOf(BiFunction<Long, Eip712Domain, ItemSource> source, String... kinds) {
        List<RecordedSegment> chosen = new ArrayList<>();
        List<String> missing = new ArrayList<>(List.of(kinds));
        for (int flow = 0; flow < MOST_FLOWS && !missing.isEmpty(); flow++) {
            List<RecordedSegment> all = recorded(source);
            missing.removeIf(kind -> all.stream()
                    .filter(segment -> segment.steps().stream()
                            .anyMatch(step -> step.name().startsWith(kind)))
                    .filter(segment -> segment.proof().encode().length < MOST_CALLDATA)
                    .findFirst()
                    .map(chosen::add)
                    .isPresent());
        }
        assertThat(missing).as("kinds of steps without a short segment").isEmpty();
        return chosen;
    }

    /** An item of a kind may be refused before anything is called. */
    private boolean callsElsewhere(DeployedVerifier verifier, RecordedSegment segment) {
        Map<Site, List<Long>> sites = new TreeMap<>();
        byte[] proof = segment.proof().encode();
        used(
                verifier,
                DeployedVerifier.executeCall(
                        segment.header(), segment.parentRoot(), segment.proof().segment(), proof),
                sites);
        return !starved.containsAll(sites.keySet());
    }

    private void starve(DeployedVerifier verifier, RecordedSegment segment) {
        int k = segment.proof().segment();
        byte[] proof = segment.proof().encode();
        byte[] execute = DeployedVerifier.executeCall(segment.header(), segment.parentRoot(), k, proof);
        byte[] isFraud = DeployedVerifier.isFraudCall(segment.header(), segment.parentRoot(), k, proof);
        byte[] right = Arrays.copyOf(segment.postRoot().bytes(), 64);
        right[63] = (byte) (segment.invalid() ? 1 : 0);
        byte[] honest = new byte[32];
        honest[31] = right[63];
        Map<Site, List<Long>> sites = new TreeMap<>();
        long used = used(verifier, execute, sites);
        for (int i = 0; i <= EVENLY; i++) {
            check(verifier, execute, right, used * i / EVENLY, null);
            check(verifier, isFraud, honest, random.nextLong(used), null);
        }
        // What a call leaves to its caller, a 64th, is gas that must be there though it is never used.
        check(verifier, execute, right, used * 2, null);
        starved.addAll(sites.keySet());
        sites.forEach((site, times) -> {
            for (long before : List.of(times.getFirst(), times.get(random.nextInt(times.size())), times.getLast())) {
                for (int left : LEFT) {
                    check(verifier, execute, right, before + left, site);
                }
            }
        });
    }

    /**
     * Runs it with enough gas.
     *
     * @param sites where it calls, with the gas that the whole needs up to there so that this much is used before
     */
    private static long used(DeployedVerifier verifier, byte[] call, Map<Site, List<Long>> sites) {
        long[] gas = new long[4];
        boolean failed = verifier.trace(call, DeployedVerifier.GAS_LIMIT, (depth, pc, instruction, left) -> {
            if (gas[0] == 0) {
                gas[0] = left;
            }
            if (depth == 1) {
                gas[1] = left;
                gas[2] = 0;
            } else if (gas[2] == 0) {
                gas[2] = left;
            }
            if (instruction.endsWith("CALL")) {
                // An engine gets 63/64 of what is left, so that much more must be there for it to have so little left.
                long before = depth == 1 ? gas[0] - left : gas[0] - gas[1] + (gas[2] - left) * 64 / 63 + 2_700;
                sites.computeIfAbsent(new Site(depth, pc, instruction), site -> new ArrayList<>())
                        .add(before);
            }
            gas[3] = left;
        });
        assertThat(failed).isFalse();
        return gas[0] - gas[3];
    }

    private void check(DeployedVerifier verifier, byte[] call, byte[] right, long gas, Site site) {
        DeployedVerifier.Answer answer = verifier.callWith(gas, call);
        if (answer.done()) {
            assertThat(answer.data()).as("with %d gas", gas).isEqualTo(right);
            count("right");
        } else {
            count("reverts");
            boolean precompile = Bytes.of(answer.data()).equals(OUT_OF_GAS);
            if (precompile) {
                count("PrecompileOutOfGas");
            }
            if (site != null) {
                count("starved at " + site.instruction() + " " + site.depth() + ":" + site.pc());
            }
        }
    }

    private void count(String what) {
        answers.merge(what, 1, Integer::sum);
    }
}
