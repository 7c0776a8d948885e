package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.MarketCell;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.RiskCell;

/** Anybody may have the backstop of a market trade its position away near the mark: section 6.1 of the protocol page. */
final class Unwind {
    static Reason unwind(Execution x, byte[] bytes, int at, int forced) {
        int market = bytes[at] & 0xff;
        RiskCell risk = x.cells.risk(market);
        if (risk.status == STATUS_UNLISTED) {
            return Reason.UNKNOWN_MARKET;
        }
        Account backstop = x.cells.account(BACKSTOP_BASE + market);
        long lots = Positions.lotsOf(x, backstop, market);
        if (lots == 0) {
            return withoutPosition(x, backstop);
        }
        if (!TradingStatus.trading(risk)) {
            return Reason.MARKET_HALTED;
        }
        if (!Freshness.fresh(x, market)) {
            return Reason.ORACLE_STALE;
        }
        MarketCell parameters = x.cells.market(market);
        int tick = limitRoundedTowardsMark(parameters.maxTick, risk.mark, lots);
        long size = Math.min(Math.abs(lots), parameters.maxOrderLots);
        InFlight.unwind(x, market, Liquidate.closing(lots), tick, size, forced);
        return Reason.OK;
    }

    private static int limitRoundedTowardsMark(int maxTick, int mark, long lots) {
        int slippage = (int) ((long) mark * UNWIND_SLIPPAGE_PPM / PPM);
        return lots > 0 ? Math.max(1, mark - slippage) : Math.min(maxTick, mark + slippage);
    }

    /** After its order: what it has lost is borne, and with the position gone what it has won is insurance's. */
    static Reason outcome(Execution x, Account backstop) {
        CursorCell cursor = x.cells.cursor();
        Settlement.settleIn(x, backstop, cursor.market);
        bear(x, backstop, cursor.market, (cursor.flags & FLAG_SELL) == 0 ? -1 : 1);
        if (Positions.lotsOf(x, backstop, cursor.market) != 0) {
            return Reason.IOC_REMAINDER;
        }
        Insurance.balance(x, backstop);
        return Reason.OK;
    }

    /** The backstop has no money of its own: others bear its loss, as they bear what is missing when it takes a position. */
    private static void bear(Execution x, Account backstop, int market, long side) {
        long equity = Margin.crossHealth(x, backstop).equity();
        if (equity < 0) {
            Money.addCollateral(x, backstop, CloseOut.covered(x, backstop.number, market, side, -equity));
        }
    }

    private static Reason withoutPosition(Execution x, Account backstop) {
        if (backstop.collateral == 0) {
            return Reason.NOTHING_TO_UNWIND;
        }
        Insurance.balance(x, backstop);
        return Reason.OK;
    }

    private Unwind() {}
}
