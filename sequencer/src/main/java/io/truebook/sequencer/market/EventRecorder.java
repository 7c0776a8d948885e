package io.truebook.sequencer.market;

import static io.truebook.engine.protocol.Protocol.BACKSTOP_BASE;

import io.truebook.engine.EngineListener;
import io.truebook.engine.protocol.Reason;
import io.truebook.sequencer.divergence.TradedNotional;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Collects what the engine does with one item. */
public final class EventRecorder implements EngineListener {
    private static final long NOBODY = -1;

    private final TradedNotional notional = new TradedNotional();
    private List<EngineEvent> events = new ArrayList<>();

    /** Whose position the order in flight closes. */
    private long liquidated = NOBODY;

    /** What happened since the last call. */
    public List<EngineEvent> take() {
        if (events.isEmpty()) {
            return List.of();
        }
        List<EngineEvent> taken = events;
        events = new ArrayList<>();
        return taken;
    }

    /** Notes something that is not the engine's to tell. */
    public void add(EngineEvent event) {
        events.add(event);
    }

    /** Notes something that is told before all else. */
    public void first(EngineEvent event) {
        events.addFirst(event);
    }

    /** What has happened since the last {@link #take}. */
    public List<EngineEvent> soFar() {
        return Collections.unmodifiableList(events);
    }

    /** Whether there were trades since the last {@link #take}. */
    public boolean traded() {
        return events.stream().anyMatch(event -> event instanceof EngineEvent.Filled);
    }

    /** Notional of all trades since it was cleared. */
    public TradedNotional tradedNotional() {
        return notional;
    }

    @Override
    public void rested(long account, int slot, int market, int side, int tick, long lots, long nonce) {
        events.add(new EngineEvent.Rested(account, slot, market, side, tick, lots, nonce));
    }

    @Override
    public void amended(long account, int slot, int market, int side, int tick, long lots, long nonce) {
        events.add(new EngineEvent.Amended(account, slot, market, side, tick, lots, nonce));
    }

    @Override
    public void removed(long account, int slot, int market, int side, int tick, long lots, long nonce, Reason reason) {
        events.add(new EngineEvent.Removed(account, slot, market, side, tick, lots, nonce, reason));
    }

    @Override
    public void filled(
            int market,
            int tick,
            long lots,
            long maker,
            int makerSlot,
            long makerNonce,
            long makerLotsLeft,
            long taker,
            long takerNonce,
            int takerSide,
            long makerFee,
            long takerFee) {
        notional.add(market, tick, lots);
        EngineEvent.Kind kind = taker >= BACKSTOP_BASE
                ? EngineEvent.Kind.UNWIND
                : taker == liquidated ? EngineEvent.Kind.LIQUIDATION : EngineEvent.Kind.ORDER;
        events.add(new EngineEvent.Filled(
                kind,
                market,
                tick,
                lots,
                maker,
                makerSlot,
                makerNonce,
                makerLotsLeft,
                taker,
                takerNonce,
                takerSide,
                makerFee,
                takerFee));
    }

    @Override
    public void deposited(long account, long amount) {
        events.add(new EngineEvent.Deposited(account, amount));
    }

    @Override
    public void withdrew(long account, long amount, long number) {
        events.add(new EngineEvent.Withdrew(account, amount, number));
    }

    @Override
    public void priced(int market, int mark, long publishTime) {
        events.add(new EngineEvent.Priced(market, mark, publishTime));
    }

    @Override
    public void listed(int market) {
        events.add(new EngineEvent.Listed(market));
    }

    @Override
    public void finished(Reason reason) {
        liquidated = NOBODY;
    }

    @Override
    public void operationFinished(int index, Reason reason) {
        events.add(new EngineEvent.OperationFinished(index, reason));
    }

    @Override
    public void liquidated(long account, int market, int zeroTick, long lots, long part) {
        liquidated = account;
        events.add(new EngineEvent.Liquidating(account, market, zeroTick, lots, part));
    }

    @Override
    public void backstopped(long account, int market, long lots, int mark, long share) {
        events.add(new EngineEvent.Backstopped(account, market, lots, mark, share));
    }

    @Override
    public void insurancePaid(long account, long amount) {
        events.add(new EngineEvent.InsurancePaid(account, amount));
    }

    @Override
    public void lossSpread(int market, int side, long perLot, long lots, long covered) {
        events.add(new EngineEvent.LossSpread(market, side, perLot, covered));
    }

    @Override
    public void fundingPaid(int market, long ratePpb, long perLot) {
        events.add(new EngineEvent.Funded(market, ratePpb, perLot));
    }

    @Override
    public void transferred(long account, long to, long amount) {
        events.add(new EngineEvent.Transferred(account, to, amount));
    }

    @Override
    public void subaccountOpened(long account, long opened) {
        events.add(new EngineEvent.SubaccountOpened(account, opened));
    }
}
