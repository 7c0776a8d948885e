package io.truebook.prover;

import io.truebook.engine.CellAddresses;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.Reason;
import io.truebook.prover.DeployedVerifier.Outcome;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;

/** Sends recorded segments to the contract, four in flight, and compares what it says with what the engine did. */
final class Comparison implements AutoCloseable {
    private static final int IN_FLIGHT = 4;
    private static final int REPORT_EVERY = 2_000;

    private final DeployedVerifier verifier;
    private final int wanted;
    private final ExecutorService workers = Executors.newFixedThreadPool(IN_FLIGHT);
    private final Semaphore waiting = new Semaphore(64);
    private final AtomicInteger compared = new AtomicInteger();
    private final AtomicInteger invalid = new AtomicInteger();
    private final AtomicInteger reverting = new AtomicInteger();
    private final Collection<String> differing = new ConcurrentLinkedQueue<>();
    private final Map<Reason, Integer> reasons = new ConcurrentHashMap<>();
    private final LongAccumulator mostGas = new LongAccumulator(Math::max, 0);
    private final LongAccumulator longestProof = new LongAccumulator(Math::max, 0);
    private final long started = System.nanoTime();
    private int submitted;

    Comparison(DeployedVerifier verifier, int wanted) {
        this.verifier = verifier;
        this.wanted = wanted;
    }

    boolean done() {
        return submitted >= wanted || differing.size() >= 5;
    }

    void submit(List<RecordedSegment> segments) {
        for (RecordedSegment segment : segments) {
            submitted++;
            waiting.acquireUninterruptibly();
            workers.execute(() -> {
                try {
                    compare(segment);
                } catch (RuntimeException failure) {
                    differing.add(name(segment) + ": " + failure);
                } finally {
                    waiting.release();
                }
            });
        }
    }

    void await() throws InterruptedException {
        workers.shutdown();
        if (!workers.awaitTermination(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException("calls are still under way");
        }
    }

    private void compare(RecordedSegment segment) {
        byte[] proof = segment.proof().encode();
        longestProof.accumulate(proof.length);
        reasons.merge(reasonBefore(segment), 1, Integer::sum);
        int k = segment.proof().segment();
        switch (verifier.execute(segment.header(), segment.parentRoot(), k, proof)) {
            case Outcome.Reverted(var error) -> {
                reverting.incrementAndGet();
                differing.add(name(segment) + " reverts with " + error.hex());
            }
            case Outcome.Executed(var postRoot, boolean isInvalid, long gasUsed) -> {
                mostGas.accumulate(gasUsed);
                if (isInvalid) {
                    invalid.incrementAndGet();
                }
                if (!postRoot.equals(segment.postRoot()) || isInvalid != segment.invalid()) {
                    differing.add(name(segment) + " leads to " + postRoot + (isInvalid ? ", INVALID" : ""));
                }
            }
        }
        int count = compared.incrementAndGet();
        if (count % REPORT_EVERY == 0) {
            System.out.println(summary());
        }
    }

    /** The outcome that the step before the segment left in the cursor: a sample of what the flow reaches. */
    private static Reason reasonBefore(RecordedSegment segment) {
        CursorCell cursor = new CursorCell(CellAddresses.cursor());
        cursor.decode(segment.witness().cells().get(CellAddresses.cursor()), 0);
        return Reason.of(cursor.reason);
    }

    /** How often each outcome stood in the cursor between two segments. */
    Map<Reason, Integer> reasons() {
        return new EnumMap<>(reasons);
    }

    private static String name(RecordedSegment segment) {
        return "segment " + segment.proof().segment() + " of batch "
                + segment.batch().index();
    }

    Collection<String> differing() {
        return differing;
    }

    String summary() {
        double seconds = (System.nanoTime() - started) / 1e9;
        return String.format(
                "%d segments compared, %d of them INVALID: %d differ, %d revert; %.0f segments/s; most gas %d, longest proof %d bytes",
                compared.get(),
                invalid.get(),
                differing.size(),
                reverting.get(),
                compared.get() / seconds,
                mostGas.get(),
                longestProof.get());
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
