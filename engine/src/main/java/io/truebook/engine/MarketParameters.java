package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.MarketCell;
import io.truebook.engine.protocol.RiskCell;

/** The parameters of a market in a governance message, and their bounds: section 4.9 of the protocol page. */
final class MarketParameters {
    /** Bytes behind the market's number. */
    static final int LENGTH = 120;

    private static final int TIERS = 3;
    private static final int TIERS_AT = 96;
    private static final int TIER = 8;
    private static final int MAX_MARK_BAND_PPM = PPM / 10;

    /** Bits of the lots that an impact price takes at most, less the one that rounding up may add. */
    private static final int IMPACT_LOTS_BITS = 39;

    private final byte[] message;
    private final int at;

    /** @param at where the parameters start, behind the market's number */
    MarketParameters(byte[] message, int at) {
        this.message = message;
        this.at = at;
    }

    long multiplier() {
        return number(0, 4);
    }

    int maxTick() {
        return rate(4);
    }

    private long maxPositionLots() {
        return number(7, 5);
    }

    private long maxOrderLots() {
        return number(12, 5);
    }

    private long minNotional() {
        return number(17, 8);
    }

    private int takerFeePpm() {
        return rate(25);
    }

    private int makerFeePpm() {
        return rate(28);
    }

    private int imrPpm() {
        return rate(31);
    }

    private int mmrPpm() {
        return rate(34);
    }

    private long oracleMaxAge() {
        return number(37, 4);
    }

    private int jumpPpm() {
        return rate(41);
    }

    private int makerRebatePpm() {
        return rate(56);
    }

    private int liquidationFeePpm() {
        return rate(59);
    }

    private int markBandPpm() {
        return rate(62);
    }

    private long impactNotional() {
        return number(65, 4);
    }

    private long interestPpb() {
        return number(69, 4);
    }

    private long fundingClampPpb() {
        return number(73, 4);
    }

    private long fundingCapPpb() {
        return number(77, 4);
    }

    private long openInterestCap() {
        return number(81, 5);
    }

    private long openInterestLower() {
        return number(86, 5);
    }

    private long openInterestUpper() {
        return number(91, 5);
    }

    private long tierBound(int tier) {
        return number(TIERS_AT + TIER * tier, 4);
    }

    private int tierImr(int tier) {
        return (int) number(TIERS_AT + TIER * tier + 4, 2);
    }

    private int tierMmr(int tier) {
        return (int) number(TIERS_AT + TIER * tier + 6, 2);
    }

    boolean withinBounds() {
        return sizesWithinBounds() && ratesWithinBounds() && fundingWithinBounds() && tiersWithinBounds();
    }

    private boolean sizesWithinBounds() {
        long lotValue = maxTick() * multiplier();
        return lotValue >= 1
                && lotValue <= LOT_BOUND
                && maxOrderLots() >= 1
                && maxOrderLots() <= maxPositionLots()
                && productWithin(lotValue, maxPositionLots(), POSITION_BOUND)
                && Long.compareUnsigned(minNotional(), POSITION_BOUND) <= 0
                && (openInterestUpper() == 0 ? openInterestLower() == 0 : openInterestLower() < openInterestUpper());
    }

    private boolean ratesWithinBounds() {
        return takerFeePpm() <= MAX_FEE_PPM
                && makerFeePpm() <= MAX_FEE_PPM
                && (makerFeePpm() == 0 ? makerRebatePpm() <= takerFeePpm() : makerRebatePpm() == 0)
                && mmrPpm() >= 1
                && mmrPpm() <= imrPpm()
                && imrPpm() <= PPM
                && oracleMaxAge() >= 1
                && jumpPpm() >= 1
                && jumpPpm() <= MAX_JUMP_PPM
                && liquidationFeePpm() <= MAX_LIQUIDATION_FEE_PPM
                && markBandPpm() <= MAX_MARK_BAND_PPM;
    }

    private boolean fundingWithinBounds() {
        // multiplier · 2^39 has up to 71 bits: the other side is divided instead.
        return impactNotional() <= MAX_IMPACT_USDC
                && impactNotional() * USDC + (1L << IMPACT_LOTS_BITS) - 1 >> IMPACT_LOTS_BITS <= multiplier()
                && interestPpb() <= fundingCapPpb()
                && fundingClampPpb() <= fundingCapPpb()
                && fundingCapPpb() <= MAX_FUNDING_PPB;
    }

    private boolean tiersWithinBounds() {
        long bound = 0;
        long imrPpm = imrPpm();
        long mmrPpm = mmrPpm();
        boolean ended = false;
        for (int tier = 0; tier < TIERS; tier++) {
            ended |= tierBound(tier) == 0;
            if (ended) {
                if ((tierBound(tier) | tierImr(tier) | tierMmr(tier)) != 0) {
                    return false;
                }
                continue;
            }
            long tierImrPpm = (long) tierImr(tier) * TIER_UNIT_PPM;
            long tierMmrPpm = (long) tierMmr(tier) * TIER_UNIT_PPM;
            if (tierBound(tier) <= bound
                    || tierMmrPpm > tierImrPpm
                    || tierImrPpm > PPM
                    || tierImrPpm < imrPpm
                    || tierMmrPpm < mmrPpm) {
                return false;
            }
            bound = tierBound(tier);
            imrPpm = tierImrPpm;
            mmrPpm = tierMmrPpm;
        }
        return true;
    }

    /** a · b ≤ bound, exactly, for non-negative numbers. */
    private static boolean productWithin(long a, long b, long bound) {
        return Math.multiplyHigh(a, b) == 0 && Long.compareUnsigned(a * b, bound) <= 0;
    }

    /** Writes all but the multiplier and what changes with prices and trades. */
    void write(Execution x, int number) {
        MarketCell market = x.cells.market(number);
        market.maxTick = maxTick();
        market.maxPositionLots = maxPositionLots();
        market.maxOrderLots = maxOrderLots();
        market.minNotional = minNotional();
        market.takerFeePpm = takerFeePpm();
        market.makerFeePpm = makerFeePpm();
        market.jumpPpm = jumpPpm();
        market.oracleMaxAge = oracleMaxAge();
        System.arraycopy(message, at + 44, market.symbol, 0, market.symbol.length);
        market.baseImrPpm = imrPpm();
        market.makerRebatePpm = makerRebatePpm();
        market.liquidationFeePpm = liquidationFeePpm();
        market.markBandPpm = markBandPpm();
        market.impactNotional = impactNotional();
        market.interestPpb = interestPpb();
        market.fundingClampPpb = fundingClampPpb();
        market.fundingCapPpb = fundingCapPpb();
        market.openInterestCap = openInterestCap();
        market.openInterestLower = openInterestLower();
        market.openInterestUpper = openInterestUpper();
        x.cells.changed(market);
        writeMargins(x, x.cells.risk(number));
    }

    private void writeMargins(Execution x, RiskCell risk) {
        risk.imrPpm = imrPpm();
        risk.mmrPpm = mmrPpm();
        risk.tierBound1 = tierBound(0);
        risk.tierImr1 = tierImr(0);
        risk.tierMmr1 = tierMmr(0);
        risk.tierBound2 = tierBound(1);
        risk.tierImr2 = tierImr(1);
        risk.tierMmr2 = tierMmr(1);
        risk.tierBound3 = tierBound(2);
        risk.tierImr3 = tierImr(2);
        risk.tierMmr3 = tierMmr(2);
        x.cells.changed(risk);
    }

    private int rate(int from) {
        return (int) number(from, 3);
    }

    private long number(int from, int width) {
        return BigEndian.get(message, at + from, width);
    }
}
