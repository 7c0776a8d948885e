package io.truebook.sequencer.market;

import io.truebook.engine.protocol.Reason;

/** One thing the engine did. Sides are 0 for bids and 1 for asks. */
public sealed interface EngineEvent {
    /** An order was put on the book. */
    record Rested(long account, int slot, int market, int side, int tick, long lots, long nonce)
            implements EngineEvent {}

    /** An order shrank in place, to {@code lots}. */
    record Amended(long account, int slot, int market, int side, int tick, long lots, long nonce)
            implements EngineEvent {}

    /** An order left the book with these lots. */
    record Removed(long account, int slot, int market, int side, int tick, long lots, long nonce, Reason reason)
            implements EngineEvent {}

    /** Whose order the taker's was. */
    enum Kind {
        ORDER,
        LIQUIDATION,
        UNWIND
    }

    /** A trade, at the maker's tick. */
    record Filled(
            Kind kind,
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
            long takerFee)
            implements EngineEvent {}

    record Deposited(long account, long amount) implements EngineEvent {}

    record Withdrew(long account, long amount, long number) implements EngineEvent {}

    record Priced(int market, int mark, long publishTime) implements EngineEvent {}

    record Listed(int market) implements EngineEvent {}

    /** A market's index, mark or status has moved. */
    record Marked(int market, int status, int index, int mark, long publishTime) implements EngineEvent {}

    /** Funding was paid: per lot, longs paid this to shorts, negative when shorts paid. */
    record Funded(int market, long ratePpb, long paidPerLot) implements EngineEvent {}

    /** A loss that insurance could not cover was spread: each lot of this side paid {@code perLot}. */
    record LossSpread(int market, int side, long perLot, long covered) implements EngineEvent {}

    /** An order went out to close {@code part} of a position of signed {@code lots}, at its zero price; its trades follow. */
    record Liquidating(long account, int market, int zeroTick, long lots, long part) implements EngineEvent {}

    /** The backstop took over a position of signed lots, and with it a share of the account's equity. */
    record Backstopped(long account, int market, long lots, int mark, long share) implements EngineEvent {}

    /** Insurance paid towards a negative balance. */
    record InsurancePaid(long account, long amount) implements EngineEvent {}

    record Transferred(long account, long to, long amount) implements EngineEvent {}

    record SubaccountOpened(long account, long opened) implements EngineEvent {}

    /** Whatever is told of orders of this account and nonce carries the client's name for it. */
    record Named(long account, long nonce, String clientOrderId) implements EngineEvent {}

    /** An operation of a bundle, counted from 0, is done; what happened since the one before is its doing. */
    record OperationFinished(int index, Reason reason) implements EngineEvent {}

    /**
     * The sequencer has put a liquidation into the stream, for its own figures.
     *
     * @param sinceNanos of {@link System#nanoTime}, when what made it necessary was executed
     */
    record Liquidated(long account, int market, Reason reason, long sinceNanos) implements EngineEvent {}
}
