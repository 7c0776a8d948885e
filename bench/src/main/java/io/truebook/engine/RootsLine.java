package io.truebook.engine;

import io.truebook.tree.SparseTree;
import java.lang.management.ManagementFactory;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;

/** Computes the root of each checkpoint beside the engine's thread. When it falls behind by more than some checkpoints, the engine waits. */
final class RootsLine {
    private static final int WAITING = 1 << 12;

    private final ArrayBlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(WAITING);
    private final SparseTree tree;
    private final Thread thread = new Thread(this::run, "roots");

    RootsLine(SparseTree tree) {
        this.tree = tree;
    }

    void start() {
        thread.start();
    }

    void add(ChangedCells checkpoint) {
        try {
            queue.put(() -> tree.update(checkpoint.addresses(), checkpoint.values()));
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Waits for the root of the last checkpoint added. */
    void awaitEmpty() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        queue.put(reached::countDown);
        reached.await();
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
                queue.take().run();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
