package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.COLLATERAL_BOUND;
import static io.truebook.engine.protocol.Protocol.INSURANCE_ACCOUNT;

/** The insurance fund. It pays no more than it has. */
final class Insurance {
    static void add(Execution x, long amount) {
        Money.addCollateral(x, x.cells.account(INSURANCE_ACCOUNT), amount);
    }

    /** Takes from the fund what it can pay towards an account's debt. */
    static long pay(Execution x, long number, long debt) {
        long paid = Math.min(debt, Math.max(x.cells.account(INSURANCE_ACCOUNT).collateral, 0));
        if (paid > 0) {
            add(x, -paid);
            x.listener.insurancePaid(number, paid);
        }
        return paid;
    }

    /** What a backstop without a position has won goes to the fund as far as it has room, and what it has lost the fund pays. */
    static void balance(Execution x, Account backstop) {
        if (backstop.collateral >= 0) {
            long room = COLLATERAL_BOUND - x.cells.account(INSURANCE_ACCOUNT).collateral;
            long won = Math.min(backstop.collateral, Math.max(room, 0));
            Money.addCollateral(x, backstop, -won);
            add(x, won);
        } else {
            Money.addCollateral(x, backstop, pay(x, backstop.number, -backstop.collateral));
        }
    }

    private Insurance() {}
}
