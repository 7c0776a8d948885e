package io.truebook.sequencer;

import io.truebook.engine.Cells;
import io.truebook.l1.BatchHeader;
import io.truebook.sequencer.controller.ControllerRecord;
import io.truebook.sequencer.delay.Delays;
import io.truebook.sequencer.divergence.Divergence;
import io.truebook.sequencer.divergence.DivergenceFigures;
import io.truebook.sequencer.divergence.Ledger;
import io.truebook.sequencer.journal.Journal;
import io.truebook.sequencer.journal.Ordering;
import io.truebook.sequencer.market.EventRecorder;
import io.truebook.sequencer.signing.NativeRecovery;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Orders items, executes them, makes them durable, confirms them, and seals them into batches. Opening one after any kind of stop
 * gives the state that was last confirmed.
 */
public final class Sequencer implements AutoCloseable {
    private final Setup setup;
    private final Feed feed;
    private final State state;
    private final Ordering ordering;
    private final EventRecorder events = new EventRecorder();
    private final Standing standing = new Standing();
    private final BatchLog batches = new BatchLog();
    private final Accounts accounts = new Accounts();
    private final Divergence divergence;
    private final Delays delays;
    private final ControllerRecord controller;
    private final SealingLine sealing;
    private final Confirmations confirmations;
    private final TriggerStore triggerStore;
    private final Writer writer;
    private volatile double weiPerGas;
    private final List<Consumer<SealedBatch>> onSealed = new CopyOnWriteArrayList<>();

    private Sequencer(Setup setup, Feed feed, State state, Ordering ordering) {
        this.setup = setup;
        this.feed = feed;
        this.state = state;
        this.ordering = ordering;
        batches.load(state.batches());
        divergence = new Divergence(state::committed);
        delays = new Delays(state.store(), setup.clock());
        controller =
                new ControllerRecord(setup.options().policy(), setup.clock().getAsLong());
        confirmations = new Confirmations(
                setup.domain(), setup.signer(), setup.options().headMillis(), feed, standing);
        confirmations.startAt(ordering.next());
        // A batch may reach L1 as soon as it is sealed, and must not be made of items that a crash could still forget.
        sealing = new SealingLine(
                new Sealer(state, setup.domain(), divergence, delays),
                standing,
                batch -> confirmations.awaitDurable(batch.journalNext()),
                this::sealed);
        sealing.start();
        BatchAssembly assembly = new Recovery(state, ordering).replay(() -> {
            divergence.load(state.header().index(), state.undo());
            return assemblyAtState();
        });
        events.take();
        accounts.load(assembly.cells());
        feed.startsFrom(assembly.cells());
        triggerStore = new TriggerStore(state);
        writer = new Writer(
                setup.options(),
                ordering,
                confirmations,
                new Aligning(),
                events,
                accounts,
                batches,
                standing,
                setup.clock(),
                triggerStore,
                delays,
                controller,
                () -> weiPerGas,
                assembly,
                divergence,
                feed);
        writer.tellNames(feed);
    }

    /** Opens or creates a sequencer in its folder; it accepts nothing until it is told of a lease. */
    public static Sequencer open(Setup setup, Feed feed) {
        State state = State.open(setup.folder().resolve("state"), setup.genesisTime());
        Ordering ordering = null;
        try {
            ordering = Journal.open(setup.folder().resolve("journal"), setup.journal());
            Sequencer sequencer = new Sequencer(setup, feed, state, ordering);
            ordering.start(sequencer.confirmations);
            sequencer.divergence.start();
            sequencer.writer.start();
            return sequencer;
        } catch (RuntimeException failure) {
            if (ordering != null) {
                ordering.close();
            }
            state.close();
            throw failure;
        }
    }

    /** Hands an item to the writer; when its queue is full the completion is told at once. */
    public void submit(Submission submission) {
        if (!writer.offer(submission)) {
            Refusal refusal = standing.mode() == Mode.HALTED ? Refusal.HALTED : Refusal.OVERLOADED;
            submission.completion().complete(new Outcome.Refused(refusal));
        }
    }

