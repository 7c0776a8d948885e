package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.Cells;
import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.engine.protocol.TransferItem;
import io.truebook.sequencer.controller.Level;
import io.truebook.sequencer.market.EngineEvent;
import io.truebook.sequencer.signing.RecoveredSignatures.Recovered;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What the sequencer puts into the stream without being asked: liquidations, and orders whose price or time has come. It is told of every
 * item and finds out itself what that means for whom. For the writer's thread.
 */
final class OwnItems {
    /** Accounts looked at, and orders sent, between two commands of others, and in a pause. */
    static final int BETWEEN_COMMANDS = 2;

    static final int IN_A_PAUSE = 256;

    /** Kind and time stand before what a message carries. */
    private static final int MESSAGE_HEAD = 7;

    private static final Completion NOBODY = outcome -> {};

    /** How items get their place. */
    interface Stream {
        Cells cells();

        /** Why what is taken up to a level cannot be taken now, {@code null} when it can. */
        Refusal refusal(Level upTo);

        /** Why an item cannot be taken now, {@code null} when it can. */
        Refusal refusal(byte[] item);

        /** Moves the engine's time to the clock's. */
        void moveTime();

        /** Takes an item's bytes from the data rate, or nothing when they are not there. */
        boolean take(byte[] item);

        /** Takes them in any case. */
        void spend(byte[] item);

        /** @param told what is to be told with the item's events, given its reason; may return {@code null} */
        Done put(byte[] item, List<Recovered> signers, Function<Reason, EngineEvent> told);
    }

    /** @param traded whether the item made trades */
    record Done(Reason reason, boolean traded) {}

    private final Stream stream;
    private final Accounts accounts;
    private final TriggerStore store;
    private final MarketChanges markets = new MarketChanges();
    private final LiquidationWatch liquidations = new LiquidationWatch();
    private final TriggerBook triggers = new TriggerBook();

    /** An order whose time has come waits for the data rate. */
    private boolean rateReached;

    OwnItems(Stream stream, Accounts accounts, TriggerStore store) {
        this.stream = stream;
        this.accounts = accounts;
        this.store = store;
    }

    /** The state is another one: everything is looked at anew. */
    void startFromHere(List<WaitingOrder> stored) {
        Cells cells = stream.cells();
        triggers.load(cells, stored);
        markets.load(cells);
        liquidations.load(cells, accounts);
    }

    /**
     * Notes what an item means.
     *
     * @param happened what it did
     * @param told takes events of its own
     */
    void learn(byte[] item, List<EngineEvent> happened, Consumer<EngineEvent> told) {
        for (EngineEvent event : happened) {
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
                markets.since(stream.cells(), told).forEach(this::changed);
            }
        }
        if (item[0] == ITEM_BUNDLE || SignedItem.fieldsLength(item[0]) >= 0) {
            triggers.revise(stream.cells(), BigEndian.get(item, FRAME_LENGTH, 4));
        }
    }

    /** Notes what a consumed inbox message means: a forced one carries an item. */
    void learnMessage(byte[] message) {
        if (message[0] == MESSAGE_FORCED && message.length >= MESSAGE_HEAD + FRAME_LENGTH + 4) {
            touchedBy(message, MESSAGE_HEAD);
            triggers.revise(stream.cells(), BigEndian.get(message, MESSAGE_HEAD + FRAME_LENGTH, 4));
        }
    }

    /** Whether there is something to do, and it may be done now. */
    boolean hasWork(long nowMillis) {
        return (liquidations.hasWork(nowMillis) && stream.refusal(Level.HALT) == null)
                || (triggers.hasWork(nowMillis) && !rateReached && stream.refusal(Level.REDUCE_ONLY) == null);
    }

    void work(int most, long nowMillis) {
        for (int i = 0; i < most && liquidations.hasWork(nowMillis); i++) {
            if (stream.refusal(Level.HALT) != null) {
                break;
            }
            LiquidationWatch.Step step = liquidations.next(stream.cells(), nowMillis);
            if (step != null) {
                carryOut(step, nowMillis);
            }
        }
        rateReached = false;
        for (int i = 0; i < most && !rateReached && triggers.hasWork(nowMillis); i++) {
            if (stream.refusal(Level.REDUCE_ONLY) != null) {
                break;
            }
            sendNext(nowMillis);
        }
    }

    /** Now and then: lets go of orders that have expired. */
    void sweep(long nowMillis) {
        triggers.sweep(stream.cells(), nowMillis);
    }

    /**
     * Takes an order that waits for a price or time. It may go at once; the answer says that it is on disk.
     *
     * @return why it is not kept, {@code null} when it is
     */
    Outcome keep(Submission submission) {
        WaitingOrder order = new WaitingOrder(submission.item(), submission.signers());
        Reason reason = triggers.check(stream.cells(), order);
        if (reason != Reason.OK) {
            return new Outcome.Rejected(reason);
        }
        if (!triggers.hasRoomFor(order)) {
            return new Outcome.Refused(Refusal.TOO_MANY_WAITING);
        }
        triggers.add(stream.cells(), order);
        store.keep(order, submission.completion());
        return null;
    }

    /** A batch can no longer be undone, and what ended in it not come back. */
    void finalized(long batch) {
        store.forget(triggers.forgetUpTo(batch));
    }

    List<WaitingOrder.View> waitingOrders(long account) {
        return triggers.of(account).stream().map(WaitingOrder::view).toList();
    }

    int waitingOrders() {
        return triggers.size();
    }

    /** What accounts owe beyond all they have, as far as they have been looked at since prices and payments changed; nano-USDC. */
    long badDebt() {
        return liquidations.badDebt(stream.cells());
    }

    int belowMargin() {
        return liquidations.below();
    }

    private void carryOut(LiquidationWatch.Step step, long nowMillis) {
        byte[] item = step.item();
        stream.spend(item);
        Done done = stream.put(
                item,
                List.of(),
                reason -> step instanceof LiquidationWatch.Step.Liquidate(long account, int market, long sinceNanos)
                        ? new EngineEvent.Liquidated(account, market, reason, sinceNanos)
                        : null);
        boolean helped = done.traded()
                || switch (done.reason()) {
                    case OK, BACKSTOPPED, INSURED, CANCELS_PENDING -> true;
                    default -> false;
                };
        liquidations.tried(stream.cells(), step, helped, nowMillis);
    }

    private void sendNext(long nowMillis) {
        stream.moveTime();
        WaitingOrder order = triggers.next(stream.cells(), nowMillis);
        if (order == null) {
            return;
        }
        byte[] item = order.item();
        Submission submission = new Submission(item, order.signers, NOBODY, System.nanoTime());
        if (Admission.check(accounts, stream.cells(), submission) != Reason.OK) {
            triggers.over(stream.cells(), order);
        } else if (stream.refusal(item) != null) {
            triggers.blocked(stream.cells(), order, nowMillis);
        } else if (!stream.take(item)) {
            triggers.postponed(order);
            rateReached = true;
        } else {
            Done done = stream.put(item, order.signers, reason -> null);
            triggers.sent(stream.cells(), order, done.reason(), nowMillis);
        }
    }

    private void changed(MarketChanges.Change change) {
        liquidations.changed(stream.cells(), change);
        triggers.changed(stream.cells(), change.market());
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
}
