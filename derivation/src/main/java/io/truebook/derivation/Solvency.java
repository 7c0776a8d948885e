package io.truebook.derivation;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.CellAddresses;
import io.truebook.engine.CellSource;
import io.truebook.engine.Cells;
import io.truebook.engine.protocol.TotalsCell;
import java.util.List;

/**
 * Whether a state owes exactly what came in, nano-USDC: section 7 of the protocol page, added up over every account. Sums are modulo 2⁶⁴, as
 * the books are.
 *
 * @param credited deposits consumed since genesis
 * @param withdrawn withdrawals written since genesis
 * @param users Σ collateral + margin + quote of the accounts that have an owner, sub-accounts among them, and of the reserved ones, which have nothing
 * @param fees the same of the fee account
 * @param insurance the same of the insurance fund
 * @param backstops the same of the backstop accounts of all markets
 * @param suspense what settlements of all markets received less what they paid
 * @param counted the same as {@link #liabilities}, as the engine has counted it write by write
 * @param badDebt Σ over the buckets of users and backstops of what they owe beyond all they have, at the marks; no part of the equality
 * @param accounts that have an owner, sub-accounts among them
 */
public record Solvency(
        long credited,
        long withdrawn,
        long users,
        long fees,
        long insurance,
        long backstops,
        long suspense,
        long counted,
        long badDebt,
        long accounts) {
    private static final int MARKETS = 256;

    /** How many accounts are read before their cells are let go. */
    private static final int ACCOUNTS_AT_ONCE = 1_024;

    /** Adds up a state. Numbers of the Bridge's accounts are dense, so the first without an owner ends the walk. */
    public static Solvency of(CellSource state) {
        Cells system = new Cells(state);
        TotalsCell totals = system.totals();
        Sum users = new Sum(state);
        for (long number = INSURANCE_ACCOUNT + 1; number < FIRST_USER_ACCOUNT; number++) {
            users.add(number);
        }
        long number = FIRST_USER_ACCOUNT;
        while (state.read(CellAddresses.account(number)) != null) {
            users.add(number++);
        }
        for (long i = 0; i < totals.subAccounts; i++) {
            users.add(SUBACCOUNT_BASE + i);
        }
        Sum backstops = new Sum(state);
        long suspense = 0;
        for (int market = 0; market < MARKETS; market++) {
            backstops.add(BACKSTOP_BASE + market);
            suspense += backstops.cells.activity(market).suspense;
        }
        return new Solvency(
                totals.credited,
                totals.withdrawn,
                users.money,
                money(state, FEE_ACCOUNT),
                money(state, INSURANCE_ACCOUNT),
                backstops.money,
                suspense,
                system.cursor().liabilities,
                users.badDebt + backstops.badDebt,
                number - FIRST_USER_ACCOUNT + totals.subAccounts);
    }

    /** All that is owed to somebody. */
    public long liabilities() {
        return users + fees + insurance + backstops + suspense;
    }

    /** Books less liabilities: 0, or money was made or lost. */
    public long gap() {
        return credited - withdrawn - liabilities();
    }

    /** Collateral, margins and quote balances of positions: what an account owns but for the value of its lots and what is pending. */
    public static long money(long collateral, List<Holding> holdings) {
        long money = collateral;
        for (Holding holding : holdings) {
            money += holding.margin() + holding.quote();
        }
        return money;
    }

    private static long money(CellSource state, long number) {
        Cells cells = new Cells(state);
        return money(cells.account(number).collateral, Holding.of(cells, number));
    }

    /** Adds accounts up, and lets their cells go now and then. */
    private static final class Sum {
        private final CellSource state;
        private Cells cells;
        private int read;
        private long money;
        private long badDebt;

        Sum(CellSource state) {
            this.state = state;
            cells = new Cells(state);
        }

        void add(long number) {
            if (++read % ACCOUNTS_AT_ONCE == 0) {
                cells = new Cells(state);
            }
            long collateral = cells.account(number).collateral;
            List<Holding> holdings = Holding.of(cells, number);
            money += money(collateral, holdings);
            for (Bucket bucket : Bucket.of(collateral, holdings)) {
                badDebt += Math.max(0, -bucket.equity());
            }
        }
    }
}
