package io.truebook.prover;

import io.truebook.engine.CurveRecovery;
import io.truebook.engine.Flow;
import io.truebook.engine.PostedBatch;
import java.util.SplittableRandom;

/** Told stories, of which every segment is traced, and seeded random flows, of which those with seldom steps are. */
final class CoverageStories {
    private static final int BATCHES = 15;

    private final TracedSegments traced;
    private final SplittableRandom random;
    private final CurveRecovery recovery = new CurveRecovery();
    private final long started = System.nanoTime();

    CoverageStories(TracedSegments traced, long seed) {
        this.traced = traced;
        random = new SplittableRandom(seed);
    }

    void tell(int flows) {
        Stage refused = Rejections.told(recovery);
        SegmentRecorder rejections = new SegmentRecorder(RandomBatches.genesis(), refused.domain, recovery);
        refused.posted().forEach(batch -> rejections.record(batch).forEach(traced::trace));
        report("refusals");
        Stage limits = CornersTest.told(recovery);
        SegmentRecorder corners = new SegmentRecorder(RandomBatches.genesis(), limits.domain, recovery);
        limits.posted().forEach(batch -> traced.offer(corners.record(batch)));
        report("limits");
        Stage poor = Distress.told(recovery);
        SegmentRecorder distress = new SegmentRecorder(RandomBatches.genesis(), poor.domain, recovery);
        poor.posted().forEach(batch -> distress.record(batch).forEach(traced::trace));
        report("distress");
        for (int i = 0; i < flows; i++) {
            flow(i % ItemSource.KINDS);
            report("flow " + (i + 1));
        }
    }

    /** @param kind each in its turn, so that none is left out by chance */
    private void flow(int kind) {
        int workLimit = random.nextInt(4) == 0 ? 0 : 200 + random.nextInt(100);
        long seed = random.nextLong();
        Flow.Shape shape = new Flow.Shape(
                2 + random.nextInt(20),
                1 + random.nextInt(20),
                1 + random.nextInt(4),
                random.nextInt(3) * 60,
                10 + random.nextInt(100));
        RandomBatches batches =
                new RandomBatches(seed, domain -> ItemSource.of(kind, seed, shape, domain), workLimit, recovery);
        SegmentRecorder recorder = new SegmentRecorder(RandomBatches.genesis(), batches.domain, recovery);
        traced.offer(recorder.record(batches.opening()));
        for (int i = 0; i < BATCHES; i++) {
            PostedBatch batch = batches.next(1 + random.nextInt(120));
            traced.offer(recorder.recordAndUndo(batches.damaged(batch), random.nextInt(3) - 1));
            traced.offer(recorder.record(batch));
        }
    }

    private void report(String story) {
        System.out.printf("%5.0f s  %-9s %s%n", (System.nanoTime() - started) / 1e9, story, traced.summary());
    }
}
