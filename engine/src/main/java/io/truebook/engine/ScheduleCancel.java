package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.ITEM_SCHEDULE_CANCEL;

import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.ScheduleCancelItem;

/** A switch that calls off all orders of an account unless it is moved in time: section 4.10 of the protocol page. */
final class ScheduleCancel {
    static Reason scheduleCancel(Execution x, byte[] bytes, int at) {
        Reason refused = Authentication.authenticate(x, ITEM_SCHEDULE_CANCEL, bytes, at);
        if (refused != Reason.OK) {
            return refused;
        }
        ScheduleCancelItem item = ScheduleCancelItem.decode(bytes, at);
        if (item.cancelAt() != 0 && item.cancelAt() * 1000 <= x.cells.cursor().time) {
            return Reason.BAD_TIME;
        }
        AccountCell account = x.cells.account(item.account());
        // Orders that the switch has called off must not come back to life.
        if (CancelSwitch.fired(x, account) && !OrderSlots.noneUsed(account)) {
            return Reason.SWITCH_FIRED;
        }
        account.cancelAt = item.cancelAt();
        x.cells.changed(account);
        return Reason.OK;
    }

    private ScheduleCancel() {}
}
