package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.SetMarginItem;

/** Gives a position a margin of its own, changes it, or ends that: section 4.13 of the protocol page. */
final class SetMargin {
    static Reason setMargin(Execution x, byte[] bytes, int at) {
        Reason refused = Authentication.authenticate(x, ITEM_SET_MARGIN, bytes, at);
        if (refused != Reason.OK) {
            return refused;
        }
        SetMarginItem item = SetMarginItem.decode(bytes, at);
        Account account = x.cells.account(item.account());
        x.extraWeight = WEIGHT_PER_POSITION * Positions.used(account);
        if (x.cells.risk(item.market()).status == STATUS_UNLISTED) {
            return Reason.UNKNOWN_MARKET;
        }
        if (item.action() == MARGIN_ISOLATE) {
            return isolate(x, account, item.market(), item.amount());
        }
        int slot = Positions.slotOf(account, item.market());
        if (!Balances.isolated(x, account, slot)) {
            return Reason.BAD_MARGIN_ACTION;
        }
        return switch (item.action()) {
            case MARGIN_ADD -> give(x, account, slot, item.amount());
            case MARGIN_TAKE -> take(x, account, slot, item.amount());
            case MARGIN_JOIN -> join(x, account, slot, item.amount());
            default -> Reason.BAD_MARGIN_ACTION;
        };
    }

    private static Reason isolate(Execution x, Account account, int market, long amount) {
        if (Positions.slotOf(account, market) >= 0) {
            return Reason.BAD_MARGIN_ACTION;
        }
        if (!Positions.available(account, market)) {
            return Reason.POSITION_LIMIT;
        }
        Reason refused = spendable(x, account, amount);
        if (refused != Reason.OK) {
            return refused;
        }
        int slot = Positions.acquire(x, account, market);
        x.cells.position(account, slot).isolated = 1;
        move(x, account, slot, amount);
        return Reason.OK;
    }

    private static Reason give(Execution x, Account account, int slot, long amount) {
        Reason refused = spendable(x, account, amount);
        if (refused != Reason.OK) {
            return refused;
        }
        if (x.cells.position(account, slot).margin + amount > COLLATERAL_BOUND) {
            return Reason.BALANCE_BOUND;
        }
        move(x, account, slot, amount);
        return Reason.OK;
    }

    private static Reason take(Execution x, Account account, int slot, long amount) {
        PositionCell position = x.cells.position(account, slot);
        if (amount <= 0 || amount > position.margin) {
            return Reason.BAD_AMOUNT;
        }
        Health health = Margin.isolatedHealth(x, account, slot);
        if (health.equity() - amount < health.initialMargin()) {
            return Reason.INSUFFICIENT_MARGIN;
        }
        if (account.collateral + amount > COLLATERAL_BOUND) {
            return Reason.BALANCE_BOUND;
        }
        move(x, account, slot, -amount);
        return Reason.OK;
    }

    /** A negative margin stays where it is: what an isolated position lost is not the account's loss. */
    private static Reason join(Execution x, Account account, int slot, long amount) {
        PositionCell position = x.cells.position(account, slot);
        if (amount != 0
                || position.lots != 0
                || position.restingBidLots != 0
                || position.restingAskLots != 0
                || position.margin < 0) {
            return Reason.BAD_MARGIN_ACTION;
        }
        if (account.collateral + position.margin > COLLATERAL_BOUND) {
            return Reason.BALANCE_BOUND;
        }
        move(x, account, slot, -position.margin);
        position.isolated = 0;
        Positions.free(x, account, slot);
        return Reason.OK;
    }

    /** Whether the collateral can spare an amount. */
    private static Reason spendable(Execution x, Account account, long amount) {
        if (amount < 0 || amount > account.collateral) {
            return Reason.BAD_AMOUNT;
        }
        Health health = Margin.crossHealth(x, account);
        return health.equity() - amount < health.initialMargin() ? Reason.INSUFFICIENT_MARGIN : Reason.OK;
    }

    /** Moves collateral to the margin of a slot's position, or back. */
    private static void move(Execution x, Account account, int slot, long amount) {
        Money.addCollateral(x, account, -amount);
        Money.addMargin(x, x.cells.position(account, slot), amount);
        x.listener.marginMoved(account.number, Positions.marketOf(account, slot), amount);
    }

    private SetMargin() {}
}
