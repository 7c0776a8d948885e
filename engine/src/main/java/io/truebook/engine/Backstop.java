package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.Reason;

/** After the order that closes a position: what the book did not take. Section 6.1 of the protocol page. */
final class Backstop {
    static int backstop(Execution x) {
        CursorCell cursor = x.cells.cursor();
        Account account = x.cells.account(cursor.taker);
        int weight = WEIGHT_BACKSTOP + WEIGHT_PER_POSITION * Positions.used(account);
        InFlight.finish(x, cursor.kind == KIND_UNWIND ? Unwind.outcome(x, account) : outcome(x, account));
        return weight;
    }

    private static Reason outcome(Execution x, Account account) {
        CursorCell cursor = x.cells.cursor();
        if (Positions.lotsOf(x, account, cursor.market) == 0) {
            return Reason.OK;
        }
        if (!needsCloseOut(Margin.health(x, account, cursor.market))) {
            return cursor.lots == 0 ? Reason.OK : Reason.IOC_REMAINDER;
        }
        return CloseOut.closeOut(x, account, cursor.market);
    }

    /** True when equity is below two thirds of maintenance margin. */
    static boolean needsCloseOut(Health health) {
        // An equity beyond the margin is not multiplied: it may have 63 bits.
        return health.equity() < 0
                || health.equity() < health.maintenanceMargin()
                        && CLOSE_OUT_DENOMINATOR * health.equity() < CLOSE_OUT_NUMERATOR * health.maintenanceMargin();
    }

    private Backstop() {}
}
