package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.MAX_POSITIONS;

import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.RiskCell;

/** Cross margin over all positions of an account: section 6 of the protocol page. */
final class Margin {
    static Health health(Execution x, long number) {
        AccountCell account = x.cells.account(number);
        long equity = account.collateral;
        long initial = 0;
        long maintenance = 0;
        for (int slot = 0; slot < MAX_POSITIONS; slot++) {
            int entry = Positions.entry(account, slot);
            if (entry == 0) {
                continue;
            }
            PositionCell position = x.cells.position(number, slot);
            RiskCell risk = x.cells.risk(entry - 1);
            equity += position.quote + value(risk, position.lots);
            initial += initialMargin(risk, exposure(position.lots, position.restingBidLots, position.restingAskLots));
            maintenance += maintenanceMargin(risk, position.lots);
        }
        return new Health(equity, initial, maintenance);
    }

    /** Value of signed lots at the mark, nano-USDC. */
    static long value(RiskCell risk, long lots) {
        return lots * risk.mark * risk.multiplier;
    }

    /** The most lots, long or short, that the position can reach if one side of its orders fills. */
    static long exposure(long lots, long restingBidLots, long restingAskLots) {
        return Math.max(lots + restingBidLots, restingAskLots - lots);
    }

    static long initialMargin(RiskCell risk, long exposure) {
        return marginRoundedUp(value(risk, exposure), risk.imrPpm);
    }

    static long maintenanceMargin(RiskCell risk, long lots) {
        return marginRoundedUp(value(risk, Math.abs(lots)), risk.mmrPpm);
    }

    private static long marginRoundedUp(long notional, int ppm) {
        return Fees.feeRoundedUp(notional, ppm);
    }

    private Margin() {}
}
