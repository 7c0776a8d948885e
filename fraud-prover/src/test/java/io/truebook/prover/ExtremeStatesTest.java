package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.CurveRecovery;
import io.truebook.engine.PostedBatch;
import io.truebook.engine.Seeds;
import io.truebook.engine.protocol.Reason;
import io.truebook.l1.EthAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * States that no trading reaches: balances, quotes, indices, volumes and open interest at the ends of what the protocol page says they can
 * be. Java's 64 bits and the contract's 256 must lead to the same roots from there.
 */
class ExtremeStatesTest {
    /** Each state is costly to make: a twentieth of what random flows get. */
    private static final int SEGMENTS = Math.max(400, Integer.getInteger("truebook.segments", 400) / 20);

    @Test
    void bothEnginesAgreeAtTheEndsOfAllWidths() throws InterruptedException {
        long seed = Seeds.next("extreme states");
        SplittableRandom seeds = new SplittableRandom(seed);
        CurveRecovery recovery = new CurveRecovery();
        Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
        try (DeployedVerifier verifier = new DeployedVerifier(EthAddress.ZERO);
                Comparison comparison = new Comparison(verifier, SEGMENTS)) {
            while (!comparison.done()) {
                ExtremeState state = new ExtremeState(seeds.nextLong(), recovery);
                SegmentRecorder recorder = new SegmentRecorder(state.start(), state.domain, recovery, 16);
                for (PostedBatch batch : state.batches()) {
                    comparison.submit(recorder.record(batch));
                }
                assertThat(recorder.cells().equals(state.cells()))
                        .as("hot and cold states are equal, seed %d", seed)
                        .isTrue();
                state.reasons().forEach(reason -> reasons.merge(reason, 1, Integer::sum));
            }
            comparison.await();
            System.out.println(comparison.summary());
            System.out.println(reasons);
            assertThat(comparison.differing()).as("seed " + seed).isEmpty();
        }
        assertThat(reasons.keySet())
                .as("seed " + seed)
                .contains(Reason.OK, Reason.TAKER_BOUND, Reason.MAKER_BOUND, Reason.REST_MARGIN, Reason.BAD_AMOUNT);
    }
}
