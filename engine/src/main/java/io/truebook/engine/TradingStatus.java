package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.RiskCell;

/** Which orders a market takes, by its status: section 4.2 of the protocol page. */
final class TradingStatus {
    /** True when something can be traded in the market. */
    static boolean trading(RiskCell risk) {
        return risk.status == STATUS_ACTIVE || risk.status == STATUS_REDUCE_ONLY;
    }

    /** Whether a market takes an order with these flags. */
    static Reason check(RiskCell risk, int flags) {
        if (risk.status == STATUS_UNLISTED) {
            return Reason.UNKNOWN_MARKET;
        }
        return trading(risk) ? checkOpening(risk, flags) : Reason.MARKET_HALTED;
    }

    /** Whether a market in which something can be traded takes an order with these flags. */
    static Reason checkOpening(RiskCell risk, int flags) {
        return risk.status == STATUS_ACTIVE || (flags & FLAG_REDUCE_ONLY) != 0 ? Reason.OK : Reason.MARKET_REDUCE_ONLY;
    }

    private TradingStatus() {}
}
