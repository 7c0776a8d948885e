package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.MAX_POSITIONS;

import io.truebook.engine.CellAddresses;
import io.truebook.engine.CellSource;
import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.RiskCell;

/**
 * What an account owns at one moment.
 *
 * @param markets of the positions
 * @param lots of each
 * @param money collateral and all quote balances, nano-USDC
 */
record Portfolio(int[] markets, long[] lots, long money) {
    static final Portfolio EMPTY = new Portfolio(new int[0], new long[0], 0);

    static Portfolio read(CellSource state, long number) {
        byte[] words = state.read(CellAddresses.account(number));
        if (words == null) {
            return EMPTY;
        }
        AccountCell account = new AccountCell(CellAddresses.account(number));
        account.decode(words, 0);
        int[] markets = new int[MAX_POSITIONS];
        long[] lots = new long[MAX_POSITIONS];
        long money = account.collateral;
        for (int slot = 0; slot < MAX_POSITIONS; slot++) {
            int entry = (int) (account.positionMarkets[slot >>> 2] >>> 48 - 16 * (slot & 3)) & 0xffff;
            if (entry != 0) {
                PositionCell position = new PositionCell(CellAddresses.position(number, slot));
                byte[] stored = state.read(CellAddresses.position(number, slot));
                if (stored != null) {
                    position.decode(stored, 0);
                }
                markets[slot] = entry - 1;
                lots[slot] = position.lots;
                money += position.quote;
            }
        }
        return new Portfolio(markets, lots, money);
    }

    /** Equity at the marks of a state. */
    long equity(CellSource state) {
        long equity = money;
        for (int i = 0; i < lots.length; i++) {
            if (lots[i] != 0) {
                RiskCell risk = new RiskCell(CellAddresses.risk(markets[i]));
                risk.decode(state.read(CellAddresses.risk(markets[i])), 0);
                equity += lots[i] * risk.mark * risk.multiplier;
            }
        }
        return equity;
    }
}
