package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.MarketCell;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.RiskCell;

/**
 * One side of a fill: its position before and after, and the fee it pays. Section 5.5 of the protocol page. Each execution has one for the
 * maker and one for the taker, which the next fill overwrites: as new objects they would be most of what matching leaves to the collector.
 */
final class FillSide {
    Account account;
    int market;
    final Exposure before = new Exposure();
    final Exposure after = new Exposure();
    long fee;

    /** A position's numbers at one moment. */
    static final class Exposure {
        long lots;
        long quote;
        long restingBidLots;
        long restingAskLots;

        void set(long lots, long quote, long restingBidLots, long restingAskLots) {
            this.lots = lots;
            this.quote = quote;
            this.restingBidLots = restingBidLots;
            this.restingAskLots = restingAskLots;
        }

        long largest() {
            return Margin.exposure(lots, restingBidLots, restingAskLots);
        }

        /** The most lots it can come to hold. */
        long longReach() {
            return lots + restingBidLots;
        }

        /** The most lots it can come to owe. */
        long shortReach() {
            return restingAskLots - lots;
        }
    }

    /** The maker of a resting order of {@code side}, whose resting lots the fill consumes; until the next one is asked for. */
    static FillSide maker(Execution x, Account account, int side, Trade trade, long fee) {
        return x.maker.sideOf(x, account, side, trade, fee, trade.lots());
    }

    /** The taker; until the next one is asked for. */
    static FillSide taker(Execution x, Account account, int side, Trade trade, long fee) {
        return x.taker.sideOf(x, account, side, trade, fee, 0);
    }

    private FillSide sideOf(Execution x, Account account, int side, Trade trade, long fee, long resting) {
        this.account = account;
        this.market = trade.market();
        this.fee = fee;
        exposure(x, account, market, before);
        if (side == Book.BIDS) {
            after.set(
                    before.lots + trade.lots(),
                    before.quote - trade.notional(),
                    before.restingBidLots - resting,
                    before.restingAskLots);
        } else {
            after.set(
                    before.lots - trade.lots(),
                    before.quote + trade.notional(),
                    before.restingBidLots,
                    before.restingAskLots - resting);
        }
        return this;
    }

    private static void exposure(Execution x, Account account, int market, Exposure result) {
        int slot = Positions.slotOf(account, market);
        if (slot < 0) {
            result.set(0, 0, 0, 0);
        } else {
            PositionCell position = x.cells.position(account, slot);
            result.set(position.lots, position.quote, position.restingBidLots, position.restingAskLots);
        }
    }

    /** True when position, exposure and balance stay within their bounds; an exposure beyond its bound may shrink. */
    boolean inBounds(Execution x) {
        MarketCell parameters = x.cells.market(market);
        int slot = Positions.slotOf(account, market);
        long balance = Balances.balance(x, account, slot) - fee + (after.lots == 0 ? after.quote : 0);
        return Math.abs(after.quote) <= POSITION_BOUND
                && after.longReach() <= Math.max(parameters.maxPositionLots, before.longReach())
                && after.shortReach() <= Math.max(parameters.maxPositionLots, before.shortReach())
                && Math.abs(balance) <= COLLATERAL_BOUND;
    }

    /** True when the margin rule of section 6 lets it happen. */
    boolean allowed(Execution x) {
        RiskCell risk = x.cells.risk(market);
        Health health = Margin.health(x, account, market);
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

    /** Lots held long that the fill adds, or takes away. */
    long longGrowth() {
        return Math.max(after.lots, 0) - Math.max(before.lots, 0);
    }

    /** Writes position and balance, and realizes a closed position. The fee still has to reach who gets it. */
    void apply(Execution x) {
        int slot = Positions.acquire(x, account, market);
        PositionCell position = x.cells.position(account, slot);
        position.lots = after.lots;
        position.restingBidLots = after.restingBidLots;
        position.restingAskLots = after.restingAskLots;
        // The position was settled before, so this changes the entry of one that opens or changes its side.
        position.entryIndex = Settlement.index(x.cells.risk(market), after.lots);
        Money.addQuote(x, position, after.quote - position.quote);
        Balances.add(x, account, slot, -fee);
        Positions.release(x, account, slot);
    }
}
