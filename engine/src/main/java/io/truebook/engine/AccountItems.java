package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.Reason;

/** Items about accounts, by type. In Solidity they are one contract. */
final class AccountItems {
    static Reason operation(Execution x, int type, byte[] bytes, int at, int length) {
        return switch (type) {
            case ITEM_WITHDRAW -> length == WITHDRAW_LENGTH ? Withdraw.withdraw(x, bytes, at) : Reason.BAD_LENGTH;
            case ITEM_TRANSFER -> length == TRANSFER_LENGTH ? Transfer.transfer(x, bytes, at) : Reason.BAD_LENGTH;
            case ITEM_OPEN_SUBACCOUNT ->
                length == OPEN_SUBACCOUNT_LENGTH ? OpenSubaccount.openSubaccount(x, bytes, at) : Reason.BAD_LENGTH;
            case ITEM_SET_AGENT -> length == SET_AGENT_LENGTH ? SetAgent.setAgent(x, bytes, at) : Reason.BAD_LENGTH;
            case ITEM_VOID_NONCE -> length == VOID_NONCE_LENGTH ? VoidNonce.voidNonce(x, bytes, at) : Reason.BAD_LENGTH;
            case ITEM_SET_MARGIN -> length == SET_MARGIN_LENGTH ? SetMargin.setMargin(x, bytes, at) : Reason.BAD_LENGTH;
            case ITEM_SETTLE -> length == Settle.LENGTH ? Settle.settle(x, bytes, at) : Reason.BAD_LENGTH;
            case ITEM_SCHEDULE_CANCEL ->
                length == SCHEDULE_CANCEL_LENGTH ? ScheduleCancel.scheduleCancel(x, bytes, at) : Reason.BAD_LENGTH;
            default -> throw new IllegalArgumentException("not an account item: type " + type);
        };
    }

    private AccountItems() {}
}
