package io.truebook.sequencer;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Seals closed batches on a thread beside the writer. When it falls behind by more than a few batches, the writer waits. */
final class SealingLine {
    /** Waits until a batch may be sealed. */
    @FunctionalInterface
    interface Gate {
        void await(ClosedBatch batch) throws InterruptedException;
    }

    private static final int WAITING = 8;

    private final Sealer sealer;
    private final Standing standing;
    private final Gate gate;
    private final Consumer<SealedBatch> sealed;
    private final ArrayBlockingQueue<ClosedBatch> queue = new ArrayBlockingQueue<>(WAITING);
    private final Thread thread = new Thread(this::run, "sealer");
    private final Object progress = new Object();
    private int unfinished;
    private volatile boolean stopping;

    SealingLine(Sealer sealer, Standing standing, Gate gate, Consumer<SealedBatch> sealed) {
        this.sealer = sealer;
        this.standing = standing;
        this.gate = gate;
        this.sealed = sealed;
    }

    void start() {
        thread.start();
    }

    void add(ClosedBatch batch) {
        synchronized (progress) {
            unfinished++;
        }
        try {
            queue.put(batch);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until every batch added so far is sealed. */
    void awaitEmpty() throws InterruptedException {
        synchronized (progress) {
            while (unfinished > 0 && standing.mode() != Mode.HALTED) {
                progress.wait(100);
            }
        }
    }

    /** Seals what was added, then stops. */
    void stop() throws InterruptedException {
        stopping = true;
        thread.join();
    }

    private void run() {
        try {
            while (!stopping || !queue.isEmpty()) {
                ClosedBatch batch = queue.poll(20, TimeUnit.MILLISECONDS);
                if (batch != null) {
                    gate.await(batch);
                    sealed.accept(sealer.seal(batch));
                    synchronized (progress) {
                        unfinished--;
                        progress.notifyAll();
                    }
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error broken) {
            standing.halt("a batch could not be sealed: " + broken.getMessage());
        } finally {
            // Nothing that comes after a batch that does not check can be right; the writer must not wait for room
            // here.
            while (!stopping && standing.mode() == Mode.HALTED) {
                drain();
            }
        }
    }

    private void drain() {
        try {
            queue.poll(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            stopping = true;
        }
    }
}
