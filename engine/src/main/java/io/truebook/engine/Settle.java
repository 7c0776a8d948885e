package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.ActivityCell;
import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.RiskCell;

/** Settles what a position owes, and closes it in a market that is over: section 4.14 of the protocol page. Anybody may ask for it. */
final class Settle {
    static final int LENGTH = 5;

    static Reason settle(Execution x, byte[] bytes, int at) {
        long number = BigEndian.get(bytes, at, 4);
        int market = bytes[at + 4] & 0xff;
        if (number >= ACCOUNT_LIMIT) {
            return Reason.NOTHING_TO_SETTLE;
        }
        Account account = x.cells.account(number);
        int slot = Positions.slotOf(account, market);
        if (slot < 0) {
            return Reason.NOTHING_TO_SETTLE;
        }
        Settlement.settle(x, account, slot);
        RiskCell risk = x.cells.risk(market);
        PositionCell position = x.cells.position(account, slot);
        if (risk.status == STATUS_SETTLED && position.lots != 0) {
            close(x, account, slot, market);
        }
        return Reason.OK;
    }

    /** Suspense is the other side: when all positions are closed, it has had as much as it gave. */
    private static void close(Execution x, Account account, int slot, int market) {
        PositionCell position = x.cells.position(account, slot);
        ActivityCell activity = x.cells.activity(market);
        long value = Margin.value(x.cells.risk(market), position.lots);
        Money.addQuote(x, position, value);
        Money.addSuspense(x, activity, -value);
        activity.settledLots += position.lots;
        activity.openInterest -= Math.max(position.lots, 0);
        x.listener.settled(account.number, market, position.lots, position.quote);
        position.lots = 0;
        x.cells.changed(position);
        x.cells.changed(activity);
        Positions.release(x, account, slot);
    }

    private Settle() {}
}
