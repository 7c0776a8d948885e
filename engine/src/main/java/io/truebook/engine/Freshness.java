package io.truebook.engine;

import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.RiskCell;

/** Whether a price is good enough to open a position or to liquidate one: sections 3 and 4.2 of the protocol page. */
final class Freshness {
    /**
     * The time that prices are measured by, ms: for a forced message when it was enqueued, so that waiting does not make them old. L1's
     * clock may be ahead of the engine's when a message is consumed early; that does not make prices old either.
     */
    static long now(Execution x) {
        CursorCell cursor = x.cells.cursor();
        return cursor.enqueuedAt == 0 ? cursor.time : Math.min(cursor.time, cursor.enqueuedAt * 1000);
    }

    /** True when the last price is not too old, and the index has caught up with it. */
    static boolean fresh(Execution x, int market) {
        RiskCell risk = x.cells.risk(market);
        return risk.jumping == 0 && now(x) <= risk.publishTime + x.cells.market(market).oracleMaxAge;
    }

    static Reason check(Execution x, int market) {
        return fresh(x, market) ? Reason.OK : Reason.ORACLE_STALE;
    }

    private Freshness() {}
}
