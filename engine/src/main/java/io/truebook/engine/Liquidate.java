package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.RiskCell;

/** A position of an account below maintenance margin is offered to the book at its zero price: section 6.1 of the protocol page. */
final class Liquidate {
    static Reason liquidate(Execution x, byte[] bytes, int at, int forced) {
        long number = BigEndian.get(bytes, at, 4);
        int market = (int) BigEndian.get(bytes, at + 4, 1);
        if (number < FIRST_USER_ACCOUNT
                || number >= BACKSTOP_BASE
                || Authentication.isZero(x.cells.account(number).owner)) {
            return Reason.UNKNOWN_ACCOUNT;
        }
        RiskCell risk = x.cells.risk(market);
        if (risk.status == STATUS_UNLISTED) {
            return Reason.UNKNOWN_MARKET;
        }
        Account account = x.cells.account(number);
        x.extraWeight = WEIGHT_PER_POSITION * Positions.used(account);
        Health health = Margin.health(x, account, market);
        if (health.equity() >= health.maintenanceMargin()) {
            return Reason.NOT_LIQUIDATABLE;
        }
        if (Positions.used(account) == 0) {
            return insure(x, account);
        }
        if (Positions.lotsOf(x, account, market) == 0) {
            return Reason.NOT_LIQUIDATABLE;
        }
        if (!TradingStatus.trading(risk)) {
            return Reason.MARKET_HALTED;
        }
        if (!Freshness.fresh(x, market)) {
            return Reason.ORACLE_STALE;
        }
        InFlight.liquidation(x, number, market, forced);
        return Reason.OK;
    }

    /** Without a position, what an account lacks is bad debt, and insurance pays it as far as it can. */
    private static Reason insure(Execution x, Account account) {
        long paid = Insurance.pay(x, account.number, -account.collateral);
        Money.addCollateral(x, account, paid);
        return paid > 0 ? Reason.INSURED : Reason.NOT_LIQUIDATABLE;
    }

    /** Makes the order that closes the position, all of it or a part. */
    static int order(Execution x) {
        CursorCell cursor = x.cells.cursor();
        Account account = x.cells.account(cursor.taker);
        int weight = WEIGHT_LIQUIDATE + WEIGHT_PER_POSITION * Positions.used(account);
        int slot = Positions.slotOf(account, cursor.market);
        Settlement.settle(x, account, slot);
        PositionCell position = x.cells.position(account, slot);
        RiskCell risk = x.cells.risk(cursor.market);
        long tick = inMarket(x, position.lots, ZeroPrice.tick(position.lots, risk.mark, risk.multiplier, share(x)));
        cursor.lots = part(risk, Math.abs(position.lots));
        if (tick == 0) {
            cursor.phase = PHASE_BACKSTOP;
        } else {
            cursor.tick = (int) tick;
            cursor.flags = closing(position.lots);
            cursor.phase = PHASE_MATCH;
            x.listener.liquidated(cursor.taker, cursor.market, (int) tick, position.lots, cursor.lots);
        }
        x.cells.changed(cursor);
        return weight;
    }

    /** The share of the position in flight in its bucket's equity. */
    static long share(Execution x) {
        CursorCell cursor = x.cells.cursor();
        Account account = x.cells.account(cursor.taker);
        Health health = Margin.health(x, account, cursor.market);
        long lots = Positions.lotsOf(x, account, cursor.market);
        return ZeroPrice.shareRoundedDown(
                health.equity(),
                Margin.maintenanceMargin(x.cells.risk(cursor.market), lots),
                health.maintenanceMargin());
    }

    /** All lots of a position, or a fifth of one that is worth much. */
    static long part(RiskCell risk, long lots) {
        return lots * risk.mark * risk.multiplier > (long) PARTIAL_LIQUIDATION_USDC * USDC
                ? (lots + PARTIAL_LIQUIDATION_DIVISOR - 1) / PARTIAL_LIQUIDATION_DIVISOR
                : lots;
    }

    /** Flags of an order that closes lots and never rests. */
    static int closing(long lots) {
        return (lots > 0 ? FLAG_SELL : 0) | FLAG_TIF_IOC | FLAG_REDUCE_ONLY;
    }

    /** A zero price as a limit: where no price can be too bad the worst there is, where none can be good enough 0. */
    private static long inMarket(Execution x, long lots, long tick) {
        int maxTick = x.cells.market(x.cells.cursor().market).maxTick;
        long limit = lots > 0 ? Math.max(1, tick) : Math.min(maxTick, tick);
        return limit < 1 || limit > maxTick ? 0 : limit;
    }

    private Liquidate() {}
}
