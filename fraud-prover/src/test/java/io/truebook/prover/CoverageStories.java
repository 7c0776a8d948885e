package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.CurveRecovery;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.Flow;
import io.truebook.engine.PostedBatch;
import io.truebook.engine.Trial;
import java.util.List;
import java.util.SplittableRandom;

/** Told stories, of which every segment is traced, and seeded random flows, of which those with seldom steps are. */
final class CoverageStories {
    private static final int BATCHES = 15;
    private static final int EXTREMES = 40;
    private static final int UNKNOWN_TYPE = 250;

    private final TracedSegments traced;
    private final SplittableRandom random;
    private final SplittableRandom told;
    private final CurveRecovery recovery = new CurveRecovery();
    private final long started = System.nanoTime();

    CoverageStories(TracedSegments traced, long seed) {
        this.traced = traced;
        random = new SplittableRandom(seed);
        told = new SplittableRandom(~seed);
    }

    void tell(int flows) {
        trace("refusals", Rejections.told(recovery));
        offer("limits", CornersTest.told(recovery));
        trace("distress", Distress.told(recovery));
        trace("governor", GovernanceRejections.told(recovery));
        trace("accounts", AccountRejections.told(recovery));
        trace("risk", RiskCorners.told(recovery));
        frames();
        extremes();
        costly();
        for (int i = 0; i < flows; i++) {
            flow(i % ItemSource.KINDS);
            report("flow " + (i + 1));
        }
    }

    private void trace(String story, Stage stage) {
        SegmentRecorder recorder = new SegmentRecorder(RandomBatches.genesis(), stage.domain, recovery);
        stage.posted().forEach(batch -> recorder.record(batch).forEach(traced::trace));
        report(story);
    }

    private void offer(String story, Stage stage) {
        SegmentRecorder recorder = new SegmentRecorder(RandomBatches.genesis(), stage.domain, recovery);
        stage.posted().forEach(batch -> traced.offer(recorder.record(batch)));
        report(story);
    }

    /** Items of each engine that the end of the data cuts off, and ones longer than any may be. */
    private void frames() {
        SegmentRecorder recorder =
                new SegmentRecorder(RandomBatches.genesis(), new Eip712Domain(1, new byte[20]), recovery);
        for (int type : new int[] {ITEM_PLACE, ITEM_WITHDRAW, ITEM_LIQUIDATE, UNKNOWN_TYPE}) {
            byte t = (byte) type;
            byte[] tooLong = new byte[FRAME_LENGTH + MAX_ITEM_BODY + 2];
            tooLong[0] = t;
            tooLong[1] = (byte) (MAX_ITEM_BODY + 1 >> 8);
            tooLong[2] = (byte) (MAX_ITEM_BODY + 1);
            for (byte[] bytes : new byte[][] {{t}, {t, 0}, {t, 0, 9}, {t, -1, -1}, {t, 0, 2, 5}, tooLong}) {
                PostedBatch batch = new PostedBatch(1, new byte[32], Trial.GENESIS, bytes, 0, List.of());
                recorder.recordAndUndo(batch, 0).forEach(traced::trace);
            }
        }
        report("frames");
    }

    /** Each kind of work at its costliest, every other one in markets that have all a market can have. */
    private void costly() {
        for (Scenario scenario : Scenario.values()) {
            Stage stage = new Stage(told.nextLong(), scenario.accounts, 30, recovery);
            if (scenario.ordinal() % 2 == 0 || scenario == Scenario.SAMPLE) {
                stage.complicate(256);
            }
            List<Runnable> work = scenario.prepare(stage);
            stage.nextBatch();
            work.forEach(Runnable::run);
            stage.nextBatch();
            offer(scenario.name(), stage);
        }
    }

    /** From states with numbers at the ends of their widths. */
    private void extremes() {
        for (int i = 0; i < EXTREMES; i++) {
            ExtremeState state = new ExtremeState(told.nextLong(), recovery);
            SegmentRecorder recorder = new SegmentRecorder(state.start(), state.domain, recovery);
            state.batches().forEach(batch -> recorder.record(batch).forEach(traced::trace));
        }
        for (LiquidationAtBounds.Bound bound : LiquidationAtBounds.Bound.values()) {
            for (boolean closeOut : new boolean[] {false, true}) {
                LiquidationAtBounds liquidation = new LiquidationAtBounds(bound, closeOut, recovery);
                new SegmentRecorder(liquidation.start, liquidation.domain, recovery)
                        .record(liquidation.batch)
                        .forEach(traced::trace);
            }
        }
        report("extremes");
    }

    /** @param kind each in its turn, so that none is left out by chance */
    private void flow(int kind) {
        int workLimit = random.nextInt(4) == 0 ? 0 : 120 + random.nextInt(70);
        long seed = random.nextLong();
        Flow.Shape shape = new Flow.Shape(
                2 + random.nextInt(20),
                1 + random.nextInt(20),
                1 + random.nextInt(4),
                random.nextInt(3) * 60,
                10 + random.nextInt(100));
        RandomBatches batches =
                new RandomBatches(seed, domain -> ItemSource.of(kind, seed, shape, domain), workLimit, recovery);
        SegmentRecorder recorder = new SegmentRecorder(batches.initial(), batches.domain, recovery);
        traced.offer(recorder.record(batches.opening()));
        for (int i = 0; i < BATCHES; i++) {
            PostedBatch batch = batches.next(1 + random.nextInt(120));
            traced.offer(recorder.recordAndUndo(batches.damaged(batch), random.nextInt(3) - 1));
            traced.offer(recorder.record(batch));
        }
    }

    private void report(String story) {
        System.out.printf("%5.0f s  %-22s %s%n", (System.nanoTime() - started) / 1e9, story, traced.summary());
    }
}
