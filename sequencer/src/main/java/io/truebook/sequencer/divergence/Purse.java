package io.truebook.sequencer.divergence;

import io.truebook.engine.protocol.AccountCell;

/**
 * What of an account's cell has to do with money.
 *
 * @param collateral nano-USDC
 * @param first to {@code fourth} the markets of its position slots, as the cell has them
 */
record Purse(long collateral, long first, long second, long third, long fourth) {
    static Purse of(AccountCell cell) {
        long[] markets = cell.positionMarkets;
        return new Purse(cell.collateral, markets[0], markets[1], markets[2], markets[3]);
    }

    boolean isOf(AccountCell cell) {
        long[] markets = cell.positionMarkets;
        return collateral == cell.collateral
                && first == markets[0]
                && second == markets[1]
                && third == markets[2]
                && fourth == markets[3];
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
