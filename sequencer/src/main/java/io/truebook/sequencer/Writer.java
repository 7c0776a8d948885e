package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.Cells;
import io.truebook.engine.Items;
import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.Reason;
import io.truebook.sequencer.journal.Ordering;
import io.truebook.sequencer.journal.OrderingFailedException;
import io.truebook.sequencer.market.EngineEvent;
import io.truebook.sequencer.market.EventRecorder;
import io.truebook.sequencer.signing.RecoveredSignatures.Recovered;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The one thread that changes the state. It gives each item its place, writes it to the journal, executes it, and leaves the
 * answer with {@link Confirmations} until the journal is synced.
 */
final class Writer {
    private static final Completion NOBODY = outcome -> {};
    private static final int MESSAGES_AT_ONCE = 16;
    private static final long IDLE_MILLIS = 10;

    /** What a trader, or the exchange itself, must be able to do when L1 is slow: for as long again. */
    private static final Set<Integer> URGENT = Set.of(
            ITEM_CANCEL,
            ITEM_CANCEL_ALL,
            ITEM_VOID_NONCE,
            ITEM_SCHEDULE_CANCEL,
            ITEM_LIQUIDATE,
            ITEM_UNWIND,
            ITEM_EXPIRE,
            ITEM_SETTLE);

    /** What an item may cost beyond its own bytes when it comes to the data rate: its share of the roots. */
    private static final int ROOT_SHARE = 8;

    private final SequencerOptions options;
    private final Ordering ordering;
    private final Confirmations confirmations;
    private final Alignment alignment;
    private final EventRecorder events;
    private final Accounts accounts;
    private final BatchLog batches;
    private final Standing standing;
    private final LongSupplier clock;
    private final DataRateBucket dataRate;
    private final TriggerStore triggerStore;
    private final OwnItems own;
    private final ClientOrderIds names = new ClientOrderIds();
    private final UnsignedLimits unsigned;
    private final ArrayBlockingQueue<Command> queue;
    private final Thread thread = new Thread(this::run, "writer");
    private List<ClientOrderIds.Change> live;
    private BatchAssembly assembly;
    private byte[] leaseId;
    private long lastClosedAt;
    private boolean named;

    private volatile int belowMargin;
    private volatile int waitingOrders;
    private volatile long inboxNext;
    private volatile boolean stopping;

    Writer(
            SequencerOptions options,
            Ordering ordering,
            Confirmations confirmations,
            Alignment alignment,
            EventRecorder events,
            Accounts accounts,
            BatchLog batches,
            Standing standing,
            LongSupplier clock,
            TriggerStore triggerStore,
            BatchAssembly assembly) {
        this.options = options;
        this.ordering = ordering;
        this.confirmations = confirmations;
        this.alignment = alignment;
        this.events = events;
        this.accounts = accounts;
        this.batches = batches;
        this.standing = standing;
        this.clock = clock;
        this.assembly = assembly;
        this.triggerStore = triggerStore;
        unsigned = new UnsignedLimits(clock.getAsLong());
        dataRate = new DataRateBucket(options.dataBytesPerSecond(), options.dataBurstBytes(), clock.getAsLong());
        queue = new ArrayBlockingQueue<>(options.queueLength());
        lastClosedAt = clock.getAsLong();
        inboxNext = assembly.cells().cursor().inboxNext;
        own = new OwnItems(new Stream(), accounts, triggerStore);
        own.startFromHere(triggerStore.load());
        live = names.load(assembly.cells(), triggerStore.loadNames());
    }

    void start() {
        thread.start();
    }

    /** Takes a command unless the queue is full. */
    boolean offer(Command command) {
        return !stopping && queue.offer(command);
    }

    /** Takes a command that must not be refused; waits for room. */
    void put(Command command) throws InterruptedException {
        queue.put(command);
    }

    int queued() {
        return queue.size();
    }

    /** Accounts below maintenance margin that could not be helped yet. */
    int belowMargin() {
        return belowMargin;
    }

