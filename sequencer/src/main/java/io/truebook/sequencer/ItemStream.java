package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.FRAME_LENGTH;

import io.truebook.engine.Cells;
import io.truebook.engine.Items;
import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.Reason;
import io.truebook.sequencer.controller.Level;
import io.truebook.sequencer.delay.Delays;
import io.truebook.sequencer.journal.Ordering;
import io.truebook.sequencer.market.EngineEvent;
import io.truebook.sequencer.market.EventRecorder;
import io.truebook.sequencer.signing.RecoveredSignatures.Recovered;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Gives each item its place: writes it to the journal, executes it, tells those who must know, and leaves the answer with
 * {@link Confirmations} until the journal is synced. For the writer's thread.
 */
final class ItemStream implements OwnItems.Stream {
    private static final Completion NOBODY = outcome -> {};

    /** What an item may cost beyond its own bytes when it comes to the data rate: its share of the roots. */
    private static final int ROOT_SHARE = 8;

    private final SequencerOptions options;
    private final Ordering ordering;
    private final Confirmations confirmations;
    private final EventRecorder events;
    private final Accounts accounts;
    private final LongSupplier clock;
    private final TriggerStore triggerStore;
    private final Delays delays;
    private final BatchMaker maker;
    private final Refusals refusals;
    private final DataRateBucket dataRate;
    private final ClientOrderIds names = new ClientOrderIds();
    private final OwnItems own;
    private List<ClientOrderIds.Change> live;

    ItemStream(
            SequencerOptions options,
            Ordering ordering,
            Confirmations confirmations,
            EventRecorder events,
            Accounts accounts,
            LongSupplier clock,
            TriggerStore triggerStore,
            Delays delays,
            BatchMaker maker,
            Refusals refusals) {
        this.options = options;
        this.ordering = ordering;
        this.confirmations = confirmations;
        this.events = events;
        this.accounts = accounts;
        this.clock = clock;
        this.triggerStore = triggerStore;
        this.delays = delays;
        this.maker = maker;
        this.refusals = refusals;
        dataRate = new DataRateBucket(options.dataBytesPerSecond(), options.dataBurstBytes(), clock.getAsLong());
        own = new OwnItems(this, accounts, triggerStore);
        own.startFromHere(triggerStore.load());
        live = names.load(cells(), triggerStore.loadNames());
    }

    /** What the sequencer does unasked. */
    OwnItems own() {
        return own;
    }

    ClientOrderIds names() {
        return names;
    }

    /** Names of orders that were alive when the stream was made, told to those who watch. */
    void tellNames(Feed feed) {
        live.forEach(name -> feed.named(name.account(), name.nonce(), name.name()));
        live = List.of();
    }

    /** After a revert, or a batch of another sequencer. */
    void startFromHere() {
        own.startFromHere(List.of());
        names.load(cells(), triggerStore.loadNames());
    }

    @Override
    public Cells cells() {
        return maker.cells();
    }

    @Override
    public Refusal refusal(Level upTo) {
        return refusals.of(upTo);
    }

    @Override
    public Refusal refusal(byte[] item) {
        return refusals.of(cells(), item);
    }

    @Override
    public void moveTime() {
        if (cells().cursor().time < clock.getAsLong()) {
            maker.makeRoom();
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
        maker.makeRoom();
        stepTime(options.timeStepMillis());
        Reason reason = execute(item, signers);
        boolean traded = events.traded();
        EngineEvent event = told.apply(reason);
        if (event != null) {
            events.add(event);
        }
        names.learn(events.soFar(), null, 0);
        sequenced(item, reason, timed(event));
        return new OwnItems.Done(reason, traded);
    }

    /** @param timeStep by how much the clock must be ahead for the engine's time to follow it first, ms */
    void put(Submission submission, long timeStep) {
        maker.makeRoom();
        stepTime(timeStep);
        byte[] item = submission.item();
        String name = names.nameFor(item, submission.clientOrderId());
        Reason reason = execute(item, submission.signers());
        if (name == null) {
            names.learn(events.soFar(), null, 0);
        } else {
            long account = BigEndian.get(item, FRAME_LENGTH, 4);
            names.learn(events.soFar(), name, account);
            events.first(new EngineEvent.Named(account, BigEndian.get(item, FRAME_LENGTH + 5, 6), name));
        }
        sequenced(item, reason, timed(submission));
    }

    void putMessages(List<byte[]> messages) {
        maker.makeRoomForMessages(messages.size());
        stepTime(options.timeStepMillis());
        ordering.append(new JournalRecord.Inbox(messages).encode());
        Reason reason = maker.assembly().consume(messages);
        messages.forEach(own::learnMessage);
        names.learn(events.soFar(), null, 0);
        sequenced(Items.inbox(messages.size()), reason, NOBODY);
    }

    /** An answer that changes nothing; it waits for everything before it to be durable. */
    void answer(Outcome outcome, Completion completion) {
        confirmations.add(new Confirmations.Pending(ordering.next(), outcome, completion));
    }

    private Reason execute(byte[] item, List<Recovered> signers) {
        ordering.append(new JournalRecord.Item(item).encode());
        return maker.assembly().execute(item, signers);
    }

    private Completion timed(Submission submission) {
        return outcome -> {
            if (outcome instanceof Outcome.Sequenced sequenced) {
                delays.confirmed(sequenced.batch(), submission.receivedNanos());
            }
            submission.completion().complete(outcome);
        };
    }

    private Completion timed(EngineEvent event) {
        return outcome -> {
            if (event instanceof EngineEvent.Liquidated liquidated && outcome instanceof Outcome.Sequenced sequenced) {
                delays.liquidated(sequenced.batch(), liquidated.sinceNanos());
            }
        };
    }

    private void stepTime(long least) {
        long now = clock.getAsLong();
        if (now - cells().cursor().time >= least) {
            byte[] item = Items.time(now);
            Reason reason = execute(item, List.of());
            names.learn(events.soFar(), null, 0);
            sequenced(item, reason, NOBODY);
        }
    }

    private void sequenced(byte[] item, Reason reason, Completion completion) {
        CursorCell cursor = cells().cursor();
        own.learn(item, events.soFar(), events::add);
        triggerStore.keepNames(names.takeChanges());
        List<EngineEvent> happened = events.take();
        accounts.learn(cells(), happened);
        Outcome outcome = new Outcome.Sequenced(
                item,
                cursor.sequence,
                cursor.chainHash.clone(),
                cursor.batch,
                cursor.leaseId.clone(),
                cursor.inboxAcc.clone(),
                reason,
                happened);
        answer(outcome, completion);
    }
}
