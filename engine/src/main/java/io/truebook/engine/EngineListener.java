package io.truebook.engine;

import io.truebook.engine.protocol.Reason;

/** Told what happens as it happens, for market data and accounts of what was done. It can change nothing. */
public interface EngineListener {
    /** Listens to nothing. */
    EngineListener NONE = new EngineListener() {};

    /** A framed item was read; {@code sequence} counts it. What follows until the next call belongs to it. */
    default void itemStarted(long sequence, int type) {}

    /** An item or inbox message has its final reason. */
    default void finished(Reason reason) {}

    /** An operation of a bundle, counted from 0, has its reason; {@link #finished} follows for the whole bundle. */
    default void operationFinished(int operation, Reason reason) {}

    /** An order was put on the book. */
    default void rested(long account, int slot, int market, int side, int tick, long lots, long nonce) {}

    /** An order's lots were lowered in place, by its owner or by an own taker; it keeps its place in the queue. */
    default void amended(long account, int slot, int market, int side, int tick, long lots, long nonce) {}

    /** An order left the book unfilled or partly filled. */
    default void removed(
            long account, int slot, int market, int side, int tick, long lots, long nonce, Reason reason) {}

    /** A trade. {@code makerSlot} is the maker's order, {@code makerLotsLeft} what stays of it on the book. */
    default void filled(
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
            long takerFee) {}

    /** An order at its zero price goes out to close a position of signed {@code lots}, {@code part} of them. */
    default void liquidated(long account, int market, int zeroTick, long lots, long part) {}

    /**
     * The backstop took a position of signed lots at the mark. With it goes {@code share} of the account's equity: to insurance, or when it
     * is negative what insurance and the winners are to bear.
     */
    default void backstopped(long account, int market, long lots, int mark, long share) {}

    /** Insurance paid towards what an account lacks. */
    default void insurancePaid(long account, long amount) {}

    /** The lots of one side of a market each bear a part of a loss; together they cover {@code covered}, what is over goes to insurance. */
    default void lossSpread(int market, int side, long perLot, long lots, long covered) {}

    /** A deposit was credited. */
    default void deposited(long account, long amount) {}

    /** A withdrawal was written into the state. */
    default void withdrew(long account, long amount, long number) {}

    /** Collateral moved between two accounts of one owner. */
    default void transferred(long account, long to, long amount) {}

    /** A sub-account was opened; its owner is that of {@code account}, which paid SUBACCOUNT_FEE. */
    default void subaccountOpened(long account, long opened) {}

    /** An account has paid what its position owed by the market's indices; a negative amount was paid to it. */
    default void paid(long account, int market, long amount) {}

    /** Collateral went to the margin of the account's isolated position; a negative amount came back. */
    default void marginMoved(long account, int market, long amount) {}

    /** A market has a new mark price. */
    default void priced(int market, int mark, long publishTime) {}

    /** A position was closed at the settlement price; {@code gain} is what its balance got or lost by it. */
    default void settled(long account, int market, long lots, long gain) {}

    /** A market was listed. */
    default void listed(int market) {}

    /** A market's parameters or status were changed. */
    default void marketChanged(int market) {}

    /** An hour's funding: the rate in ppb per 8 hours, and what a lot held long pays, in nano-USDC. */
    default void fundingPaid(int market, long ratePpb, long perLot) {}
}
