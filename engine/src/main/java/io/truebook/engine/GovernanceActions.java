package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.truebook.engine.protocol.BigEndian;
import java.util.List;

/** Bodies of governance messages: action(1) ‖ body, as section 4.9 of the protocol page has them. */
public final class GovernanceActions {
    private static final int SYMBOL_LENGTH = 12;
    private static final int MARGIN_TIERS = 3;

    /**
     * Parameters of a market's funding.
     *
     * @param impactNotional whole USDC, size of the impact prices; 0 for no funding
     * @param interestPpb ppb per 8 hours, i of the funding formula
     * @param clampPpb ppb per 8 hours, c of the funding formula
     * @param capPpb ppb per 8 hours, bound of the funding rate
     */
    public record FundingTerms(long impactNotional, long interestPpb, long clampPpb, long capPpb) {
        public static final FundingTerms NONE = new FundingTerms(0, 0, 0, 0);
    }

    /**
     * What a market's open interest bounds, in lots.
     *
     * @param cap 0 for none
     * @param lower from here on the initial margin grows
     * @param upper here it reaches 100 %; 0 when it does not grow
     */
    public record OpenInterestTerms(long cap, long lower, long upper) {
        public static final OpenInterestTerms NONE = new OpenInterestTerms(0, 0, 0);
    }

    /**
     * Margin of the notional above a bound.
     *
     * @param bound whole USDC
     * @param imr initial margin, in units of 100 ppm
     * @param mmr maintenance margin, in units of 100 ppm
     */
    public record MarginTier(long bound, int imr, int mmr) {}

    /**
     * Parameters of a market.
     *
     * @param market 0 to 255
     * @param multiplier nano-USDC per tick and lot
     * @param maxTick highest price
     * @param maxPositionLots largest exposure of an account
     * @param maxOrderLots largest order
     * @param minNotional nano-USDC, smallest order unless reduce-only
     * @param takerFeePpm of the notional
     * @param makerFeePpm of the notional
     * @param imrPpm initial margin
     * @param mmrPpm maintenance margin
     * @param oracleMaxAge ms
     * @param jumpPpm ppm per second that the index may move
     * @param symbol at most 12 ASCII characters
     * @param makerRebatePpm paid to makers, when makerFeePpm is 0
     * @param liquidationFeePpm most that a liquidation pays to the insurance fund
     * @param markBandPpm how far the mark may stand from the index; 0 for a mark that is the index
     * @param tiers at most 3, by ascending bounds
     */
    public record MarketListing(
            int market,
            long multiplier,
            int maxTick,
            long maxPositionLots,
            long maxOrderLots,
            long minNotional,
            int takerFeePpm,
            int makerFeePpm,
            int imrPpm,
            int mmrPpm,
            long oracleMaxAge,
            int jumpPpm,
            String symbol,
            int makerRebatePpm,
            int liquidationFeePpm,
            int markBandPpm,
            FundingTerms funding,
            OpenInterestTerms openInterest,
            List<MarginTier> tiers) {}

    /**
     * A volume from which on fees are lower.
     *
     * @param volume thousand USDC in 30 days
     * @param takerDiscount percent off the taker fee
     * @param makerDiscount percent off the maker fee
     */
    public record FeeTierTerms(long volume, int takerDiscount, int makerDiscount) {}

    public static byte[] listMarket(MarketListing market) {
        return market(GOVERNANCE_LIST_MARKET, market);
    }

    /** New parameters of a listed market; the multiplier and the highest price stay as they are. */
    public static byte[] setMarket(MarketListing market) {
        return market(GOVERNANCE_SET_MARKET, market);
    }

    /** Whether the engine would take the parameters; what it does not take it passes over. */
    public static boolean isWithinBounds(MarketListing market) {
        return new MarketParameters(setMarket(market), 2).withinBounds();
    }