    /** Reads the state between two items; the answer comes when all it may depend on is durable. */
    public <T> void query(Function<Cells, T> question, Consumer<T> answer, Consumer<Refusal> refused) {
        ask(cells -> CompletableFuture.completedFuture(question.apply(cells)), answer, refused);
    }

    private <T> void ask(
            Function<Cells, CompletableFuture<T>> question, Consumer<T> answer, Consumer<Refusal> refused) {
        Command.Query query = new Command.Query() {
            @Override
            public Completion read(Cells cells) {
                CompletableFuture<T> value = question.apply(cells);
                return outcome -> {
                    if (outcome instanceof Outcome.Refused(Refusal refusal)) {
                        refused.accept(refusal);
                    } else {
                        value.thenAccept(answer);
                    }
                };
            }

            @Override
            public void refused(Refusal refusal) {
                refused.accept(refusal);
            }
        };
        if (!writer.offer(query)) {
            refused.accept(Refusal.OVERLOADED);
        }
    }

    /** The orders of an account that wait for a price or time, told like any other question. */
    public void waitingOrders(long account, Consumer<List<WaitingOrder.View>> answer, Consumer<Refusal> refused) {
        query(cells -> writer.waitingOrders(account), answer, refused);
    }

    /** The live orders of an account by slot, with the client's names. */
    public void orders(long account, Consumer<List<AccountReport.Order>> answer, Consumer<Refusal> refused) {
        query(
                cells -> AccountReport.orders(cells, account).stream()
                        .map(order -> order.named(writer.clientOrderId(account, order.slot())))
                        .toList(),
                answer,
                refused);
    }

    /** Begins to accept items under a lease of L1, or stops to with {@code null}. */
    public void hold(byte[] leaseId) throws InterruptedException {
        writer.put(new Command.Hold(leaseId));
    }

    /** Inbox messages of L1 to consume, in order; those that were consumed before are skipped. */
    public void deliver(long first, List<byte[]> messages) throws InterruptedException {
        writer.put(new Command.Deliver(first, messages));
    }

    /** Number of the inbox message that is to be delivered next. */
    public long inboxNext() {
        return writer.inboxNext();
    }

