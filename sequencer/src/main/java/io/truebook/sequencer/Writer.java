package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.Items;
import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.engine.protocol.TransferItem;
import io.truebook.sequencer.journal.Ordering;
import io.truebook.sequencer.journal.OrderingFailedException;
import io.truebook.sequencer.market.EngineEvent;
import io.truebook.sequencer.market.EventRecorder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The one thread that changes the state. It gives each item its place, writes it to the journal, executes it, and leaves the
 * answer with {@link Confirmations} until the journal is synced.
 */
final class Writer {
    private static final Completion NOBODY = outcome -> {};
    private static final int MESSAGES_AT_ONCE = 16;
    private static final long IDLE_MILLIS = 10;

    /** Kind and time stand before what a message carries. */
    private static final int MESSAGE_HEAD = 7;

    /** Accounts looked at between two commands, and in a pause. */
    private static final int LOOKS_BETWEEN = 2;

    private static final int LOOKS_IDLE = 256;

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
    private final MarketChanges markets = new MarketChanges();
    private final LiquidationWatch liquidations = new LiquidationWatch();
    private final TriggerBook triggers = new TriggerBook();
    private final TriggerStore triggerStore;
    private final ClientOrderIds names = new ClientOrderIds();
    private final UnsignedLimits unsigned;
    private final ArrayBlockingQueue<Command> queue;
    private final Thread thread = new Thread(this::run, "writer");
    private List<ClientOrderIds.Change> live;
    private BatchAssembly assembly;
    private byte[] leaseId;
    private long lastClosedAt;
    private boolean named;
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
        triggers.load(assembly.cells(), triggerStore.load());
        live = names.load(assembly.cells(), triggerStore.loadNames());
        watchFromHere();
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
                long now = clock.getAsLong();
                long wait = liquidations.hasWork(now) || triggers.hasWork(now) ? 0 : IDLE_MILLIS;
                Command command = queue.poll(wait, TimeUnit.MILLISECONDS);
                for (int i = 0; command != null && i < options.queueLength(); i++) {
                    handle(command);
                    attend(LOOKS_BETWEEN);
                    trigger(LOOKS_BETWEEN);
                    command = queue.poll();
                }
                if (command != null) {
                    handle(command);
                }
                attend(LOOKS_IDLE);
                trigger(LOOKS_IDLE);
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
            case Command.Finalized(long index) -> triggerStore.forget(triggers.forgetUpTo(index));
        }
    }

    /** The waiting orders of an account; for questions, which are asked on this thread. */
    List<WaitingOrder.View> waitingOrders(long account) {
        return triggers.of(account).stream().map(WaitingOrder::view).toList();
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

    /** Takes an order that waits for a price or time. It may go at once; the answer says that it is on disk. */
    private void keep(Submission submission) {
        WaitingOrder order = new WaitingOrder(submission.item(), submission.signers());
        Reason reason = triggers.check(assembly.cells(), order);
        if (reason != Reason.OK) {
            confirm(new Confirmations.Pending(ordering.next(), new Outcome.Rejected(reason), submission.completion()));
        } else if (!triggers.hasRoomFor(order)) {
            submission.completion().complete(new Outcome.Refused(Refusal.TOO_MANY_WAITING));
        } else {
            triggers.add(assembly.cells(), order);
            triggerStore.keep(order, submission.completion());
        }
    }

    /** Puts orders into the stream whose price or time has come. */
    private void trigger(int most) {
        long now = clock.getAsLong();
        for (int i = 0; i < most && triggers.hasWork(now); i++) {
            if (refusal(ITEM_TRIGGER_ORDER) != null) {
                return;
            }
            stepTimeTo(now);
            WaitingOrder order = triggers.next(assembly.cells(), now);
            if (order == null) {
                return;
            }
            byte[] item = order.item();
            Reason reason = Admission.check(
                    accounts, assembly.cells(), new Submission(item, order.signers, NOBODY, System.nanoTime()));
            if (reason != Reason.OK) {
                triggers.over(assembly.cells(), order);
            } else if (!dataRate.take(item.length + ROOT_SHARE, now)) {
                triggers.postponed(order);
                return;
            } else {
                makeRoom();
                ordering.append(new JournalRecord.Item(item).encode());
                reason = assembly.execute(item, order.signers);
                sequenced(item, reason, NOBODY);
                triggers.sent(assembly.cells(), order, reason, now);
            }
        }
    }

    /** Looks at accounts that may be below maintenance margin, and does what that asks for. */
    private void attend(int most) {
        long now = clock.getAsLong();
        for (int i = 0; i < most && liquidations.hasWork(now); i++) {
            if (refusal(ITEM_LIQUIDATE) != null) {
                return;
            }
            LiquidationWatch.Step step = liquidations.next(assembly.cells(), now);
            if (step != null) {
                carryOut(step, now);
            }
        }
    }

    private void carryOut(LiquidationWatch.Step step, long now) {
        byte[] item = step.item();
        dataRate.spend(item.length + ROOT_SHARE);
        makeRoom();
        stepTime(options.timeStepMillis());
        ordering.append(new JournalRecord.Item(item).encode());
        Reason reason = assembly.execute(item);
        boolean helped = reason == Reason.OK
                || reason == Reason.BACKSTOPPED
                || reason == Reason.INSURED
                || reason == Reason.CANCELS_PENDING
                || events.traded();
        if (step instanceof LiquidationWatch.Step.Liquidate(long account, int market, long sinceNanos)) {
            events.add(new EngineEvent.Liquidated(account, market, reason, sinceNanos));
        }
        sequenced(item, reason, NOBODY);
        liquidations.tried(assembly.cells(), step, helped, now);
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
            some.forEach(this::touchedBy);
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
        triggers.load(assembly.cells(), List.of());
        names.load(assembly.cells(), triggerStore.loadNames());
        watchFromHere();
        revert.done().complete(null);
    }

    private void follow(Command.Follow follow) throws InterruptedException {
        try {
            if (standing.mode() != Mode.WAITING || assembly.isOpen()) {
                throw new IllegalStateException("a sequencer that orders items itself follows nobody");
            }
            assembly = alignment.follow(follow);
            inboxNext = assembly.cells().cursor().inboxNext;
            triggers.load(assembly.cells(), List.of());
            names.load(assembly.cells(), triggerStore.loadNames());
            watchFromHere();
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
        triggers.sweep(assembly.cells(), now);
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

    /** What is due by the clock must be due by the engine's time as well. */
    private void stepTimeTo(long now) {
        if (assembly.cells().cursor().time < now) {
            makeRoom();
            stepTime(1);
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
        watch(item);
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

    /** Notes whose health an item may have changed. */
    private void watch(byte[] item) {
        for (EngineEvent event : events.soFar()) {
            switch (event) {
                case EngineEvent.Filled filled -> {
                    touched(filled.maker());
                    touched(filled.taker());
                }
                case EngineEvent.Deposited deposited -> touched(deposited.account());
                default -> {}
            }
        }
        switch (item[0]) {
            case ITEM_PLACE, ITEM_MARKET_ORDER, ITEM_AMEND, ITEM_CANCEL, ITEM_CANCEL_ALL -> {}
            default -> {
                touchedBy(item, 0);
                markets.since(assembly.cells(), events::add).forEach(change -> {
                    liquidations.changed(assembly.cells(), change);
                    triggers.changed(assembly.cells(), change.market());
                });
            }
        }
        if (item[0] == ITEM_BUNDLE || SignedItem.fieldsLength(item[0]) >= 0) {
            triggers.revise(assembly.cells(), BigEndian.get(item, FRAME_LENGTH, 4));
        }
    }

    /** A forced message carries an item. */
    private void touchedBy(byte[] message) {
        if (message[0] == MESSAGE_FORCED) {
            touchedBy(message, MESSAGE_HEAD);
            if (message.length >= MESSAGE_HEAD + FRAME_LENGTH + 4) {
                triggers.revise(assembly.cells(), BigEndian.get(message, MESSAGE_HEAD + FRAME_LENGTH, 4));
            }
        }
    }

    private void touchedBy(byte[] bytes, int frame) {
        int body = frame + FRAME_LENGTH;
        int type = bytes.length < body + 5 ? 0 : bytes[frame];
        switch (type) {
            case ITEM_WITHDRAW, ITEM_OPEN_SUBACCOUNT, ITEM_SET_MARGIN, ITEM_LIQUIDATE, ITEM_SETTLE ->
                touched(BigEndian.get(bytes, body, 4));
            case ITEM_TRANSFER -> {
                touched(BigEndian.get(bytes, body, 4));
                if (bytes.length >= body + TransferItem.FIELDS_LENGTH) {
                    touched(TransferItem.decode(bytes, body).to());
                }
            }
            default -> {}
        }
    }

    private void touched(long account) {
        if (accounts.exists(account)) {
            liquidations.touched(account);
        }
    }

    /** The state is another one: everything that is watched is looked at anew. */
    private void watchFromHere() {
        markets.load(assembly.cells());
        liquidations.load(assembly.cells(), accounts);
    }

    private void confirm(Confirmations.Pending pending) {
        confirmations.add(pending);
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
