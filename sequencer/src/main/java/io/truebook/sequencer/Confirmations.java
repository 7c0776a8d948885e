package io.truebook.sequencer;

import io.truebook.sequencer.journal.Ordering;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Holds back everything that the world may learn of an item until the item is durable: its outcome, its events, and a signed head
 * that covers it.
 */
final class Confirmations implements Ordering.Durability {
    /** @param next the outcome is out when all records below this number are durable */
    record Pending(long next, Outcome outcome, Completion completion) {}

    private final Heads heads;
    private final Feed feed;
    private final Standing standing;
    private final ConcurrentLinkedQueue<Pending> pending = new ConcurrentLinkedQueue<>();
    private final Object progress = new Object();
    private long durableNext;
    private Throwable failure;

    Confirmations(Heads heads, Feed feed, Standing standing) {
        this.heads = heads;
        this.feed = feed;
        this.standing = standing;
    }

    void add(Pending entry) {
        pending.add(entry);
    }

    /** Waits until all records below a number are durable and what they brought about has been told. */
    void awaitDurable(long next) throws InterruptedException {
        synchronized (progress) {
            while (durableNext < next && failure == null) {
                progress.wait();
            }
            if (failure != null) {
                throw new IllegalStateException("the journal failed", failure);
            }
        }
    }

    /** Records below this were durable when the journal was opened. */
    void startAt(long next) {
        durableNext = next;
    }

    @Override
    public void durable(long next) {
        release(next);
        heads.signWhenDue();
        synchronized (progress) {
            durableNext = next;
            progress.notifyAll();
        }
    }

    @Override
    public void idle() {
        release(durableNext);
        heads.signWhenDue();
    }

    @Override
    public void failed(Throwable cause) {
        synchronized (progress) {
            failure = cause;
            progress.notifyAll();
        }
        heads.fail();
        standing.halt("the journal failed: " + cause);
        for (Pending entry = pending.poll(); entry != null; entry = pending.poll()) {
            entry.completion().complete(new Outcome.Refused(Refusal.NOT_DURABLE));
        }
    }

    private void release(long next) {
        while (true) {
            Pending entry = pending.peek();
            if (entry == null || entry.next() > next) {
                return;
            }
            pending.remove();
            if (entry.outcome() instanceof Outcome.Sequenced sequenced) {
                feed.happened(sequenced);
                heads.passed(sequenced);
            }
            entry.completion().complete(entry.outcome());
        }
    }
}
