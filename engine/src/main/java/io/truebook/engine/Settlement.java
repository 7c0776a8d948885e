package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.RiskCell;

/** What positions owe by the indices of their market, and its payment into suspense: section 5.6 of the protocol page. */
final class Settlement {
    /** What a position owes since its last settlement, negative when it is owed; nano-USDC. */
    static long pending(PositionCell position, RiskCell risk) {
        if (position.lots == 0) {
            return 0;
        }
        long lots = Math.abs(position.lots);
        long difference = index(risk, position.lots) - position.entryIndex;
        if (difference == 0) {
            return 0;
        }
        long low = lots * difference;
        if (Math.multiplyHigh(lots, difference) != low >> 63) {
            return difference < 0 ? -PENDING_BOUND : PENDING_BOUND;
        }
        return Math.max(-PENDING_BOUND, Math.min(PENDING_BOUND, low));
    }

    /** The index of the side that signed lots are on. */
    static long index(RiskCell risk, long lots) {
        return lots > 0 ? risk.longIndex : risk.shortIndex;
    }

    /** Pays what the position in a slot owes, as far as its balance stays within its bounds. */
    static void settle(Execution x, Account account, int slot) {
        PositionCell position = x.cells.position(account, slot);
        if (position.lots == 0) {
            return;
        }
        int market = Positions.marketOf(account, slot);
        RiskCell risk = x.cells.risk(market);
        long pay = cut(pending(position, risk), Balances.balance(x, account, slot));
        if (pay != 0) {
            Balances.add(x, account, slot, -pay);
            Money.addSuspense(x, x.cells.activity(market), pay);
            x.listener.paid(account.number, market, pay);
        }
        position.entryIndex = index(risk, position.lots);
        x.cells.changed(position);
    }

    /** Settles the account's position in a market, if it has one. */
    static void settleIn(Execution x, Account account, int market) {
        int slot = Positions.slotOf(account, market);
        if (slot >= 0) {
            settle(x, account, slot);
        }
    }

    /** A payment cut to what leaves the balance within its bounds, or no further outside them than it is. */
    static long cut(long pending, long balance) {
        return pending < 0
                ? Math.max(pending, Math.min(0, balance - COLLATERAL_BOUND))
                : Math.min(pending, Math.max(0, balance + COLLATERAL_BOUND));
    }

    private Settlement() {}
}
