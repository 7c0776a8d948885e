package io.truebook.prover;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Sends segments through the verifier instruction by instruction. A trace costs a hundred times a call, so only segments with a step
 * that was seldom traced before are, and a few of the others.
 */
final class TracedSegments {
    /** A step of one kind that ended one way counts as known after so many traces. */
    private static final int OFTEN = 3;

    private static final int HOSTILE_EVERY = 40;

    private final DeployedVerifier verifier;
    private final BranchCoverage coverage;
    private final SplittableRandom random;
    private final Map<ExecutedStep, Integer> known = new HashMap<>();
    private int offered;
    private int traced;
    private int hostile;

    TracedSegments(DeployedVerifier verifier, BranchCoverage coverage, long seed) {
        this.verifier = verifier;
        this.coverage = coverage;
        random = new SplittableRandom(seed);
    }

    void offer(List<RecordedSegment> segments) {
        for (RecordedSegment segment : segments) {
            offered++;
            boolean rare = segment.steps().stream().anyMatch(step -> known.getOrDefault(step, 0) < OFTEN);
            if (rare || random.nextInt(100) == 0) {
                trace(segment);
            }
        }
    }

    /** Runs one segment, as a call of either function. */
    void trace(RecordedSegment segment) {
        segment.steps().stream().distinct().forEach(step -> known.merge(step, 1, Integer::sum));
        int k = segment.proof().segment();
        byte[] proof = segment.proof().encode();
        traced++;
        byte[] call = traced % 4 == 0
                ? DeployedVerifier.isFraudCall(segment.header(), segment.parentRoot(), k, proof)
                : DeployedVerifier.executeCall(segment.header(), segment.parentRoot(), k, proof);
        if (run(call)) {
            throw new IllegalStateException("a right proof reverts");
        }
        if (traced % HOSTILE_EVERY == 0) {
            HostileProof.of(segment, random).forEach(this::trace);
            traceBytes(segment);
        }
    }

    private void trace(HostileProof proof) {
        hostile++;
        byte[] call = DeployedVerifier.executeCall(proof.header(), proof.parentRoot(), proof.segment(), proof.proof());
        if (!run(call) && proof.mustRevert()) {
            throw new IllegalStateException("a proof is taken with " + proof.what());
        }
    }

    private void traceBytes(RecordedSegment segment) {
        HostileBytes.of(segment)
                .forEach((what, bytes) -> trace(new HostileProof(
                        what,
                        true,
                        segment.header(),
                        segment.parentRoot(),
                        segment.proof().segment(),
                        bytes)));
    }

    /** True when it reverts. */
    private boolean run(byte[] call) {
        BranchCoverage.Call steps = coverage.new Call();
        boolean failed = verifier.trace(call, DeployedVerifier.GAS_LIMIT, steps);
        steps.end();
        return failed;
    }

    String summary() {
        return String.format(
                "%d segments, %d of them traced, %d wrong proofs; %d outcomes of steps; %d ways missing",
                offered, traced, hostile, known.size(), coverage.missing());
    }
}
