package io.truebook.engine;

/** Counts fills and lots, so that two books can be seen to have done the same. */
final class Fills implements EngineListener {
    long fills;
    long lots;

    @Override
    public void filled(
            int market,
            int tick,
            long filledLots,
            long maker,
            int makerSlot,
            long makerNonce,
            long makerLotsLeft,
            long taker,
            long takerNonce,
            int takerSide,
            long makerFee,
            long takerFee) {
        fills++;
        lots += filledLots;
    }
}
