package io.truebook.sequencer;

import io.truebook.derivation.ItemChain;
import io.truebook.derivation.Receipt;
import io.truebook.engine.Cells;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.Reason;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.SignedHead;
import io.truebook.sequencer.controller.ControllerRecord;
import io.truebook.sequencer.delay.Delays;
import io.truebook.sequencer.divergence.Divergence;
import io.truebook.sequencer.divergence.DivergenceFigures;
import io.truebook.sequencer.divergence.FeedReading;
import io.truebook.sequencer.divergence.Ledger;
import io.truebook.sequencer.journal.Journal;
import io.truebook.sequencer.journal.Ordering;
import io.truebook.sequencer.lifecycle.ItemLog;
import io.truebook.sequencer.lifecycle.ItemName;
import io.truebook.sequencer.lifecycle.ReceiptFeed;
import io.truebook.sequencer.lifecycle.UndoneItem;
import io.truebook.sequencer.market.EventRecorder;
import io.truebook.sequencer.signing.NativeRecovery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private final ItemLog items = new ItemLog(batches);
    private final ReceiptFeed receiptFeed;
    private final Heads heads;
    private final Receipts receipts;
    private final Confirmations confirmations;
    private final TriggerStore triggerStore;
    private final Writer writer;
    private volatile double weiPerGas;
    private final List<Consumer<SealedBatch>> onSealed = new CopyOnWriteArrayList<>();

    private Sequencer(Setup setup, Feed others, State state, Ordering ordering) {
        this.setup = setup;
        this.state = state;
        this.ordering = ordering;
        receiptFeed = new ReceiptFeed(setup.domain());
        feed = new FeedFan(List.of(items, receiptFeed, others));
        divergence = new Divergence(state::committed);
        delays = new Delays(state.store(), setup.clock());
        controller =
                new ControllerRecord(setup.options().policy(), setup.clock().getAsLong());
        heads = new Heads(setup.domain(), setup.signer(), setup.options().headMillis(), feed);
        receipts = new Receipts(setup.domain(), state, batches, heads, this::askForOpenBatch);
        confirmations = new Confirmations(heads, feed, standing);
        confirmations.startAt(ordering.next());
        // A batch may reach L1 as soon as it is sealed, and must not be made of items that a crash could still forget.
        sealing = new SealingLine(
                new Sealer(state, setup.domain(), divergence, heads, delays),
                standing,
                this::awaitSealable,
                this::sealed);
        sealing.start();
        BatchAssembly assembly = new Recovery(state, ordering).replay(this::loaded, new Replaying());
        heads.signNow();
        events.take();
        accounts.load(assembly.cells());
        feed.startsFrom(assembly.cells());
        triggerStore = new TriggerStore(state, items::accepted);
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

    /**
     * The receipt of an item, as soon as a head covers it, which takes milliseconds; empty when there is no such item, or it is final and
     * its bytes are on L1 only, or another sequencer ordered it.
     */
    public void receipt(long sequence, Consumer<Optional<Receipt>> answer) {
        receipts.of(sequence, answer);
    }

    /** Where items stand. */
    public ItemLog items() {
        return items;
    }

    /** Receipts for those who want them unasked. */
    public ReceiptFeed receiptFeed() {
        return receiptFeed;
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
        switch (status) {
            case SOFT -> {
                delays.dropped(index);
                divergence.notPosted(index);
            }
            case POSTED -> {
                delays.posted(index);
                divergence.posted(index);
            }
            case SAFE -> delays.safe(index);
            case FINAL -> {
                delays.finalized(index);
                divergence.settled(index);
            }
        }
        BatchLog.Entry before = batches.get(index);
        long now = setup.clock().getAsLong();
        if (status != BatchStatus.FINAL && before != null && before.status() != status) {
            state.note(index, new BatchLog.Progress(status, status == BatchStatus.SOFT ? 0 : now));
        }
        items.advance(index, status, now);
        BatchLog.Entry entry = batches.get(index);
        if (status == BatchStatus.FINAL && entry != null && entry.sealed() != null) {
            state.finalized(entry.sealed());
            ordering.prune(entry.sealed().journalNext());
            // When the queue is full the next final batch makes up for it.
            writer.offer(new Command.Finalized(index));
        }
    }

    /** Notes what a gas of L1 costs now. */
    public void gasCosts(double wei) {
        weiPerGas = wei;
    }

    /** Notes what the price feeds on L1 say, one reading of each. */
    public void feedsRead(List<FeedReading> readings) {
        divergence.feedsRead(readings);
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
        return heads.latest();
    }

    /** Where journal and state are. */
    public Path folder() {
        return setup.folder();
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
            receipts.closed(closed.chained());
            batches.closed(closed);
            sealing.add(closed);
        });
    }

    /** The state stands where the replay begins: what is known of it, and an engine. */
    private BatchAssembly loaded() {
        batches.load(state.batches(), state.progress());
        divergence.load(state.header().index(), state.undo());
        loadItems();
        heads.startAfter(state.place().sequence());
        return assemblyAtState();
    }

    /** Items that stand, from the batches whose bytes are still here; older ones than the log keeps are passed over. */
    private void loadItems() {
        items.load(state.undoneItems());
        long newest = state.place().sequence();
        for (BatchLog.Entry entry : batches.above(0)) {
            if (entry.lastSequence() > newest - ItemLog.KEPT) {
                state.heads(entry.index()).ifPresent(kept -> learn(entry.sealed(), kept.before()));
            }
        }
    }

    private void learn(SealedBatch batch, ItemChain before) {
        batch.chained(before).forEach((place, frame) -> items.stands(place, batch.index(), frame, null));
    }

    private void askForOpenBatch(Consumer<Optional<ChainedBatch>> answer) {
        query(cells -> writer.openBatch(), answer, refusal -> answer.accept(Optional.empty()));
    }

    private void awaitSealable(ClosedBatch batch) throws InterruptedException {
        confirmations.awaitDurable(batch.journalNext());
        heads.awaitEnd(batch.lastSequence());
    }

    private void sealed(SealedBatch batch) {
        batches.sealed(batch);
        receipts.sealed(batch.index());
        heads.sealed(batch.lastSequence());
        onSealed.forEach(listener -> listener.accept(batch));
    }

    /** What is replayed has its place and gets its heads again. */
    private final class Replaying implements Recovery.Replayed {
        @Override
        public void endOfBatch() {
            heads.signNow();
        }

        @Override
        public void item(BatchAssembly assembly, byte[] frame, Reason reason) {
            CursorCell cursor = assembly.cells().cursor();
            Outcome.Sequenced item = new Outcome.Sequenced(
                    frame,
                    cursor.sequence,
                    cursor.chainHash.clone(),
                    cursor.batch,
                    cursor.leaseId.clone(),
                    cursor.inboxAcc.clone(),
                    reason,
                    List.of());
            items.happened(item);
            heads.passed(item);
        }
    }

    /** Moves the state on the writer's thread, when nothing else does. */
    private final class Aligning implements Alignment {
        private final Following following = new Following(state, setup.domain(), divergence);

        @Override
        public BatchAssembly revertTo(long index, BatchAssembly left) throws InterruptedException {
            long now = setup.clock().getAsLong();
            List<UndoneItem> open = new ArrayList<>();
            left.soFar()
                    .ifPresent(batch -> batch.forEach(
                            (place, frame) -> open.add(new UndoneItem(place, batch.index(), ItemName.of(frame), now))));
            sealing.awaitEmpty();
            long number = ordering.append(new JournalRecord.Revert(index, now).encode());
            confirmations.awaitDurable(number + 1);
            List<UndoneItem> undone = state.takeBack(index, open, now);
            batches.revertTo(index);
            delays.revertedTo(index);
            divergence.undoneAfter(index);
            long sequence = state.place().sequence();
            heads.startAfter(sequence);
            items.undo(sequence, undone);
            feed.reverted(sequence);
            return standingAt(assemblyAtState());
        }

        @Override
        public BatchAssembly follow(Command.Follow follow) throws InterruptedException {
            sealing.awaitEmpty();
            confirmations.awaitDurable(ordering.next());
            long now = setup.clock().getAsLong();
            ItemChain before = state.place();
            SealedBatch batch =
                    following.follow(follow.header(), follow.data(), follow.messages(), ordering.next(), now);
            batches.sealed(batch);
            learn(batch, before);
            heads.startAfter(batch.lastSequence());
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
