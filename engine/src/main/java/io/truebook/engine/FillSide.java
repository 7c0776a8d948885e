package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.MarketCell;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.RiskCell;

/** One side of a fill: its position before and after, and the fee it pays. Section 5.5 of the protocol page. */
record FillSide(long number, int market, Exposure before, Exposure after, long fee) {

    /** A position's numbers at one moment. */
    record Exposure(long lots, long quote, long restingBidLots, long restingAskLots) {
        static final Exposure NONE = new Exposure(0, 0, 0, 0);

        long largest() {
            return Margin.exposure(lots, restingBidLots, restingAskLots);
        }
    }

    /** The maker of a resting order of {@code side}, whose resting lots the fill consumes. */
    static FillSide maker(Execution x, long number, int market, int side, int tick, long lots) {
        return of(x, number, market, side, tick, lots, x.cells.market(market).makerFeePpm, lots);
    }

    static FillSide taker(Execution x, long number, int market, int side, int tick, long lots) {
        return of(x, number, market, side, tick, lots, x.cells.market(market).takerFeePpm, 0);
    }

    private static FillSide of(
            Execution x, long number, int market, int side, int tick, long lots, int feePpm, long resting) {
        Exposure before = exposure(x, number, market);
        long notional = tick * lots * x.cells.risk(market).multiplier;
        Exposure after = side == Book.BIDS
                ? new Exposure(
                        before.lots + lots,
                        before.quote - notional,
                        before.restingBidLots - resting,
                        before.restingAskLots)
                : new Exposure(
                        before.lots - lots,
                        before.quote + notional,
                        before.restingBidLots,
                        before.restingAskLots - resting);
        return new FillSide(number, market, before, after, Fees.feeRoundedUp(notional, feePpm));
    }

    private static Exposure exposure(Execution x, long number, int market) {
        int slot = Positions.slotOf(x.cells.account(number), market);
        if (slot < 0) {
            return Exposure.NONE;
        }
        PositionCell position = x.cells.position(number, slot);
        return new Exposure(position.lots, position.quote, position.restingBidLots, position.restingAskLots);
    }

    /** True when position, exposure and collateral stay within their bounds. */
    boolean inBounds(Execution x) {
        MarketCell parameters = x.cells.market(market);
        long collateral = x.cells.account(number).collateral - fee + (after.lots == 0 ? after.quote : 0);
        return Math.abs(after.quote) <= POSITION_BOUND
                && after.lots + after.restingBidLots <= parameters.maxPositionLots
                && after.restingAskLots - after.lots <= parameters.maxPositionLots
                && Math.abs(collateral) <= COLLATERAL_BOUND;
    }

    /** True when the margin rule of section 6 lets it happen. */
    boolean allowed(Execution x) {
        RiskCell risk = x.cells.risk(market);
        Health health = Margin.health(x, number, market);
        Health changed = new Health(
                health.equity() - fee + (after.quote - before.quote) + Margin.value(risk, after.lots - before.lots),
                health.initialMargin()
                        - Margin.initialMargin(risk, before.largest())
                        + Margin.initialMargin(risk, after.largest()),
                health.maintenanceMargin()
                        - Margin.maintenanceMargin(risk, before.lots)
                        + Margin.maintenanceMargin(risk, after.lots));
        return Health.allowed(health, changed, before.lots, after.lots);
    }

    /** Writes position and collateral, and realizes a closed position. The fee still has to reach the fee account. */
    void apply(Execution x) {
        int slot = Positions.acquire(x, number, market);
        PositionCell position = x.cells.position(number, slot);
        position.lots = after.lots;
        position.quote = after.quote;
        position.restingBidLots = after.restingBidLots;
        position.restingAskLots = after.restingAskLots;
        x.cells.changed(position);
        AccountCell account = x.cells.account(number);
        account.collateral -= fee;
        x.cells.changed(account);
        Positions.release(x, number, slot);
    }
}
