package io.truebook.sequencer.divergence;

import io.truebook.engine.protocol.AccountCell;

/**
 * What of an account's cell has to do with money.
 *
 * @param collateral nano-USDC
 * @param first to {@code fourth} the markets of its position slots, as the cell has them
 */
record Purse(long collateral, long first, long second, long third, long fourth) {
    static final History.Form<Purse> FORM = new History.Form<>() {
        @Override
        public int longs() {
            return 5;
        }

        @Override
        public Purse read(long[] from, int at) {
            return new Purse(from[at], from[at + 1], from[at + 2], from[at + 3], from[at + 4]);
        }

        @Override
        public void write(Purse purse, long[] to, int at) {
            to[at] = purse.collateral;
            to[at + 1] = purse.first;
            to[at + 2] = purse.second;
            to[at + 3] = purse.third;
            to[at + 4] = purse.fourth;
        }
    };

    static Purse of(AccountCell cell) {
        return new Purse(
                cell.collateral,
                cell.positionMarkets0,
                cell.positionMarkets1,
                cell.positionMarkets2,
                cell.positionMarkets3);
    }

    boolean isOf(AccountCell cell) {
        return collateral == cell.collateral
                && first == cell.positionMarkets0
                && second == cell.positionMarkets1
                && third == cell.positionMarkets2
                && fourth == cell.positionMarkets3;
    }

    /** The market of a position slot, -1 when the slot is free. */
    int market(int slot) {
        long word = switch (slot >>> 2) {
            case 0 -> first;
            case 1 -> second;
            case 2 -> third;
            default -> fourth;
        };
        return ((int) (word >>> 48 - 16 * (slot & 3)) & 0xffff) - 1;
    }
}
