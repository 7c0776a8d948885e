package io.truebook.sequencer;

import io.truebook.engine.Digests;
import io.truebook.engine.Eip712Domain;
import io.truebook.sequencer.journal.Ordering;
import io.truebook.sequencer.signing.HeadSigner;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Holds back everything that the world may learn of an item until the item is durable: its outcome, its events, and a signed head
 * that covers it. A head is signed at most every few milliseconds, always after the sync.
 */
final class Confirmations implements Ordering.Durability {
    /** @param next the outcome is out when all records below this number are durable */
    record Pending(long next, Outcome outcome, Completion completion) {}

    private final Eip712Domain domain;
    private final HeadSigner signer;
    private final Feed feed;
    private final Standing standing;
    private final long headNanos;
    private final ConcurrentLinkedQueue<Pending> pending = new ConcurrentLinkedQueue<>();
    private final Object progress = new Object();
    private volatile SignedHead latest;
    private long durableNext;
    private Throwable failure;
    private Outcome.Sequenced unsigned;
    private long signedAt = System.nanoTime();

    Confirmations(Eip712Domain domain, HeadSigner signer, long headMillis, Feed feed, Standing standing) {
        this.domain = domain;
        this.signer = signer;
        this.feed = feed;
        this.standing = standing;
        headNanos = headMillis * 1_000_000;
    }

    void add(Pending entry) {
        pending.add(entry);
    }

    /** The last head that was signed, {@code null} before the first. */
    SignedHead latest() {
        return latest;
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
        sign();
        synchronized (progress) {
            durableNext = next;
            progress.notifyAll();
        }
    }

    @Override
    public void idle() {
        release(durableNext);
        sign();
    }

    @Override
    public void failed(Throwable cause) {
        synchronized (progress) {
            failure = cause;
            progress.notifyAll();
        }
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
                unsigned = sequenced;
                feed.happened(sequenced);
            }
            entry.completion().complete(entry.outcome());
        }
    }

    private void sign() {
        long now = System.nanoTime();
        if (unsigned == null || now - signedAt < headNanos) {
            return;
        }
        byte[] digest = Digests.head(
                domain, unsigned.leaseId(), unsigned.sequence(), unsigned.chainHash(), unsigned.inboxAcc());
        SignedHead head = new SignedHead(
                unsigned.leaseId(),
                unsigned.sequence(),
                unsigned.chainHash(),
                unsigned.inboxAcc(),
                signer.sign(digest));
        unsigned = null;
        signedAt = now;
        latest = head;
        feed.signed(head);
    }
}
