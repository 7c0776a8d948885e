package io.truebook.sequencer.divergence;

import io.truebook.engine.protocol.PositionCell;

/**
 * What of a position's cell has to do with money.
 *
 * @param lots signed
 * @param money quote and own margin, nano-USDC
 * @param entryIndex the payment index at its last settlement, nano-USDC per lot
 */
record Stake(long lots, long money, long entryIndex) {
    static final Stake NONE = new Stake(0, 0, 0);

    static final History.Form<Stake> FORM = new History.Form<>() {
        @Override
        public int longs() {
            return 3;
        }

        @Override
        public Stake read(long[] from, int at) {
            return new Stake(from[at], from[at + 1], from[at + 2]);
        }

        @Override
        public void write(Stake stake, long[] to, int at) {
            to[at] = stake.lots;
            to[at + 1] = stake.money;
            to[at + 2] = stake.entryIndex;
        }
    };

    static Stake of(PositionCell cell) {
        return new Stake(cell.lots, cell.quote + cell.margin, cell.entryIndex);
    }

    boolean isOf(PositionCell cell) {
        return lots == cell.lots && money == cell.quote + cell.margin && entryIndex == cell.entryIndex;
    }
}
