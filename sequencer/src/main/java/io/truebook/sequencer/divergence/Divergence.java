package io.truebook.sequencer.divergence;

import io.truebook.engine.CellSource;
import io.truebook.engine.ChangedCells;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Measures how far the fast state is from what L1 holds, beside the writer: the writer only leaves the cells it has drained anyway, a
 * batch of them at a time, and now and then those so far. A thread of its own enters them into the {@link Ledger} and publishes the figures.
 */
public final class Divergence implements FastState, AutoCloseable {
    /** Least time between two measurements. */
    private static final long INTERVAL_NANOS = 100_000_000;

    /** Times as long as it has measured the thread rests, so that it takes at most a fiftieth of a processor. */
    private static final int REST = 50;

    private sealed interface Event {
        record Opened(long index, long at) implements Event {}

        record Changed(List<ChangedCells> cells, long bytes, long tradedNotional) implements Event {}

        record Looked(long badDebt, long atMillis, Consumer<Ledger> told) implements Event {}

        record FeedsRead(List<FeedReading> readings) implements Event {}

        record Posted(long index) implements Event {}

        record NotPosted(long index) implements Event {}

        record Settled(long index) implements Event {}
    }

    private final ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();
    private final LatestCells latest = new LatestCells();
    private final Ledger ledger;
    private final Semaphore looks = new Semaphore(0);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("divergence").unstarted(this::run);
    private volatile DivergenceFigures figures = DivergenceFigures.NONE;
    private volatile long nextLook = System.nanoTime();
    private volatile boolean stopping;

    /** @param sealed cells as of the last sealed batch; may be asked while the next one is being committed */
    public Divergence(CellSource sealed) {
        ledger = new Ledger(sealed);
    }

    /**
     * Begins with the sealed state; nothing of it counts as posted before {@link #posted} says so, but what can no longer be undone.
     *
     * @param undo of the batches that can be undone, ascending, the last of them {@code index}
     */
    public synchronized void load(long index, List<Undo> undo) {
        events.clear();
        ledger.load(index, undo);
        publish();
    }

    public void start() {
        thread.start();
    }

    /** As last measured; for any thread. */
    public DivergenceFigures figures() {
        return figures;
    }

    @Override
    public void opened(long index, long openedAt) {
        events.add(new Event.Opened(index, openedAt));
    }

    @Override
    public void changed(List<ChangedCells> cells, long bytes, long tradedNotional) {
        events.add(new Event.Changed(cells, bytes, tradedNotional));
    }

    /** Whether it is time for the writer to {@link #look}. */
    public boolean isDue() {
        return System.nanoTime() - nextLook >= 0;
    }

    /**
     * Measures the state as told so far, which stands between two items.
     *
     * @param badDebt of all accounts, nano-USDC
     * @param told on the thread that measures, with the ledger as of now; must not keep it
     */
    public void look(long badDebt, long atMillis, Consumer<Ledger> told) {
        // Not due again before this one is done.
        nextLook = System.nanoTime() + INTERVAL_NANOS * REST;
        events.add(new Event.Looked(badDebt, atMillis, told));
        looks.release();
    }

    /** What the price feeds say, one reading of each. */
    public void feedsRead(List<FeedReading> readings) {
        events.add(new Event.FeedsRead(readings));
    }

    /** A batch, and all before it, is on L1. */
    public void posted(long index) {
        events.add(new Event.Posted(index));
    }

    /** A batch that was on L1 is no longer there, nor are those after it. */
    public void notPosted(long index) {
        events.add(new Event.NotPosted(index));
    }

    /** A batch, and all before it, can no longer be undone. */
    public void settled(long index) {
        events.add(new Event.Settled(index));
    }

    /** To be called before a batch is committed to the sealed state: what its cells held before it is read there. */
    public synchronized void enterAll() {
        for (Event event = events.poll(); event != null; event = events.poll()) {
            enter(event);
        }
        latest.enter(ledger);
    }

    /** Everything after a batch is undone, in the sealed state already. To be called while nothing is told. */
    public synchronized void undoneAfter(long index) {
        enterAll();
        ledger.undoAfter(index);
        publish();
    }

    @Override
    public void close() {
        stopping = true;
        looks.release();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                looks.tryAcquire(1, TimeUnit.SECONDS);
                looks.drainPermits();
                long begun = System.nanoTime();
                enterAll();
                long now = System.nanoTime();
                nextLook = now + Math.max(INTERVAL_NANOS, REST * (now - begun));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void enter(Event event) {
        if (!(event instanceof Event.Changed)) {
            latest.enter(ledger);
        }
        switch (event) {
            case Event.Opened(long index, long at) -> ledger.open(index, at);
            case Event.Changed changed -> {
                changed.cells.forEach(latest::put);
                ledger.progress(changed.bytes, changed.tradedNotional);
            }
            case Event.Looked(long badDebt, long atMillis, Consumer<Ledger> told) -> {
                ledger.note(badDebt, atMillis);
                publish();
                told.accept(ledger);
            }
            case Event.FeedsRead(List<FeedReading> readings) -> ledger.feeds(readings);
            case Event.Posted(long index) -> ledger.postedIs(Math.max(ledger.posted(), index));
            case Event.NotPosted(long index) -> ledger.postedIs(Math.min(ledger.posted(), index - 1));
            case Event.Settled(long index) -> ledger.settle(index);
        }
    }

    private void publish() {
        figures = ledger.figures();
    }
}
