package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.ActivityCell;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.Reason;

/** The backstop of a market takes a position at the mark, and what its account lacks finds a payer: section 6.1 of the protocol page. */
final class CloseOut {
    /** Lots and quote that the backstop will hold. */
    private record Taken(long lots, long quote) {}

    /** The position was settled when its order was made, and no index moves while it is in flight. */
    static Reason closeOut(Execution x, Account account, int market) {
        Settlement.settleIn(x, x.cells.account(BACKSTOP_BASE + market), market);
        long share = Liquidate.share(x);
        int slot = Positions.slotOf(account, market);
        PositionCell position = x.cells.position(account, slot);
        long lots = position.lots;
        long value = Margin.value(x.cells.risk(market), lots);
        Taken taken = taken(x, market, lots, value);
        if (!inBounds(x, market, taken)
                || !balancesInBounds(x, Balances.balance(x, account, slot) + position.quote + value, share)) {
            return Reason.TAKER_BOUND;
        }
        x.listener.backstopped(account.number, market, lots, x.cells.risk(market).mark, share);
        take(x, market, lots, taken);
        position.lots = 0;
        Money.addQuote(x, position, value);
        boolean isolated = Balances.isolated(x, account, slot);
        Positions.release(x, account, slot);
        if (share >= 0) {
            Balances.add(x, account, slot, -share);
            Insurance.add(x, share);
        } else {
            Balances.add(x, account, slot, covered(x, account.number, market, lots, -share));
        }
        // After the share has found its place, for it may have moved the index of the backstop's side.
        settled(x, market);
        if (isolated) {
            join(x, account, slot, market);
        }
        return Reason.BACKSTOPPED;
    }

    private static Taken taken(Execution x, int market, long lots, long value) {
        Account backstop = x.cells.account(BACKSTOP_BASE + market);
        int slot = Positions.slotOf(backstop, market);
        if (slot < 0) {
            return new Taken(lots, -value);
        }
        PositionCell position = x.cells.position(backstop, slot);
        return new Taken(position.lots + lots, position.quote - value);
    }

    /** True when the backstop can hold it: no margin rule adds it up with others, so it may be worth more than another position. */
    private static boolean inBounds(Execution x, int market, Taken taken) {
        long valueOfLot = x.cells.market(market).maxTick * x.cells.risk(market).multiplier;
        long collateral = x.cells.account(BACKSTOP_BASE + market).collateral + (taken.lots == 0 ? taken.quote : 0);
        return Math.abs(taken.lots) <= COLLATERAL_BOUND / valueOfLot
                && Math.abs(taken.quote) <= POSITION_BOUND
                && Math.abs(collateral) <= COLLATERAL_BOUND;
    }

    /** True when the account's balance without the position, and insurance, stay within their bounds whoever pays. */
    private static boolean balancesInBounds(Execution x, long balance, long share) {
        return balance >= -COLLATERAL_BOUND
                && balance - Math.min(share, 0) <= COLLATERAL_BOUND
                && x.cells.account(INSURANCE_ACCOUNT).collateral + Math.max(share, 0) <= COLLATERAL_BOUND;
    }

    private static void take(Execution x, int market, long lots, Taken taken) {
        Account backstop = x.cells.account(BACKSTOP_BASE + market);
        int slot = Positions.acquire(x, backstop, market);
        PositionCell position = x.cells.position(backstop, slot);
        ActivityCell activity = x.cells.activity(market);
        activity.openInterest += Math.max(taken.lots, 0) - Math.max(position.lots, 0) - Math.max(lots, 0);
        x.cells.changed(activity);
        position.lots = taken.lots;
        Money.addQuote(x, position, taken.quote - position.quote);
        if (taken.lots == 0) {
            Positions.release(x, backstop, slot);
            Insurance.balance(x, backstop);
        }
    }

    /** Who pays what an account lacks: insurance first, then the side opposite to its lots. Returns what was paid. */
    static long covered(Execution x, long number, int market, long lots, long debt) {
        long paid = Insurance.pay(x, number, debt);
        return paid + LossSpread.spread(x, market, lots, debt - paid);
    }

    /** Nothing is pending on the backstop's position. */
    private static void settled(Execution x, int market) {
        Account backstop = x.cells.account(BACKSTOP_BASE + market);
        int slot = Positions.slotOf(backstop, market);
        if (slot >= 0) {
            PositionCell position = x.cells.position(backstop, slot);
            position.entryIndex = Settlement.index(x.cells.risk(market), position.lots);
            x.cells.changed(position);
        }
    }

    /** An isolated position ends with its margin; a debt that nothing covers is the backstop's. */
    private static void join(Execution x, Account account, int slot, int market) {
        PositionCell position = x.cells.position(account, slot);
        Money.addCollateral(x, x.cells.account(BACKSTOP_BASE + market), position.margin);
        Money.addMargin(x, position, -position.margin);
        position.isolated = 0;
        Positions.free(x, account, slot);
    }

    private CloseOut() {}
}
