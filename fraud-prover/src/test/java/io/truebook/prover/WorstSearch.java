package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.CellMap;
import io.truebook.engine.CurveRecovery;
import io.truebook.engine.PostedBatch;
import io.truebook.l1.EthAddress;
import io.truebook.l1.SegmentProof;
import io.truebook.prover.DeployedVerifier.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;

/**
 * Searches for the segment that costs most to prove: for each kind of work it climbs from random shapes by changing one thing at a time,
 * once for gas and once for bytes. Every cell that can exist does, with 2^31 accounts. Ends with 1 when a limit is broken, or the promise
 * of the weights: 100 bytes for each of the W units.
 */
final class WorstSearch {
    private record Found(WorkShape shape, int steps, int cells, int bytes, int weighed, long gas) {}

    private static final int ACCOUNT_BITS = 30;
    private static final int TREE_BITS = 31;
    private static final int MARKETS = 256;
    private static final long MOST_GAS = 12_000_000;
    private static final int WEIGHED = WORK_UNIT * INITIAL_WORK_LIMIT;
    private static final int RESTARTS = 2;
    private static final int CLIMB = 5;

    private final DeployedVerifier verifier;
    private final SplittableRandom random;
    private final CurveRecovery recovery = new CurveRecovery();
    private int evaluated;

    private WorstSearch(DeployedVerifier verifier, long seed) {
        this.verifier = verifier;
        random = new SplittableRandom(seed);
    }

    /** @param arguments seed, restarts of each kind and aim, changes tried from each */
    public static void main(String[] arguments) {
        long seed = arguments.length > 0 ? Long.parseLong(arguments[0]) : System.nanoTime();
        int restarts = arguments.length > 1 ? Integer.parseInt(arguments[1]) : RESTARTS;
        int climb = arguments.length > 2 ? Integer.parseInt(arguments[2]) : CLIMB;
        System.out.printf("seed %d, %d restarts of %d changes for gas and for bytes%n%n", seed, restarts, climb);
        System.out.printf(
                "%-16s %6s %6s %8s %6s %10s %6s  %s%n",
                "kind", "steps", "cells", "bytes", "of W", "gas", "of 12M", "shape");
        List<Found> all = new ArrayList<>();
        try (DeployedVerifier verifier = new DeployedVerifier(EthAddress.ZERO)) {
            WorstSearch search = new WorstSearch(verifier, seed);
            for (WorkShape.Kind kind : WorkShape.Kind.values()) {
                Found dearest = search.climb(kind, restarts, climb, Found::gas);
                Found longest = search.climb(kind, restarts, climb, Found::weighed);
                print(dearest);
                if (longest.weighed() > dearest.weighed()) {
                    print(longest);
                }
                all.add(dearest);
                all.add(longest);
            }
            System.out.printf("%n%d shapes%n", search.evaluated);
        }
        Found dearest = all.stream().max(Comparator.comparingLong(Found::gas)).orElseThrow();
        Found longest = all.stream().max(Comparator.comparingInt(Found::bytes)).orElseThrow();
        System.out.printf(
                "most gas   %,10d, %.1f%% of %,d%n", dearest.gas(), percent(dearest.gas(), MOST_GAS), MOST_GAS);
        System.out.printf(
                "most bytes %,10d, %.1f%% of %,d%n",
                longest.bytes(), percent(longest.bytes(), SegmentProof.MAX_LENGTH), SegmentProof.MAX_LENGTH);
        Found heaviest =
                all.stream().max(Comparator.comparingInt(Found::weighed)).orElseThrow();
        System.out.printf(
                "most of W   %,9d, %.1f%% of %,d%n", heaviest.weighed(), percent(heaviest.weighed(), WEIGHED), WEIGHED);
        boolean kept =
                dearest.gas() < MOST_GAS && longest.bytes() <= SegmentProof.MAX_LENGTH && heaviest.weighed() <= WEIGHED;
        System.exit(kept ? 0 : 1);
    }

    private static double percent(long part, long whole) {
        return 100.0 * part / whole;
    }

    private static void print(Found found) {
        System.out.printf(
                "%-16s %6d %6d %8d %5.1f%% %10d %5.1f%%  %s%n",
                found.shape().kind(),
                found.steps(),
                found.cells(),
                found.bytes(),
                percent(found.weighed(), WEIGHED),
                found.gas(),
                percent(found.gas(), MOST_GAS),
                found.shape().toString().replaceFirst("WorkShape\\[kind=[A-Z_]+, ", "["));
    }

    private Found climb(WorkShape.Kind kind, int restarts, int climb, ToLongFunction<Found> aim) {
        Found best = null;
        for (int r = 0; r < restarts; r++) {
            Found here = measure(WorkShape.any(kind, random));
            for (int i = 0; i < climb; i++) {
                Found there = measure(here.shape().changed(random));
                // A change that costs the same is taken too: what comes after it may not.
                here = aim.applyAsLong(there) >= aim.applyAsLong(here) ? there : here;
            }
            best = best == null || aim.applyAsLong(here) > aim.applyAsLong(best) ? here : best;
        }
        return best;
    }

    private Found measure(WorkShape shape) {
        evaluated++;
        Stage stage = new Stage(random.nextLong(), WorkShape.ACCOUNTS, ACCOUNT_BITS, recovery);
        if (random.nextInt(4) > 0) {
            stage.complicate(MARKETS);
        }
        List<Runnable> work = shape.prepare(stage);
        stage.nextBatch();
        CellMap before = stage.state();
        work.forEach(Runnable::run);
        PostedBatch batch = stage.nextBatch();
        WorstSegment worst = WorstSegment.of(before, batch, stage.domain, recovery, TREE_BITS);
        RecordedSegment segment = worst.segment();
        byte[] proof = segment.proof().encode();
        Outcome outcome = verifier.execute(
                segment.header(), segment.parentRoot(), segment.proof().segment(), proof);
        if (outcome instanceof Outcome.Executed executed && executed.postRoot().equals(segment.postRoot())) {
            return new Found(
                    shape,
                    segment.steps().size(),
                    segment.witness().cells().size(),
                    proof.length,
                    worst.weighed(),
                    DeployedVerifier.transactionGas(proof, executed.gasUsed()));
        }
        throw new IllegalStateException(shape + ": " + outcome);
    }
}
