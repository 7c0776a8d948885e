package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.Reason;

/** Items about the exchange as a whole, by type, and those of no known type. */
final class ExchangeItems {
    static Reason operation(Execution x, int type, byte[] bytes, int at, int length, int forced) {
        if (type == ITEM_ORACLE) {
            return Oracle.oracle(x, bytes, at, length);
        }
        if (forced == 1) {
            return Reason.NOT_FORCIBLE;
        }
        return switch (type) {
            case ITEM_TIME -> Time.time(x, bytes, at, length);
            case ITEM_INBOX -> Inbox.inbox(x, bytes, at, length);
            default -> Reason.UNKNOWN_TYPE;
        };
    }

    private ExchangeItems() {}
}
