package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.OpenSubaccountItem;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.TotalsCell;

/** Opens another account of the same owner, for a fee because its state is permanent: section 4.10 of the protocol page. */
final class OpenSubaccount {
    static Reason openSubaccount(Execution x, byte[] bytes, int at) {
        Reason refused = Authentication.authenticate(x, ITEM_OPEN_SUBACCOUNT, bytes, at);
        if (refused != Reason.OK) {
            return refused;
        }
        long parent = OpenSubaccountItem.decode(bytes, at).account();
        Account account = x.cells.account(parent);
        x.extraWeight = WEIGHT_PER_POSITION * Positions.used(account);
        if (account.collateral < SUBACCOUNT_FEE) {
            return Reason.INSUFFICIENT_MARGIN;
        }
        Health health = Margin.crossHealth(x, account);
        if (health.equity() - SUBACCOUNT_FEE < health.initialMargin()) {
            return Reason.INSUFFICIENT_MARGIN;
        }
        TotalsCell totals = x.cells.totals();
        long number = SUBACCOUNT_BASE + totals.subAccounts;
        if (number >= BACKSTOP_BASE) {
            return Reason.BALANCE_BOUND;
        }
        payFee(x, account);
        AccountCell opened = x.cells.account(number);
        System.arraycopy(account.owner, 0, opened.owner, 0, opened.owner.length);
        totals.subAccounts += 1;
        x.cells.changed(opened);
        x.cells.changed(totals);
        x.listener.subaccountOpened(parent, number);
        return Reason.OK;
    }

    private static void payFee(Execution x, AccountCell account) {
        Money.addCollateral(x, account, -SUBACCOUNT_FEE);
        Money.addCollateral(x, x.cells.account(FEE_ACCOUNT), SUBACCOUNT_FEE);
    }

    private OpenSubaccount() {}
}