    /** Orders that wait for a price or time. */
    int waitingOrders() {
        return waitingOrders;
    }

    /** Number of the next inbox message to deliver. */
    long inboxNext() {
        return inboxNext;
    }

    void stop() throws InterruptedException {
        stopping = true;
        thread.join();
    }

    private void run() {
        try {
            while (!stopping) {
                Command command = queue.poll(own.hasWork(clock.getAsLong()) ? 0 : IDLE_MILLIS, TimeUnit.MILLISECONDS);
                for (int i = 0; command != null && i < options.queueLength(); i++) {
                    handle(command);
                    own.work(OwnItems.BETWEEN_COMMANDS, clock.getAsLong());
                    command = queue.poll();
                }
                if (command != null) {
                    handle(command);
                }
                own.work(OwnItems.IN_A_PAUSE, clock.getAsLong());
                belowMargin = own.belowMargin();
                waitingOrders = own.waitingOrders();
                tick();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (OrderingFailedException failed) {
            standing.halt("the journal failed: " + failed.getMessage());
        } catch (RuntimeException | Error broken) {
            standing.halt("the writer failed: " + broken);
            throw broken;
        } finally {
            stopping = true;
            refuseAll();
        }
    }

    private void handle(Command command) throws InterruptedException {
        switch (command) {
            case Submission submission -> submit(submission);
            case Command.Query query ->
                confirm(new Confirmations.Pending(ordering.next(), null, query.read(assembly.cells())));
            case Command.Deliver deliver -> deliver(deliver);
            case Command.Hold hold -> hold(hold.leaseId());
            case Command.Revert revert -> revert(revert);
            case Command.Follow follow -> follow(follow);
            case Command.Finalized(long index) -> own.finalized(index);
        }
    }

    /** The waiting orders of an account; for questions, which are asked on this thread. */
    List<WaitingOrder.View> waitingOrders(long account) {
        return own.waitingOrders(account);
    }

    /** The client's name for a live order, {@code null} without one; for questions, which are asked on this thread. */
    String clientOrderId(long account, int slot) {
        return names.of(account, slot);
    }

    /** Names of orders that were alive when the writer was made, told to those who watch. */
    void tellNames(Feed feed) {
        live.forEach(name -> feed.named(name.account(), name.nonce(), name.name()));
        live = List.of();
    }

    private void keep(Submission submission) {
        Outcome refused = own.keep(submission);
        if (refused instanceof Outcome.Refused) {
            submission.completion().complete(refused);
        } else if (refused != null) {
            confirm(new Confirmations.Pending(ordering.next(), refused, submission.completion()));
        }
    }

    private void submit(Submission submission) {
        Refusal refusal = refusal(submission.item()[0]);
        if (refusal != null) {
            submission.completion().complete(new Outcome.Refused(refusal));
            return;
        }
        Reason reason = Admission.check(accounts, assembly.cells(), submission);
        if (reason != Reason.OK) {
            Outcome rejected = new Outcome.Rejected(reason);
            confirm(new Confirmations.Pending(ordering.next(), rejected, submission.completion()));
            return;
        }
        if (WaitingOrder.isOne(submission.item())) {
            keep(submission);
            return;
        }
        long now = clock.getAsLong();
        if (Admission.isUnsigned(submission.item()) && !unsigned.take(submission.item(), now)) {
            submission.completion().complete(new Outcome.Refused(Refusal.UNSIGNED_RATE));
            return;
        }
        if (!dataRate.take(submission.item().length + ROOT_SHARE, now)) {
            submission.completion().complete(new Outcome.Refused(Refusal.DATA_RATE));
            return;
        }
        String name = submission.clientOrderId();
        if (name != null && names.isTaken(submission.item(), name)) {
            submission.completion().complete(new Outcome.Refused(Refusal.CLIENT_ORDER_ID_TAKEN));
            return;
        }
        makeRoom();
        // A price of this very moment must not be from the engine's future.
        stepTime(submission.item()[0] == ITEM_ORACLE ? 1 : options.timeStepMillis());
        ordering.append(new JournalRecord.Item(submission.item()).encode());
        byte[] item = submission.item();
        name = names.nameFor(item, name);
        Reason result = assembly.execute(item, submission.signers());
        if (name != null) {
            long account = BigEndian.get(item, FRAME_LENGTH, 4);
            names.learn(events.soFar(), name, account);
            events.first(new EngineEvent.Named(account, BigEndian.get(item, FRAME_LENGTH + 5, 6), name));
            named = true;
        }
        sequenced(item, result, submission.completion());
    }

    private Refusal refusal(int type) {
        if (standing.mode() != Mode.ACTIVE) {
            return standing.mode() == Mode.HALTED ? Refusal.HALTED : Refusal.NO_LEASE;
        }
        long now = clock.getAsLong();
        long oldest = batches.oldestUnposted();
        if (assembly.isOpen()) {
            oldest = Math.min(oldest, assembly.openedAt());
        }
        int patience = URGENT.contains(type) ? 2 : 1;
        return oldest < now - patience * options.maxUnpostedMillis() ? Refusal.POSTING_BEHIND : null;
    }

    private void deliver(Command.Deliver deliver) {
        long next = assembly.cells().cursor().inboxNext;
        if (standing.mode() != Mode.ACTIVE || deliver.first() > next) {
            return;
        }
        int known = (int) Math.min(next - deliver.first(), deliver.messages().size());
        List<byte[]> messages = deliver.messages();
        for (int from = known; from < messages.size(); from += MESSAGES_AT_ONCE) {
            List<byte[]> some = messages.subList(from, Math.min(from + MESSAGES_AT_ONCE, messages.size()));
            if (assembly.isOpen() && assembly.messages() + some.size() > MAX_INBOX_PER_BATCH) {
                close();
            }
            makeRoom();
            stepTime(options.timeStepMillis());
            ordering.append(new JournalRecord.Inbox(some).encode());
            Reason reason = assembly.consume(some);
            some.forEach(own::learnMessage);
            sequenced(Items.inbox(some.size()), reason, NOBODY);
        }
        inboxNext = assembly.cells().cursor().inboxNext;
    }

    private void hold(byte[] lease) {
        // Closed also when the lease is given up: what was accepted can still be posted while it lasts.
        if (assembly.isOpen() && !Arrays.equals(lease, leaseId) && leaseId != null) {
            close();
        }
        if (leaseId == null) {
            // The first batch waits for what the inbox holds: L1 takes none that leaves out overdue messages.
            lastClosedAt = clock.getAsLong();
        }
        leaseId = lease;
        standing.to(lease == null ? Mode.WAITING : Mode.ACTIVE);
    }

    private void revert(Command.Revert revert) throws InterruptedException {
        leaseId = null;
        standing.to(Mode.WAITING);
        assembly = alignment.revertTo(revert.index());
        inboxNext = assembly.cells().cursor().inboxNext;
        startFromHere();
        revert.done().complete(null);
    }

    private void follow(Command.Follow follow) throws InterruptedException {
        try {
            if (standing.mode() != Mode.WAITING || assembly.isOpen()) {
                throw new IllegalStateException("a sequencer that orders items itself follows nobody");
            }
            assembly = alignment.follow(follow);
            inboxNext = assembly.cells().cursor().inboxNext;
            startFromHere();
            follow.done().complete(null);
        } catch (BatchMismatchException | IllegalStateException refused) {
            follow.done().completeExceptionally(refused);
        }
    }

    private void tick() {
        if (standing.mode() != Mode.ACTIVE) {
            return;
        }
        long now = clock.getAsLong();
        own.sweep(now);
        if (assembly.isOpen()) {
            if (now - assembly.openedAt() >= options.maxBatchMillis()) {
                close();
            }
        } else if (options.heartbeatMillis() > 0 && now - lastClosedAt >= options.heartbeatMillis()) {
            makeRoom();
            close();
        }
    }

    /** Sees to it that a batch is open and that any one item still fits into it. */
    private void makeRoom() {
        if (assembly.isOpen() && !BatchRoom.hasRoom(assembly, options.maxBatchBytes())) {
            close();
        }
        if (!assembly.isOpen()) {
            long index = assembly.cells().cursor().batch + 1;
            long now = clock.getAsLong();
            ordering.append(new JournalRecord.Open(index, leaseId, now).encode());
            assembly.open(index, leaseId, now);
        }
    }

    private void stepTime(long least) {
        long now = clock.getAsLong();
        if (now - assembly.cells().cursor().time >= least) {
            byte[] item = Items.time(now);
            ordering.append(new JournalRecord.Item(item).encode());
            sequenced(item, assembly.execute(item), NOBODY);
        }
    }

    private void close() {
        long now = clock.getAsLong();
        long engineTime = assembly.cells().cursor().time;
        long time = Math.max((engineTime + 999) / 1000, now / 1000);
        long number = ordering.append(new JournalRecord.Close(time).encode());
        assembly.close(time, number + 1);
        lastClosedAt = now;
    }

    private void sequenced(byte[] item, Reason reason, Completion completion) {
        CursorCell cursor = assembly.cells().cursor();
        own.learn(item, events.soFar(), events::add);
        if (!named) {
            names.learn(events.soFar(), null, 0);
        }
        named = false;
        triggerStore.keepNames(names.takeChanges());
        List<EngineEvent> happened = events.take();
        accounts.learn(assembly.cells(), happened);
        Outcome outcome = new Outcome.Sequenced(
                cursor.sequence,
                cursor.chainHash.clone(),
                cursor.batch,
                cursor.leaseId.clone(),
                cursor.inboxAcc.clone(),
                reason,
                happened);
        confirm(new Confirmations.Pending(ordering.next(), outcome, completion));
    }

    private void confirm(Confirmations.Pending pending) {
        confirmations.add(pending);
    }

    /** After a revert, or a batch of another sequencer. */
    private void startFromHere() {
        own.startFromHere(List.of());
        names.load(assembly.cells(), triggerStore.loadNames());
    }

    /** Places for what the sequencer does unasked. */
    private final class Stream implements OwnItems.Stream {
        @Override
        public Cells cells() {
            return assembly.cells();
        }

        @Override
        public Refusal refusal(int type) {
            return Writer.this.refusal(type);
        }

        @Override
        public void moveTime() {
            if (assembly.cells().cursor().time < clock.getAsLong()) {
                makeRoom();
                stepTime(1);
            }
        }

        @Override
        public boolean take(byte[] item) {
            return dataRate.take(item.length + ROOT_SHARE, clock.getAsLong());
        }

        @Override
        public void spend(byte[] item) {
            dataRate.spend(item.length + ROOT_SHARE);
        }

        @Override
        public OwnItems.Done put(byte[] item, List<Recovered> signers, Function<Reason, EngineEvent> told) {
            makeRoom();
            stepTime(options.timeStepMillis());
            ordering.append(new JournalRecord.Item(item).encode());
            Reason reason = assembly.execute(item, signers);
            boolean traded = events.traded();
            EngineEvent event = told.apply(reason);
            if (event != null) {
                events.add(event);
            }
            sequenced(item, reason, NOBODY);
            return new OwnItems.Done(reason, traded);
        }
    }

    private void refuseAll() {
        Refusal refusal = standing.mode() == Mode.HALTED ? Refusal.HALTED : Refusal.STOPPING;
        for (Command command = queue.poll(); command != null; command = queue.poll()) {
            switch (command) {
                case Submission submission -> submission.completion().complete(new Outcome.Refused(refusal));
                case Command.Query query -> query.refused(refusal);
                case Command.Revert revert -> revert.done().cancel(false);
                case Command.Follow follow -> follow.done().cancel(false);
                case Command.Deliver deliver -> {}
                case Command.Hold hold -> {}
                case Command.Finalized finalized -> {}
            }
        }
    }
}
