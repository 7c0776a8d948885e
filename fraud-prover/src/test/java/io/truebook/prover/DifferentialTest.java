package io.truebook.prover;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.CurveRecovery;
import io.truebook.engine.Flow;
import io.truebook.engine.PostedBatch;
import io.truebook.engine.Seeds;
import io.truebook.l1.EthAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Every segment of random adversarial flows through the deployed contract: roots must be equal to Java's, bit by bit.
 * {@code scripts/differential} runs the same with more segments.
 */
class DifferentialTest {
    /** One story of a costly kind among so many random flows. */
    private static final int SCENARIO_EVERY = 12;

    /** One segment in so many is also tried without one of its cells. */
    private static final int INCOMPLETE_EVERY = 16;

    private static final int SEGMENTS = Integer.getInteger("truebook.segments", 400);

    @Test
    void theContractAndTheEngineAgreeOnEverySegment() throws InterruptedException, IOException {
        long seed = Seeds.next("differential");
        SplittableRandom seeds = new SplittableRandom(seed);
        try (DeployedVerifier verifier = new DeployedVerifier(EthAddress.ZERO);
                Comparison comparison = new Comparison(verifier, SEGMENTS)) {
            while (!comparison.done()) {
                run(seeds, comparison);
            }
            comparison.await();
            System.out.println(comparison.summary());
            System.out.println(comparison.table());
            System.out.println("seed " + seed + ": " + comparison.differing().size() + " differ");
            log(seed + ": " + comparison.summary());
            assertThat(comparison.differing()).as("seed " + seed).isEmpty();
        }
    }

    /** A batch with an item of every kind, with each byte changed in turn and cut off at each byte. */
    @Test
    void theyAgreeOnGarbageAtEveryOffset() throws InterruptedException {
        long seed = Seeds.next("garbage");
        SplittableRandom random = new SplittableRandom(seed);
        int stride = SEGMENTS >= 20_000 ? 1 : 23;
        CurveRecovery recovery = new CurveRecovery();
        RandomBatches batches = new RandomBatches(
                seed, domain -> ItemSource.of(new Flow(seed, new Flow.Shape(3, 2, 2, 0, 10), domain)), 120, recovery);
        SegmentRecorder recorder = new SegmentRecorder(batches.initial(), batches.domain, recovery, INCOMPLETE_EVERY);
        try (DeployedVerifier verifier = new DeployedVerifier(EthAddress.ZERO);
                Comparison comparison = new Comparison(verifier, Integer.MAX_VALUE)) {
            recorder.record(batches.opening());
            recorder.record(batches.next(40));
            PostedBatch batch = batches.next(24);
            int length = batch.transactionLength();
            for (int at = random.nextInt(stride); at < length; at += stride) {
                byte[] changed = batch.transactions().clone();
                changed[at] ^= (byte) (1 + random.nextInt(255));
                comparison.submit(recorder.recordAndUndo(with(batch, changed), 0));
                byte[] cut = Arrays.copyOf(batch.transactions(), at);
                comparison.submit(recorder.recordAndUndo(with(batch, cut), 0));
            }
            comparison.await();
            System.out.println(comparison.summary());
            assertThat(comparison.differing()).as("seed " + seed).isEmpty();
        }
    }

    /** One line in the file that the command names, so that what was run stands somewhere. */
    private static void log(String line) throws IOException {
        String file = System.getProperty("truebook.log");
        if (file != null) {
            Files.writeString(Path.of(file), Instant.now() + " seed " + line + System.lineSeparator(), CREATE, APPEND);
        }
    }

    private static PostedBatch with(PostedBatch batch, byte[] transactions) {
        return new PostedBatch(
                batch.index(), batch.leaseId(), batch.time(), transactions, batch.firstMessage(), batch.messages());
    }

    private static void run(SplittableRandom seeds, Comparison comparison) {
        CurveRecovery recovery = new CurveRecovery();
        if (seeds.nextInt(SCENARIO_EVERY) == 0) {
            costly(seeds, comparison, recovery);
            return;
        }
        int workLimit = seeds.nextInt(4) == 0 ? 0 : 120 + seeds.nextInt(70);
        long seed = seeds.nextLong();
        Flow.Shape shape = shape(seeds);
        int kind = seeds.nextInt(ItemSource.KINDS);
        RandomBatches batches =
                new RandomBatches(seed, domain -> ItemSource.of(kind, seed, shape, domain), workLimit, recovery);
        SegmentRecorder recorder = new SegmentRecorder(batches.initial(), batches.domain, recovery, INCOMPLETE_EVERY);
        List<RecordedSegment> segments = new ArrayList<>(recorder.record(batches.opening()));
        comparison.submit(segments);
        int count = 5 + seeds.nextInt(30);
        for (int i = 0; i < count && !comparison.done(); i++) {
            PostedBatch batch = batches.next(1 + seeds.nextInt(120));
            PostedBatch damaged = batches.damaged(batch);
            comparison.submit(recorder.recordAndUndo(damaged, seeds.nextInt(3) - 1));
            comparison.submit(recorder.record(batch));
            batches.checkInvariants();
        }
        assertThat(recorder.cells())
                .as("each segment from its witness alone, and the engine that ran on, seed of the flow %d", seed)
                .isEqualTo(batches.cells());
    }

    /** Accounts with 16 positions or 256 orders, and one of the costliest kinds of work. */
    private static void costly(SplittableRandom seeds, Comparison comparison, CurveRecovery recovery) {
        Stage stage;
        if (seeds.nextInt(4) == 0) {
            stage = CornersTest.told(recovery);
        } else {
            Scenario scenario = Scenario.values()[seeds.nextInt(Scenario.values().length)];
            stage = new Stage(seeds.nextLong(), scenario.accounts, 30, recovery);
            if (seeds.nextBoolean()) {
                stage.complicate(256);
            }
            List<Runnable> work = scenario.prepare(stage);
            stage.nextBatch();
            work.forEach(Runnable::run);
            stage.nextBatch();
        }
        SegmentRecorder recorder =
                new SegmentRecorder(RandomBatches.genesis(), stage.domain, recovery, INCOMPLETE_EVERY);
        for (PostedBatch batch : stage.posted()) {
            if (!comparison.done()) {
                comparison.submit(recorder.record(batch));
            }
        }
    }

    private static Flow.Shape shape(SplittableRandom seeds) {
        return new Flow.Shape(
                2 + seeds.nextInt(20),
                1 + seeds.nextInt(20),
                1 + seeds.nextInt(4),
                seeds.nextInt(3) * 60,
                10 + seeds.nextInt(100));
    }
}
