package io.truebook.sequencer;

import io.truebook.derivation.HeadSignature;
import io.truebook.derivation.ItemChain;
import io.truebook.derivation.Receipt;
import io.truebook.engine.Eip712Domain;
import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.l1.SignedHead;
import io.truebook.sequencer.signing.HeadSigner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Signs heads over durable items: at least every {@link Receipt#MAX_FRAMES} items and at the end of each batch, so that each item has
 * one near it in its own batch, and otherwise every few milliseconds. Remembers those of batches that are not sealed yet; what a
 * crash makes it forget is signed again over the same items when the journal is replayed.
 */
final class Heads {
    private final Eip712Domain domain;
    private final HeadSigner signer;
    private final long headNanos;
    private final Feed feed;
    private final NavigableMap<Long, SignedHead> unsealed = new TreeMap<>();
    private final List<CompletableFuture<Optional<SignedHead>>> waiting = new ArrayList<>();
    private Outcome.Sequenced unsigned;
    private long signedUpTo;
    private long sealedUpTo;
    private long dueUpTo;
    private long signedAt = System.nanoTime();
    private boolean failed;
    private volatile SignedHead latest;

    Heads(Eip712Domain domain, HeadSigner signer, long headMillis, Feed feed) {
        this.domain = domain;
        this.signer = signer;
        this.feed = feed;
        headNanos = headMillis * 1_000_000;
    }

    /** The last head that was signed, {@code null} before the first. */
    SignedHead latest() {
        return latest;
    }

    /** Begins after an item: at the start, after a revert, after a batch of another sequencer. */
    synchronized void startAfter(long sequence) {
        unsigned = null;
        unsealed.clear();
        signedUpTo = sequence;
        sealedUpTo = sequence;
        dueUpTo = sequence;
        release(Optional.empty());
    }

    /** One more durable item. */
    synchronized void passed(Outcome.Sequenced item) {
        if (unsigned != null && unsigned.batch() != item.batch()) {
            sign();
        }
        unsigned = item;
        if (item.sequence() - signedUpTo >= Receipt.MAX_FRAMES) {
            sign();
        }
    }

    /** Signs what is old enough or waited for. */
    synchronized void signWhenDue() {
        if (unsigned != null && (unsigned.sequence() <= dueUpTo || System.nanoTime() - signedAt >= headNanos)) {
            sign();
        }
    }

    /** Signs at once when there is something. */
    synchronized void signNow() {
        if (unsigned != null) {
            sign();
        }
    }

    /** Waits until the last item of a batch, which is durable, has its head. */
    synchronized void awaitEnd(long sequence) throws InterruptedException {
        dueUpTo = Math.max(dueUpTo, sequence);
        while (signedUpTo < sequence && !failed) {
            wait();
        }
        if (failed) {
            throw new IllegalStateException("the journal failed");
        }
    }

    synchronized void fail() {
        failed = true;
        release(Optional.empty());
    }

    /** The first head that covers an item, as soon as it is signed; empty when the item is sealed, undone or not durable. */
    synchronized CompletableFuture<Optional<SignedHead>> covering(long sequence) {
        Map.Entry<Long, SignedHead> head = unsealed.ceilingEntry(sequence);
        if (sequence <= sealedUpTo || failed || (head == null && unsigned == null)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        if (head != null) {
            return CompletableFuture.completedFuture(Optional.of(head.getValue()));
        }
        CompletableFuture<Optional<SignedHead>> next = new CompletableFuture<>();
        waiting.add(next);
        return next;
    }

    /** What is kept of a batch that ends with this item: as few heads as leave none of its items too far from one. */
    synchronized BatchHeads ofBatch(ItemChain before, long lastSequence) {
        List<SignedHead> all = List.copyOf(
                unsealed.subMap(before.sequence(), false, lastSequence, true).values());
        return new BatchHeads(before, BatchHeads.fewest(before.sequence(), all));
    }

    /** The batch that ends with this item is sealed and its heads are kept with it. */
    synchronized void sealed(long lastSequence) {
        sealedUpTo = Math.max(sealedUpTo, lastSequence);
        unsealed.headMap(lastSequence, true).clear();
    }

    private void sign() {
        Bytes32 leaseId = Bytes32.of(unsigned.leaseId());
        Bytes32 chainHash = Bytes32.of(unsigned.chainHash());
        Bytes32 inboxAcc = Bytes32.of(unsigned.inboxAcc());
        byte[] digest = HeadSignature.digest(domain, leaseId, unsigned.sequence(), chainHash, inboxAcc);
        SignedHead head =
                new SignedHead(leaseId, unsigned.sequence(), chainHash, inboxAcc, Bytes.of(signer.sign(digest)));
        unsealed.put(head.sequence(), head);
        signedUpTo = head.sequence();
        unsigned = null;
        signedAt = System.nanoTime();
        latest = head;
        feed.signed(head);
        release(Optional.of(head));
    }

    private void release(Optional<SignedHead> head) {
        List<CompletableFuture<Optional<SignedHead>>> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(one -> one.complete(head));
        notifyAll();
    }
}
