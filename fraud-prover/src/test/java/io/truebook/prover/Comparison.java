package io.truebook.prover;

import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.l1.Keccak;
import io.truebook.prover.DeployedVerifier.Outcome;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;

/** Sends recorded segments to the contract, four in flight, and compares what it says with what the engine did. */
final class Comparison implements AutoCloseable {
    private static final int IN_FLIGHT = 4;
    private static final long REPORT_NANOS = 5_000_000_000L;
    private static final byte[] MISSING_CELL = Arrays.copyOf(
            Keccak.hash("MissingCell(uint256)".getBytes(StandardCharsets.US_ASCII))
                    .bytes(),
            4);

    private final DeployedVerifier verifier;
    private final int wanted;
    private final ExecutorService workers = Executors.newFixedThreadPool(IN_FLIGHT);
    private final Semaphore waiting = new Semaphore(64);
    private final AtomicInteger compared = new AtomicInteger();
    private final AtomicInteger invalid = new AtomicInteger();
    private final AtomicInteger reverting = new AtomicInteger();
    private final Collection<String> differing = new ConcurrentLinkedQueue<>();
    private final SegmentCounts counts = new SegmentCounts();
    private final LongAccumulator mostGas = new LongAccumulator(Math::max, 0);
    private final LongAccumulator longestProof = new LongAccumulator(Math::max, 0);
    private final long started = System.nanoTime();
    private final AtomicLong reported = new AtomicLong(started);
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
        counts.add(segment);
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
        if (segment.incomplete() != null) {
            leaveOut(segment);
        }
        compared.incrementAndGet();
        long last = reported.get();
        if (System.nanoTime() - last > REPORT_NANOS && reported.compareAndSet(last, System.nanoTime())) {
            System.out.println(summary());
        }
    }

    /** Without one cell the contract names that cell and says nothing else. */
    private void leaveOut(RecordedSegment segment) {
        byte[] incomplete = segment.incomplete().encode();
        int k = segment.proof().segment();
        Outcome outcome = verifier.execute(segment.header(), segment.parentRoot(), k, incomplete);
        if (outcome.equals(new Outcome.Reverted(missingCell(segment.missing())))) {
            counts.addIncomplete();
        } else {
            differing.add(String.format("%s without cell %x: %s", name(segment), segment.missing(), outcome));
        }
    }

    /** The error that names a cell. */
    static Bytes missingCell(long address) {
        ByteBuffer error = ByteBuffer.allocate(MISSING_CELL.length + Bytes32.LENGTH);
        error.put(MISSING_CELL).putLong(error.capacity() - Long.BYTES, address);
        return Bytes.of(error.array());
    }

    /** Segments, steps and outcomes by kind. */
    String table() {
        return counts.table();
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
                "%,d%s segments compared, %d of them INVALID: %d differ, %d revert; %.0f segments/s%s; most gas %d, longest proof %d bytes",
                compared.get(),
                wanted == Integer.MAX_VALUE ? "" : String.format(" of %,d", wanted),
                invalid.get(),
                differing.size(),
                reverting.get(),
                compared.get() / seconds,
                remaining(seconds),
                mostGas.get(),
                longestProof.get());
    }

    private String remaining(double seconds) {
        int left = wanted - compared.get();
        return wanted == Integer.MAX_VALUE || left <= 0 || compared.get() == 0
                ? ""
                : String.format(", %.0f s to go", seconds / compared.get() * left);
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
