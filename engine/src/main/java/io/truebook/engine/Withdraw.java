package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.TotalsCell;
import io.truebook.engine.protocol.WithdrawItem;
import io.truebook.engine.protocol.WithdrawalCell;

/** Takes collateral out towards L1: section 4.7 of the protocol page. */
final class Withdraw {
    static Reason withdraw(Execution x, byte[] bytes, int at) {
        Reason refused = Authentication.authenticate(x, ITEM_WITHDRAW, bytes, at);
        if (refused != Reason.OK) {
            return refused;
        }
        WithdrawItem item = WithdrawItem.decode(bytes, at);
        Account account = x.cells.account(item.account());
        x.extraWeight = WEIGHT_PER_POSITION * Positions.used(account);
        long amount = item.amount();
        if (amount <= 0 || amount > account.collateral || amount % WITHDRAWAL_QUANTUM != 0) {
            return Reason.BAD_AMOUNT;
        }
        Health health = Margin.crossHealth(x, account);
        if (health.equity() - amount < health.initialMargin()) {
            return Reason.INSUFFICIENT_MARGIN;
        }
        Money.addCollateral(x, account, -amount);
        record(x, account, item.account(), amount);
        return Reason.OK;
    }

    private static void record(Execution x, AccountCell account, long number, long amount) {
        TotalsCell totals = x.cells.totals();
        WithdrawalCell withdrawal = x.cells.withdrawal(totals.withdrawals);
        System.arraycopy(account.owner, 0, withdrawal.recipient, 0, 20);
        withdrawal.account = number;
        withdrawal.amount = amount;
        io.truebook.engine.protocol.BigEndian.put(withdrawal.numberPlusOne, 24, 8, totals.withdrawals + 1);
        x.cells.changed(withdrawal);
        x.listener.withdrew(number, amount, totals.withdrawals);
        totals.withdrawn += amount;
        totals.withdrawals += 1;
        x.cells.changed(totals);
    }

    private Withdraw() {}
}
