package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.Reason;

/** Items about orders, by type. In Solidity they are one contract. */
final class OrderItems {
    static Reason operation(Execution x, int type, byte[] bytes, int at, int length, int forced) {
        Reason reason = switch (type) {
            case ITEM_PLACE -> length == PLACE_LENGTH ? Place.place(x, bytes, at, forced) : Reason.BAD_LENGTH;
            case ITEM_MARKET_ORDER ->
                length == MARKET_ORDER_LENGTH ? MarketOrder.marketOrder(x, bytes, at, forced) : Reason.BAD_LENGTH;
            case ITEM_CANCEL -> length == CANCEL_LENGTH ? Cancel.cancel(x, bytes, at) : Reason.BAD_LENGTH;
            case ITEM_CANCEL_ALL ->
                length == CANCEL_ALL_LENGTH ? CancelAll.cancelAll(x, bytes, at, forced) : Reason.BAD_LENGTH;
            case ITEM_AMEND -> length == AMEND_LENGTH ? Amend.amend(x, bytes, at, forced) : Reason.BAD_LENGTH;
            case ITEM_TRIGGER_ORDER ->
                length == TRIGGER_ORDER_LENGTH ? TriggerOrder.triggerOrder(x, bytes, at, forced) : Reason.BAD_LENGTH;
            case ITEM_TWAP_SLICE ->
                length == TwapSlice.LENGTH ? TwapSlice.twapSlice(x, bytes, at, forced) : Reason.BAD_LENGTH;
            case ITEM_BUNDLE -> Bundle.bundle(x, bytes, at, length, forced);
            case ITEM_EXPIRE -> length == Expire.LENGTH ? Expire.expire(x, bytes, at) : Reason.BAD_LENGTH;
            default -> throw new IllegalArgumentException("not an order item: type " + type);
        };
        if (removes(type)) {
            x.extraWeight = WEIGHT_REMOVE;
        }
        return reason;
    }

    /** Whether items of a type name one order to take off the book. */
    private static boolean removes(int type) {
        return type == ITEM_CANCEL || type == ITEM_AMEND || type == ITEM_EXPIRE;
    }

    private OrderItems() {}
}
