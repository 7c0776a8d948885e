package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.TIER_UNIT_PPM;
import static io.truebook.engine.protocol.Protocol.USDC;

import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.RiskCell;

/** Margin of an isolated position, or over all positions of an account that are not: section 6 of the protocol page. */
final class Margin {
    /** Health of the bucket of an account's position in a market; cross when it has none there. */
    static Health health(Execution x, Account account, int market) {
        return healthOfSlot(x, account, Positions.slotOf(account, market));
    }

    /** The same, of the market's slot, -1 without one. */
    static Health healthOfSlot(Execution x, Account account, int slot) {
        return Balances.isolated(x, account, slot) ? isolatedHealth(x, account, slot) : crossHealth(x, account);
    }

    /** Health of the collateral and all positions that are not isolated. */
    static Health crossHealth(Execution x, Account account) {
        long equity = account.collateral;
        long initial = 0;
        long maintenance = 0;
        for (int slot = Positions.nextUsed(account, 0); slot >= 0; slot = Positions.nextUsed(account, slot + 1)) {
            PositionCell position = x.cells.position(account, slot);
            if (position.isolated == 1) {
                continue;
            }
            RiskCell risk = x.cells.risk(Positions.marketOf(account, slot));
            equity += worth(position, risk);
            initial += initialMargin(risk, exposure(position));
            maintenance += maintenanceMargin(risk, position.lots);
        }
        return new Health(equity, initial, maintenance);
    }

    /** Health of an isolated position. */
    static Health isolatedHealth(Execution x, Account account, int slot) {
        PositionCell position = x.cells.position(account, slot);
        RiskCell risk = x.cells.risk(Positions.marketOf(account, slot));
        return new Health(
                position.margin + worth(position, risk),
                initialMargin(risk, exposure(position)),
                maintenanceMargin(risk, position.lots));
    }

    /** Value of signed lots at the mark, nano-USDC. */
    static long value(RiskCell risk, long lots) {
        return lots * risk.mark * risk.multiplier;
    }

    /** The most lots, long or short, that the position can reach if one side of its orders fills. */
    static long exposure(long lots, long restingBidLots, long restingAskLots) {
        return Math.max(lots + restingBidLots, restingAskLots - lots);
    }

    static long initialMargin(RiskCell risk, long exposure) {
        long notional = value(risk, exposure);
        long margin = marginRoundedUp(notional, risk.imrPpm);
        if (risk.tierBound1 == 0) {
            return margin;
        }
        return margin + tiersRoundedUp(risk, notional, risk.imrPpm, risk.tierImr1, risk.tierImr2, risk.tierImr3);
    }

    static long maintenanceMargin(RiskCell risk, long lots) {
        long notional = value(risk, Math.abs(lots));
        long margin = marginRoundedUp(notional, risk.mmrPpm);
        if (risk.tierBound1 == 0) {
            return margin;
        }
        return margin + tiersRoundedUp(risk, notional, risk.mmrPpm, risk.tierMmr1, risk.tierMmr2, risk.tierMmr3);
    }

    private static long worth(PositionCell position, RiskCell risk) {
        return position.quote + value(risk, position.lots) - Settlement.pending(position, risk);
    }

    private static long exposure(PositionCell position) {
        return exposure(position.lots, position.restingBidLots, position.restingAskLots);
    }

    /** What the tiers add to the margin at the first rate. */
    private static long tiersRoundedUp(RiskCell risk, long notional, long rate, int tier1, int tier2, int tier3) {
        long rate1 = Math.max(tier1 * TIER_UNIT_PPM, rate);
        long rate2 = Math.max(tier2 * TIER_UNIT_PPM, rate1);
        long rate3 = Math.max(tier3 * TIER_UNIT_PPM, rate2);
        return tierRoundedUp(notional, risk.tierBound1, rate1 - rate)
                + tierRoundedUp(notional, risk.tierBound2, rate2 - rate1)
                + tierRoundedUp(notional, risk.tierBound3, rate3 - rate2);
    }

    /** What one tier adds for the notional above its bound; bound 0 is no tier. */
    private static long tierRoundedUp(long notional, long bound, long ppm) {
        long above = notional - bound * USDC;
        return bound == 0 || above <= 0 ? 0 : marginRoundedUp(above, ppm);
    }

    private static long marginRoundedUp(long notional, long ppm) {
        return Fees.feeRoundedUp(notional, ppm);
    }

    private Margin() {}
}
