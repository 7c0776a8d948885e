package io.truebook.prover;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.CurveRecovery;
import io.truebook.engine.Flow;
import io.truebook.engine.Seeds;
import io.truebook.l1.EthAddress;
import io.truebook.prover.DeployedVerifier.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Proofs that lack something, say something else, or come with too little gas: the contract reverts, it never answers wrongly. */
class HostileProofsTest {
    private static DeployedVerifier verifier;
    private static SplittableRandom random;
    private static List<RecordedSegment> segments;

    @BeforeAll
    static void record() {
        long seed = Seeds.next("hostile proofs");
        random = new SplittableRandom(seed);
        CurveRecovery recovery = new CurveRecovery();
        RandomBatches batches = new RandomBatches(
                seed, domain -> ItemSource.of(new Flow(seed, new Flow.Shape(8, 4, 3, 60, 30), domain)), 120, recovery);
        SegmentRecorder recorder = new SegmentRecorder(batches.initial(), batches.domain, recovery);
        segments = new ArrayList<>(recorder.record(batches.opening()));
        for (int i = 0; i < 4; i++) {
            segments.addAll(recorder.record(batches.next(100)));
        }
        verifier = new DeployedVerifier(EthAddress.ZERO);
    }

    @AfterAll
    static void close() {
        verifier.close();
    }

    @Test
    void aProofWithoutOneOfItsCellsNamesThatCell() {
        for (RecordedSegment segment : segments) {
            assertThat(execute(segment, segment.incomplete().encode()))
                    .as("without cell %x", segment.missing())
                    .isEqualTo(new Outcome.Reverted(Comparison.missingCell(segment.missing())));
        }
    }

    @Test
    void aProofWithOneBitChangedReverts() {
        for (int i = 0; i < 600; i++) {
            RecordedSegment segment = any();
            byte[] proof = segment.proof().encode();
            int bit = random.nextInt(8 * proof.length);
            proof[bit / 8] ^= (byte) (0x80 >>> bit % 8);
            assertThat(execute(segment, proof)).as("bit %d", bit).isInstanceOf(Outcome.Reverted.class);
        }
    }

    @Test
    void aProofCutShortOrTooLongReverts() {
        for (int i = 0; i < 200; i++) {
            RecordedSegment segment = any();
            byte[] proof = segment.proof().encode();
            byte[] shorter = Arrays.copyOf(proof, random.nextInt(proof.length));
            byte[] longer = Arrays.copyOf(proof, proof.length + 1 + random.nextInt(70));
            assertThat(execute(segment, shorter)).isInstanceOf(Outcome.Reverted.class);
            assertThat(execute(segment, longer)).isInstanceOf(Outcome.Reverted.class);
        }
    }

    @Test
    void aProofOfAnotherSegmentReverts() {
        for (int i = 0; i < 200; i++) {
            RecordedSegment segment = any();
            RecordedSegment other = any();
            if (segment != other) {
                assertThat(execute(segment, other.proof().encode())).isInstanceOf(Outcome.Reverted.class);
            }
        }
    }

    @Test
    void withLessGasItRevertsOrIsRight() {
        int answers = 0;
        for (int i = 0; i < 60; i++) {
            RecordedSegment segment = any();
            byte[] proof = segment.proof().encode();
            long enough = DeployedVerifier.transactionGas(
                    proof, executed(execute(segment, proof)).gasUsed());
            // Below this the node refuses the call for its calldata alone.
            long least = DeployedVerifier.transactionGas(proof, 0) + 40_000;
            for (int g = 0; g < 20; g++) {
                long gas = least + (g < 4 ? enough + 40_000L * g : random.nextLong(enough));
                if (execute(segment, proof, gas) instanceof Outcome.Executed answer) {
                    answers++;
                    assertThat(answer.postRoot()).as("with %d gas", gas).isEqualTo(segment.postRoot());
                    assertThat(answer.invalid()).as("with %d gas", gas).isEqualTo(segment.invalid());
                }
            }
        }
        assertThat(answers).isPositive();
    }

    private static RecordedSegment any() {
        return segments.get(random.nextInt(segments.size()));
    }

    private static Outcome execute(RecordedSegment segment, byte[] proof) {
        return execute(segment, proof, DeployedVerifier.GAS_LIMIT);
    }

    private static Outcome execute(RecordedSegment segment, byte[] proof, long gas) {
        int k = segment.proof().segment();
        return verifier.execute(segment.header(), segment.parentRoot(), k, proof, gas);
    }

    private static Outcome.Executed executed(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Executed.class);
        return (Outcome.Executed) outcome;
    }
}
