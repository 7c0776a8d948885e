package io.truebook.sequencer;

import io.truebook.sequencer.controller.ControllerRecord;
import io.truebook.sequencer.delay.Delays;
import io.truebook.sequencer.divergence.Divergence;
import io.truebook.sequencer.divergence.Ledger;
import io.truebook.sequencer.journal.Ordering;
import io.truebook.sequencer.journal.OrderingFailedException;
import io.truebook.sequencer.market.EventRecorder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** The one thread that changes the state: takes commands in their order, and does its own work between them. */
final class Writer {
    private static final long IDLE_MILLIS = 10;

    private final SequencerOptions options;
    private final Alignment alignment;
    private final Standing standing;
    private final LongSupplier clock;
    private final BatchMaker maker;
    private final DivergenceControl control;
    private final ItemStream stream;
    private final OwnItems own;
    private final Intake intake;
    private final InboxDelivery inbox;
    private final Measuring measuring;
    private final ArrayBlockingQueue<Command> queue;
    private final Thread thread = new Thread(this::run, "writer");

    private volatile int belowMargin;
    private volatile int waitingOrders;
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
            Delays delays,
            ControllerRecord record,
            DoubleSupplier weiPerGas,
            BatchAssembly assembly,
            Divergence divergence,
            Feed feed) {
        this.options = options;
        this.alignment = alignment;
        this.standing = standing;
        this.clock = clock;
        maker = new BatchMaker(options, ordering, clock, assembly);
        control = new DivergenceControl(record, clock, batches, maker, divergence::figures, weiPerGas);
        Refusals refusals = new Refusals(standing, control::level);
        stream = new ItemStream(
                options, ordering, confirmations, events, accounts, clock, triggerStore, delays, maker, refusals);
        own = stream.own();
        intake = new Intake(options, accounts, clock, stream);
        inbox = new InboxDelivery(stream);
        measuring = new Measuring(divergence, maker, stream, clock, feed);
        queue = new ArrayBlockingQueue<>(options.queueLength());
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
        return inbox.next();
    }

    /** The waiting orders of an account; for questions, which are asked on this thread. */
    List<WaitingOrder.View> waitingOrders(long account) {
        return own.waitingOrders(account);
    }

    /** The open batch, empty without one; for questions, which are asked on this thread. */
    Optional<ChainedBatch> openBatch() {
        return maker.assembly().soFar();
    }

    /** The client's name for a live order, {@code null} without one; for questions, which are asked on this thread. */
    String clientOrderId(long account, int slot) {
        return stream.names().of(account, slot);
    }

    /** What the ledger says of this moment; for questions, which are asked on this thread. */
    <T> CompletableFuture<T> measure(Function<Ledger, T> question) {
        return measuring.measure(question);
    }

    /** Names of orders that were alive when the writer was made, told to those who watch. */
    void tellNames(Feed feed) {
        stream.tellNames(feed);
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
                measuring.measureWhenDue();
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
        measuring.measureWhenDue();
        control.tickWhenDue(standing.mode() == Mode.ACTIVE);
        switch (command) {
            case Submission submission -> intake.submit(submission);
            case Command.Query query -> stream.answer(null, query.read(stream.cells()));
            case Command.Deliver deliver -> {
                if (standing.mode() == Mode.ACTIVE) {
                    inbox.deliver(deliver);
                }
            }
            case Command.Hold(byte[] lease) -> {
                maker.hold(lease);
                standing.to(lease == null ? Mode.WAITING : Mode.ACTIVE);
            }
            case Command.Revert revert -> revert(revert);
            case Command.Follow follow -> follow(follow);
            case Command.Finalized(long index) -> own.finalized(index);
        }
    }

    private void revert(Command.Revert revert) throws InterruptedException {
        maker.forgetLease();
        standing.to(Mode.WAITING);
        standOn(alignment.revertTo(revert.index(), maker.assembly()));
        revert.done().complete(null);
    }

    private void follow(Command.Follow follow) throws InterruptedException {
        try {
            if (standing.mode() != Mode.WAITING || maker.assembly().isOpen()) {
                throw new IllegalStateException("a sequencer that orders items itself follows nobody");
            }
            standOn(alignment.follow(follow));
            follow.done().complete(null);
        } catch (BatchMismatchException | IllegalStateException refused) {
            follow.done().completeExceptionally(refused);
        }
    }

    private void standOn(BatchAssembly assembly) {
        maker.standOn(assembly);
        inbox.startFromHere();
        stream.startFromHere();
    }

    private void tick() {
        if (standing.mode() == Mode.ACTIVE) {
            long now = clock.getAsLong();
            control.tickWhenDue(true);
            own.sweep(now);
            maker.beat(now);
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
