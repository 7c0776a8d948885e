package io.truebook.sequencer.market;

/** What one can subscribe to. */
public sealed interface Channel {
    /** Level changes of a market, after a snapshot to begin with. */
    record Book(int market) implements Channel {}

    record Trades(int market) implements Channel {}

    /** Orders, fills and money of an account. All of it is public on L1 a little later anyway. */
    record Account(long number) implements Channel {}

    /** Mark prices of all markets. */
    record Prices() implements Channel {}

    /** Index, mark, status and funding of all markets. */
    record Markets() implements Channel {}

    /** How far the state is from L1. */
    record Divergence() implements Channel {}

    /** Signed heads of the chain of items. */
    record Heads() implements Channel {}
}
