package io.truebook.engine;

import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.ActivityCell;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.PositionCell;

/**
 * The places of money in the state. Every write to one of them is here, and is counted for itself in {@code Cursor.liabilities}: a movement
 * that takes from one place what it does not bring to another shows there. Section 7 of the protocol page.
 */
final class Money {
    static void addCollateral(Execution x, AccountCell account, long amount) {
        account.collateral += amount;
        x.cells.changed(account);
        count(x, amount);
    }

    static void addMargin(Execution x, PositionCell position, long amount) {
        position.margin += amount;
        x.cells.changed(position);
        count(x, amount);
    }

    static void addQuote(Execution x, PositionCell position, long amount) {
        position.quote += amount;
        x.cells.changed(position);
        count(x, amount);
    }

    static void addSuspense(Execution x, ActivityCell activity, long amount) {
        activity.suspense += amount;
        x.cells.changed(activity);
        count(x, amount);
    }

    private static void count(Execution x, long amount) {
        CursorCell cursor = x.cells.cursor();
        cursor.liabilities += amount;
        x.cells.changed(cursor);
    }

    private Money() {}
}
