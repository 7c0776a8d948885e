package io.truebook.sequencer.posting;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What the link to L1 has done since it was opened, and what holds it up. Read from any thread. */
public final class L1Figures {
    private final LongAdder batches = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder gas = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder reverts = new LongAdder();
    private final AtomicLong head = new AtomicLong();
    private final AtomicLong tip = new AtomicLong();
    private final AtomicLong inFlight = new AtomicLong();
    private volatile String obstacle = "";
    private volatile String lastError = "";

    void posted(long data) {
        batches.increment();
        bytes.add(data);
    }

    void paid(long used) {
        gas.add(used);
    }

    void failed(String why) {
        errors.increment();
        lastError = why;
    }

    void gaveUp() {
        reverts.increment();
    }

    void at(long block, long batch) {
        head.set(block);
        tip.set(batch);
    }

    void flying(int count) {
        inFlight.set(count);
    }

    void obstacle(String reason) {
        obstacle = reason;
    }

    /** Batches of any sequencer that appeared on L1; one that a reorg dropped counts again when it is back. */
    public long batches() {
        return batches.sum();
    }

    /** Data of those batches. */
    public long bytes() {
        return bytes.sum();
    }

    /** Gas used by this sequencer's appends. */
    public long gas() {
        return gas.sum();
    }

    /** Looks at L1 that ended without an answer to act on. */
    public long errors() {
        return errors.sum();
    }

    /** Times that unposted work was undone because L1 would not take it. */
    public long reverts() {
        return reverts.sum();
    }

    /** The L1 block followed up to. */
    public long head() {
        return head.get();
    }

    /** The last batch on L1. */
    public long tip() {
        return tip.get();
    }

    /** Batches on their way. */
    public long inFlight() {
        return inFlight.get();
    }

    /** Why the next batch is not posted; empty when nothing is in its way. */
    public String obstacle() {
        return obstacle;
    }

    /** The last error, empty before the first. */
    public String lastError() {
        return lastError;
    }
}
