package io.truebook.engine;

/** The lots and the price that a maker and a taker agree on, and their notional in nano-USDC. */
record Trade(int market, int tick, long lots, long notional) {
    static Trade made(Execution x, int market, int tick, long lots) {
        return new Trade(market, tick, lots, tick * lots * x.cells.risk(market).multiplier);
    }
}