    /** Undoes everything after a batch, because L1 no longer has it. The sequencer then waits for a lease. */
    public void revert(long index) throws InterruptedException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        writer.put(new Command.Revert(index, done));
        done.join();
    }

    /**
     * Executes a batch that another sequencer has posted on top of the last sealed one, and goes on from there.
     *
     * @param messages inbox messages from the parent's inboxEnd to the header's
     * @throws java.util.concurrent.CompletionException when a root of it is wrong: nobody should build on it
     */
    public void follow(BatchHeader header, byte[] data, List<byte[]> messages) throws InterruptedException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        writer.put(new Command.Follow(header, data, messages, done));
        done.join();
    }

    /** Called on the sealer's thread with each batch that can be posted. */
    public void onSealed(Consumer<SealedBatch> listener) {
        onSealed.add(listener);
    }

    /** Notes what L1 says of a batch. */
    public void advance(long index, BatchStatus status) {
        batches.advance(index, status, setup.clock().getAsLong());
        switch (status) {
            case SOFT -> {
                delays.dropped(index);
                divergence.notPosted(index);
            }
            case POSTED -> {
                delays.posted(index);
                divergence.posted(index);
            }
            case FINAL -> {
                delays.finalized(index);
                divergence.settled(index);
            }
        }
        BatchLog.Entry entry = batches.get(index);
        if (status == BatchStatus.FINAL && entry != null && entry.sealed() != null) {
            state.finalized(entry.sealed());
            ordering.prune(entry.sealed().journalNext());
            // When the queue is full the next final batch makes up for it.
            writer.offer(new Command.Finalized(index));
        }
    }

    /** Notes that a batch stands in a block that L1 holds safe. */
    public void safe(long index) {
        delays.safe(index);
    }

    /** Notes what a gas of L1 costs now. */
    public void gasCosts(double wei) {
        weiPerGas = wei;
    }

    /** What the controller has decided. */
    public ControllerRecord controller() {
        return controller;
    }

    /** Stops for good: a check failed. */
    public void halt(String reason) {
        standing.halt(reason);
    }

    public Standing standing() {
        return standing;
    }

    public Accounts accounts() {
        return accounts;
    }

    /** How long items take on their way to finality. */
    public Delays delays() {
        return delays;
    }

    /** How far the state is from what L1 holds, as last measured; for any thread. */
    public DivergenceFigures divergenceFigures() {
        return divergence.figures();
    }

    /** Asks about the difference between the state and what L1 holds, between two items; the answer comes when these are durable. */
    public <T> void divergence(Function<Ledger, T> question, Consumer<T> answer, Consumer<Refusal> refused) {
        ask(cells -> writer.measure(question), answer, refused);
    }

    /** Age of the oldest batch that is not on L1, ms; 0 when all are. */
    public long unpostedAge() {
        long oldest = batches.oldestUnposted();
        return oldest == Long.MAX_VALUE ? 0 : Math.max(0, setup.clock().getAsLong() - oldest);
    }

    public BatchLog batches() {
        return batches;
    }

    /** Header of the last sealed batch. */
    public BatchHeader sealedHeader() {
        return state.header();
    }

    /** The last head that was signed, {@code null} before the first. */
    public SignedHead latestHead() {
        return confirmations.latest();
    }

    /** The time by which batches are made, ms since the Unix epoch. */
    public LongSupplier clock() {
        return setup.clock();
    }

    /** Items waiting for the writer. */
    public int queued() {
        return writer.queued();
    }

    /** Accounts below maintenance margin that could not be helped yet. */
    public int belowMargin() {
        return writer.belowMargin();
    }

    /** Orders that wait for a price or time. */
    public int waitingOrders() {
        return writer.waitingOrders();
    }

    @Override
    public void close() {
        try {
            writer.stop();
            sealing.stop();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        divergence.close();
        triggerStore.close();
        ordering.close();
        state.close();
        standing.to(Mode.STOPPED);
    }

    private BatchAssembly assemblyAtState() {
        return new BatchAssembly(state::committed, setup.domain(), new NativeRecovery(), events, divergence, closed -> {
            batches.closed(closed);
            sealing.add(closed);
        });
    }

    private void sealed(SealedBatch batch) {
        batches.sealed(batch);
        onSealed.forEach(listener -> listener.accept(batch));
    }

    /** Moves the state on the writer's thread, when nothing else does. */
    private final class Aligning implements Alignment {
        private final Following following = new Following(state, setup.domain(), divergence);

        @Override
        public BatchAssembly revertTo(long index) throws InterruptedException {
            sealing.awaitEmpty();
            long number = ordering.append(new JournalRecord.Revert(index).encode());
            confirmations.awaitDurable(number + 1);
            if (state.header().index() > index) {
                state.rollbackTo(index);
            }
            batches.revertTo(index);
            delays.revertedTo(index);
            divergence.undoneAfter(index);
            BatchAssembly assembly = assemblyAtState();
            feed.reverted(assembly.cells().cursor().sequence);
            return standingAt(assembly);
        }

        @Override
        public BatchAssembly follow(Command.Follow follow) throws InterruptedException {
            sealing.awaitEmpty();
            confirmations.awaitDurable(ordering.next());
            long now = setup.clock().getAsLong();
            batches.sealed(following.follow(follow.header(), follow.data(), follow.messages(), ordering.next(), now));
            return standingAt(assemblyAtState());
        }

        private BatchAssembly standingAt(BatchAssembly assembly) {
            events.take();
            accounts.load(assembly.cells());
            feed.startsFrom(assembly.cells());
            return assembly;
        }
    }
}
