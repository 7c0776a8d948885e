package io.truebook.engine;

import io.truebook.tree.CellChange;
import io.truebook.tree.SparseTree;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Computes the root of each checkpoint beside the engine's thread, those of a batch together, as a sequencer seals them. When it falls behind
 * by more than some checkpoints, the engine waits.
 */
final class RootsLine {
    /** About as many as a batch of the stream has. */
    private static final int CHECKPOINTS_PER_BATCH = 76;

    /** Batches. */
    private static final int WAITING = 8;

    private final ArrayBlockingQueue<List<CellChange>> queue = new ArrayBlockingQueue<>(WAITING);
    private final SparseTree tree;
    private final Thread thread = new Thread(this::run, "roots");
    private List<CellChange> batch = new ArrayList<>();
    private long added;
    private long done;

    RootsLine(SparseTree tree) {
        this.tree = tree;
    }

    void start() {
        thread.start();
    }

    void add(ChangedCells checkpoint) {
        batch.add(new CellChange(checkpoint.addresses(), checkpoint.values()));
        if (batch.size() == CHECKPOINTS_PER_BATCH) {
            handOver();
        }
    }

    /** Waits for the root of the last checkpoint added. */
    void awaitEmpty() throws InterruptedException {
        handOver();
        synchronized (this) {
            while (done < added) {
                wait();
            }
        }
    }

    /** Nanoseconds that the thread has had of a processor. */
    long cpuNanos() {
        long nanos = ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId());
        return Math.max(nanos, 0);
    }

    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    private void handOver() {
        try {
            added++;
            queue.put(batch);
            batch = new ArrayList<>();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private void run() {
        try {
            while (true) {
                tree.update(queue.take());
                synchronized (this) {
                    done++;
                    notifyAll();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