    private static byte[] market(int action, MarketListing m) {
        byte[] symbol = m.symbol.getBytes(US_ASCII);
        if (symbol.length > SYMBOL_LENGTH) {
            throw new IllegalArgumentException("symbol " + m.symbol + " has more than 12 characters");
        }
        if (m.tiers.size() > MARGIN_TIERS) {
            throw new IllegalArgumentException(m.tiers.size() + " margin tiers, more than 3");
        }
        byte[] body = new byte[2 + MarketParameters.LENGTH];
        body[0] = (byte) action;
        BigEndian.put(body, 1, 1, m.market);
        BigEndian.put(body, 2, 4, m.multiplier);
        BigEndian.put(body, 6, 3, m.maxTick);
        BigEndian.put(body, 9, 5, m.maxPositionLots);
        BigEndian.put(body, 14, 5, m.maxOrderLots);
        BigEndian.put(body, 19, 8, m.minNotional);
        BigEndian.put(body, 27, 3, m.takerFeePpm);
        BigEndian.put(body, 30, 3, m.makerFeePpm);
        BigEndian.put(body, 33, 3, m.imrPpm);
        BigEndian.put(body, 36, 3, m.mmrPpm);
        BigEndian.put(body, 39, 4, m.oracleMaxAge);
        BigEndian.put(body, 43, 3, m.jumpPpm);
        System.arraycopy(symbol, 0, body, 46, symbol.length);
        BigEndian.put(body, 58, 3, m.makerRebatePpm);
        BigEndian.put(body, 61, 3, m.liquidationFeePpm);
        BigEndian.put(body, 64, 3, m.markBandPpm);
        BigEndian.put(body, 67, 4, m.funding.impactNotional);
        BigEndian.put(body, 71, 4, m.funding.interestPpb);
        BigEndian.put(body, 75, 4, m.funding.clampPpb);
        BigEndian.put(body, 79, 4, m.funding.capPpb);
        BigEndian.put(body, 83, 5, m.openInterest.cap);
        BigEndian.put(body, 88, 5, m.openInterest.lower);
        BigEndian.put(body, 93, 5, m.openInterest.upper);
        int at = 98;
        for (MarginTier tier : m.tiers) {
            BigEndian.put(body, at, 4, tier.bound);
            BigEndian.put(body, at + 4, 2, tier.imr);
            BigEndian.put(body, at + 6, 2, tier.mmr);
            at += 8;
        }
        return body;
    }

    /**
     * A status of a listed market.
     *
     * @param price the settlement price in ticks, 0 unless the status is SETTLED
     */
    public static byte[] setStatus(int market, int status, int price) {
        byte[] body = new byte[6];
        body[0] = GOVERNANCE_SET_STATUS;
        body[1] = (byte) market;
        body[2] = (byte) status;
        BigEndian.put(body, 3, 3, price);
        return body;
    }

    /** @param tiers at most 5, by ascending volumes */
    public static byte[] setFeeTiers(List<FeeTierTerms> tiers) {
        if (tiers.size() > FEE_TIERS) {
            throw new IllegalArgumentException(tiers.size() + " fee tiers, more than " + FEE_TIERS);
        }
        byte[] body = new byte[1 + 6 * FEE_TIERS];
        body[0] = GOVERNANCE_SET_FEE_TIERS;
        int at = 1;
        for (FeeTierTerms tier : tiers) {
            BigEndian.put(body, at, 4, tier.volume);
            BigEndian.put(body, at + 4, 1, tier.takerDiscount);
            BigEndian.put(body, at + 5, 1, tier.makerDiscount);
            at += 6;
        }
        return body;
    }

    /**
     * Collected fees to an account.
     *
     * @param to an account with an owner, or the insurance fund
     * @param amount nano-USDC
     */
    public static byte[] payFees(long to, long amount) {
        byte[] body = new byte[13];
        body[0] = GOVERNANCE_PAY_FEES;
        BigEndian.put(body, 1, 4, to);
        BigEndian.put(body, 5, 8, amount);
        return body;
    }

    /** @param key 20-byte address that signs prices; all zero removes the publisher */
    public static byte[] setPublisher(int index, byte[] key) {
        byte[] body = new byte[22];
        body[0] = GOVERNANCE_SET_PUBLISHER;
        body[1] = (byte) index;
        System.arraycopy(key, 0, body, 2, 20);
        return body;
    }

    /** @param quorum publisher signatures that a price needs, 1 to 16 */
    public static byte[] setQuorum(int quorum) {
        return new byte[] {GOVERNANCE_SET_QUORUM, (byte) quorum};
    }

    /** @param limit W in work units, below the present one */
    public static byte[] lowerWorkLimit(int limit) {
        return new byte[] {GOVERNANCE_LOWER_WORK_LIMIT, (byte) (limit >>> 8), (byte) limit};
    }

    private GovernanceActions() {}
}
