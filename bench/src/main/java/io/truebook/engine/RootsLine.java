package io.truebook.engine;

import io.truebook.tree.SparseTree;
import java.lang.management.ManagementFactory;
import java.util.concurrent.ArrayBlockingQueue;

/** Computes the root of each checkpoint beside the engine's thread. When it falls behind by more than some checkpoints, the engine waits. */
final class RootsLine {
    private static final int WAITING = 1 << 12;

    private final ArrayBlockingQueue<ChangedCells> queue = new ArrayBlockingQueue<>(WAITING);
    private final SparseTree tree;
    private final Thread thread = new Thread(this::run, "roots");
    private long added;
    private volatile long done;

    RootsLine(SparseTree tree) {
        this.tree = tree;
    }

    void start() {
        thread.start();
    }

    void add(ChangedCells checkpoint) {
        added++;
        try {
            queue.put(checkpoint);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Waits for the root of the last checkpoint added. */
    void awaitEmpty() throws InterruptedException {
        while (done < added) {
            Thread.sleep(0, 100_000);
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

    private void run() {
        try {
            while (true) {
                ChangedCells checkpoint = queue.take();
                tree.update(checkpoint.addresses(), checkpoint.values());
                done++;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
