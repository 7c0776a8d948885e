package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.Reason;

/** Items that anybody may send against an account in distress, by type. In Solidity they are one contract with their steps. */
final class RiskItems {
    static final int LIQUIDATE_LENGTH = 5;
    static final int UNWIND_LENGTH = 1;

    static Reason operation(Execution x, int type, byte[] bytes, int at, int length, int forced) {
        return switch (type) {
            case ITEM_LIQUIDATE ->
                length == LIQUIDATE_LENGTH ? Liquidate.liquidate(x, bytes, at, forced) : Reason.BAD_LENGTH;
            case ITEM_UNWIND -> length == UNWIND_LENGTH ? Unwind.unwind(x, bytes, at, forced) : Reason.BAD_LENGTH;
            default -> throw new IllegalArgumentException("not a risk item: type " + type);
        };
    }

    private RiskItems() {}
}
