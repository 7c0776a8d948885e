package io.truebook.derivation;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.Cells;
import io.truebook.engine.Positions;
import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.RiskCell;
import java.util.ArrayList;
import java.util.List;

/**
 * One position of an account as it stands, at the mark and the indices of its market: section 6 of the protocol page, told from the state
 * without the engine. Money is nano-USDC.
 *
 * @param slot of the position
 * @param margin of its own, when it is isolated
 * @param entryIndex the payment index at its last settlement
 * @param value lots at the mark, signed
 * @param pending what it owes by the indices, negative when it is owed
 */
public record Holding(
        int slot,
        int market,
        long lots,
        long quote,
        long restingBidLots,
        long restingAskLots,
        boolean isolated,
        long margin,
        long entryIndex,
        int mark,
        long value,
        long pending,
        long initialMargin,
        long maintenanceMargin) {

    /** All positions of an account, by slot. */
    public static List<Holding> of(Cells cells, long number) {
        AccountCell account = cells.account(number);
        List<Holding> holdings = new ArrayList<>(2);
        for (int slot = 0; slot < MAX_POSITIONS; slot++) {
            int market = Positions.marketOf(account, slot);
            if (market >= 0) {
                holdings.add(of(cells.position(number, slot), slot, market, cells.risk(market)));
            }
        }
        return holdings;
    }

    /** What it adds to the equity of its bucket, without a margin of its own. */
    public long worth() {
        return quote + value - pending;
    }

    /**
     * What a position owes at the indices of its market: |lots| · (index of its side − entry index), the difference modulo 2⁶⁴, within
     * bounds.
     */
    public static long pending(RiskCell risk, long lots, long entryIndex) {
        if (lots == 0) {
            return 0;
        }
        long difference = (lots > 0 ? risk.longIndex : risk.shortIndex) - entryIndex;
        long high = Math.multiplyHigh(Math.abs(lots), difference);
        long low = Math.abs(lots) * difference;
        if (high != low >> 63) {
            return high < 0 ? -PENDING_BOUND : PENDING_BOUND;
        }
        return Math.clamp(low, -PENDING_BOUND, PENDING_BOUND);
    }

    private static Holding of(PositionCell p, int slot, int market, RiskCell risk) {
        long unit = (long) risk.mark * risk.multiplier;
        long exposure = Math.max(p.lots + p.restingBidLots, p.restingAskLots - p.lots);
        return new Holding(
                slot,
                market,
                p.lots,
                p.quote,
                p.restingBidLots,
                p.restingAskLots,
                p.isolated != 0,
                p.margin,
                p.entryIndex,
                risk.mark,
                p.lots * unit,
                pending(risk, p.lots, p.entryIndex),
                margin(exposure * unit, risk, risk.imrPpm, risk.tierImr1, risk.tierImr2, risk.tierImr3),
                margin(Math.abs(p.lots) * unit, risk, risk.mmrPpm, risk.tierMmr1, risk.tierMmr2, risk.tierMmr3));
    }

    /** As in income tax: each rate counts for the notional above its tier's bound. */
    private static long margin(long notional, RiskCell risk, long rate, long... tiers) {
        long[] bounds = {risk.tierBound1, risk.tierBound2, risk.tierBound3};
        long margin = partRoundedUp(notional, rate);
        long before = rate;
        for (int i = 0; i < tiers.length && bounds[i] != 0; i++) {
            long tier = Math.max(tiers[i] * TIER_UNIT_PPM, before);
            margin += partRoundedUp(Math.max(0, notional - bounds[i] * USDC), tier - before);
            before = tier;
        }
        return margin;
    }

    private static long partRoundedUp(long notional, long ppm) {
        long whole = notional / PPM * ppm;
        long rest = notional % PPM * ppm;
        return whole + (rest + PPM - 1) / PPM;
    }
}
