package io.truebook.sequencer;

import io.truebook.engine.Cells;
import io.truebook.sequencer.divergence.DivergenceFigures;
import io.truebook.sequencer.divergence.Ledger;
import io.truebook.sequencer.journal.Journal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** A sequencer in a folder, with a clock that the test moves. */
public final class RunningSequencer implements AutoCloseable {
    public static final long GENESIS = 1_700_000_000L;
    public static final SequencerOptions OPTIONS =
            new SequencerOptions(20_000, 1_000_000, 0, 100, 0, 10_000, 1_000_000_000L, 1_000_000_000L, 3_600_000);

    public final AtomicLong now = new AtomicLong(GENESIS * 1000 + 1);
    public final Sequencer sequencer;
    public final List<SealedBatch> sealed = java.util.Collections.synchronizedList(new ArrayList<>());

    public RunningSequencer(Path folder, SequencerOptions options, Feed feed) {
        Setup setup = new Setup(
                folder, TestExchange.DOMAIN, GENESIS, TestExchange.key(77), options, Journal.Options.DEFAULT, now::get);
        sequencer = Sequencer.open(setup, feed);
        sequencer.onSealed(sealed::add);
    }

    public static RunningSequencer in(Path folder) throws InterruptedException {
        RunningSequencer running = new RunningSequencer(folder, OPTIONS, Feed.NONE);
        running.sequencer.hold(TestExchange.LEASE);
        return running;
    }

    /** Delivers the exchange's first messages and a price. */
    public RunningSequencer funded(int traders) throws Exception {
        sequencer.deliver(0, TestExchange.genesisMessages(traders));
        now.addAndGet(1_000);
        submit(TestExchange.place(0, 1, 0, 1, 1));
        Outcome priced = submit(TestExchange.price(TestExchange.MARK, now.get()));
        if (!(priced instanceof Outcome.Sequenced sequenced)
                || sequenced.reason() != io.truebook.engine.protocol.Reason.OK) {
            throw new AssertionError("no price: " + priced);
        }
        return this;
    }

    public Outcome submit(byte[] item) throws Exception {
        return later(item).get(10, TimeUnit.SECONDS);
    }

    public CompletableFuture<Outcome> later(byte[] item) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        sequencer.submit(new Submission(item, List.of(), outcome::complete, System.nanoTime()));
        return outcome;
    }

    public <T> T ask(Function<Cells, T> question) throws Exception {
        CompletableFuture<T> answer = new CompletableFuture<>();
        sequencer.query(
                question,
                answer::complete,
                refusal -> answer.completeExceptionally(new IllegalStateException(refusal.name())));
        return answer.get(10, TimeUnit.SECONDS);
    }

    public long number(ToLongFunction<Cells> question) throws Exception {
        return ask(question::applyAsLong);
    }

    /** The figures of this moment. */
    public DivergenceFigures divergence() throws Exception {
        CompletableFuture<DivergenceFigures> answer = new CompletableFuture<>();
        sequencer.divergence(
                Ledger::figures,
                answer::complete,
                refusal -> answer.completeExceptionally(new IllegalStateException(refusal.name())));
        return answer.get(10, TimeUnit.SECONDS);
    }

    /** Waits for something that other threads bring about. */
    public static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it did not happen");
            }
            Thread.onSpinWait();
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    @Override
    public void close() {
        sequencer.close();
    }
}
