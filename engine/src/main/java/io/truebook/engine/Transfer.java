package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.TransferItem;
import java.util.Arrays;

/** Moves collateral to another account of the same owner, or gives it to the insurance fund: section 4.10 of the protocol page. */
final class Transfer {
    static Reason transfer(Execution x, byte[] bytes, int at) {
        Reason refused = Authentication.authenticate(x, ITEM_TRANSFER, bytes, at);
        if (refused != Reason.OK) {
            return refused;
        }
        TransferItem item = TransferItem.decode(bytes, at);
        Account account = x.cells.account(item.account());
        x.extraWeight = WEIGHT_PER_POSITION * Positions.used(account);
        if (item.to() >= ACCOUNT_LIMIT || item.to() == item.account()) {
            return Reason.NOT_OWN_ACCOUNT;
        }
        AccountCell to = x.cells.account(item.to());
        if (item.to() != INSURANCE_ACCOUNT && !Arrays.equals(to.owner, account.owner)) {
            return Reason.NOT_OWN_ACCOUNT;
        }
        long amount = item.amount();
        if (amount <= 0 || amount > account.collateral) {
            return Reason.BAD_AMOUNT;
        }
        Health health = Margin.crossHealth(x, account);
        if (health.equity() - amount < health.initialMargin()) {
            return Reason.INSUFFICIENT_MARGIN;
        }
        if (to.collateral + amount > COLLATERAL_BOUND) {
            return Reason.BALANCE_BOUND;
        }
        Money.addCollateral(x, account, -amount);
        Money.addCollateral(x, to, amount);
        x.listener.transferred(item.account(), item.to(), amount);
        return Reason.OK;
    }

    private Transfer() {}
}
