package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.BACKSTOP_BASE;

import io.truebook.engine.protocol.ActivityCell;
import io.truebook.engine.protocol.RiskCell;

/** What insurance cannot pay is borne by the other side of the market, by lots: section 6.1 of the protocol page. */
final class LossSpread {
    /** Charges the side opposite to lots that the backstop has just taken, the backstop itself apart; returns what it covers. */
    static long spread(Execution x, int market, long lots, long open) {
        ActivityCell activity = x.cells.activity(market);
        RiskCell risk = x.cells.risk(market);
        long backstop = Positions.lotsOf(x, x.cells.account(BACKSTOP_BASE + market), market);
        long winners = activity.openInterest - Math.max(lots > 0 ? -backstop : backstop, 0);
        if (open == 0 || winners == 0) {
            return 0;
        }
        long perLot = Math.min((open + winners - 1) / winners, risk.mark * risk.multiplier);
        long spread = perLot * winners;
        long covered = Math.min(open, spread);
        if (lots > 0) {
            risk.shortIndex += perLot;
        } else {
            risk.longIndex += perLot;
        }
        activity.lossSpread += covered;
        x.cells.changed(risk);
        Money.addSuspense(x, activity, -spread);
        Insurance.add(x, spread - covered);
        x.listener.lossSpread(market, lots > 0 ? Book.ASKS : Book.BIDS, perLot, winners, covered);
        return covered;
    }

    private LossSpread() {}
}
