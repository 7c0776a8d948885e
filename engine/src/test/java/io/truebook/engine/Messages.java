package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.GovernanceActions.FeeTierTerms;
import io.truebook.engine.GovernanceActions.FundingTerms;
import io.truebook.engine.GovernanceActions.MarginTier;
import io.truebook.engine.GovernanceActions.MarketListing;
import io.truebook.engine.GovernanceActions.OpenInterestTerms;
import io.truebook.engine.protocol.BigEndian;
import java.util.List;

/** Inbox messages as the Bridge would enqueue them. */
public final class Messages {
    /** Parameters of a market, in the units of the protocol tables. */
    public record Listing(
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
            List<MarginTier> tiers) {

        /** A market whose mark is the index, without funding, margin tiers, rebate, liquidation fee, and bounds of its open interest. */
        public Listing(
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
                String symbol) {
            this(
                    market,
                    multiplier,
                    maxTick,
                    maxPositionLots,
                    maxOrderLots,
                    minNotional,
                    takerFeePpm,
                    makerFeePpm,
                    imrPpm,
                    mmrPpm,
                    oracleMaxAge,
                    jumpPpm,
                    symbol,
                    0,
                    0,
                    0,
                    FundingTerms.NONE,
                    OpenInterestTerms.NONE,
                    List.of());
        }

        /** A liquid market: prices around 50,000 ticks of 0.1 USDC, lots of 0.001, 10 times leverage. */
        public static Listing usual(int market) {
            return new Listing(
                    market,
                    100_000,
                    1_000_000,
                    1_000_000,
                    100_000,
                    1_000_000_000L,
                    500,
                    100,
                    100_000,
                    50_000,
                    60_000,
                    10_000,
                    "TEST-PERP");
        }

        /** The same with other fees, ppm. */
        public Listing withFees(int taker, int maker, int rebate, int liquidation) {
            return new Listing(
                    market,
                    multiplier,
                    maxTick,
                    maxPositionLots,
                    maxOrderLots,
                    minNotional,
                    taker,
                    maker,
                    imrPpm,
                    mmrPpm,
                    oracleMaxAge,
                    jumpPpm,
                    symbol,
                    rebate,
                    liquidation,
                    markBandPpm,
                    funding,
                    openInterest,
                    tiers);
        }

        /** The same with a mark that may stand off the index. */
        public Listing withMarkBand(int ppm) {
            return new Listing(
                    market,
                    multiplier,
                    maxTick,
                    maxPositionLots,
                    maxOrderLots,
                    minNotional,
                    takerFeePpm,
                    makerFeePpm,
                    imrPpm,
                    mmrPpm,
                    oracleMaxAge,
                    jumpPpm,
                    symbol,
                    makerRebatePpm,
                    liquidationFeePpm,
                    ppm,
                    funding,
                    openInterest,
                    tiers);
        }

        /** The same with funding. */
        public Listing withFunding(FundingTerms terms) {
            return new Listing(
                    market,
                    multiplier,
                    maxTick,
                    maxPositionLots,
                    maxOrderLots,
                    minNotional,
                    takerFeePpm,
                    makerFeePpm,
                    imrPpm,
                    mmrPpm,
                    oracleMaxAge,
                    jumpPpm,
                    symbol,
                    makerRebatePpm,
                    liquidationFeePpm,
                    markBandPpm,
                    terms,
                    openInterest,
                    tiers);
        }

        /** The same with bounds of its open interest. */
        public Listing withOpenInterest(OpenInterestTerms terms) {
            return new Listing(
                    market,
                    multiplier,
                    maxTick,
                    maxPositionLots,
                    maxOrderLots,
                    minNotional,
                    takerFeePpm,
                    makerFeePpm,
                    imrPpm,
                    mmrPpm,
                    oracleMaxAge,
                    jumpPpm,
                    symbol,
                    makerRebatePpm,
                    liquidationFeePpm,
                    markBandPpm,
                    funding,
                    terms,
                    tiers);
        }

        /** The same with margin tiers. */
        public Listing withTiers(MarginTier... of) {
            return new Listing(
                    market,
                    multiplier,
                    maxTick,
                    maxPositionLots,
                    maxOrderLots,
                    minNotional,
                    takerFeePpm,
                    makerFeePpm,
                    imrPpm,
                    mmrPpm,
                    oracleMaxAge,
                    jumpPpm,
                    symbol,
                    makerRebatePpm,
                    liquidationFeePpm,
                    markBandPpm,
                    funding,
                    openInterest,
                    List.of(of));
        }

        /** The same with other margins, ppm. */
        public Listing withMargins(int initial, int maintenance) {
            return new Listing(
                    market,
                    multiplier,
                    maxTick,
                    maxPositionLots,
                    maxOrderLots,
                    minNotional,
                    takerFeePpm,
                    makerFeePpm,
                    initial,
                    maintenance,
                    oracleMaxAge,
                    jumpPpm,
                    symbol,
                    makerRebatePpm,
                    liquidationFeePpm,
                    markBandPpm,
                    funding,
                    openInterest,
                    tiers);
        }

        /** The same with another value of a tick and lot. */
        public Listing withMultiplier(long nano) {
            return new Listing(
                    market,
                    nano,
                    maxTick,
                    maxPositionLots,
                    maxOrderLots,
                    minNotional,
                    takerFeePpm,
                    makerFeePpm,
                    imrPpm,
                    mmrPpm,
                    oracleMaxAge,
                    jumpPpm,
                    symbol,
                    makerRebatePpm,
                    liquidationFeePpm,
                    markBandPpm,
                    funding,
                    openInterest,
                    tiers);
        }

        /** The same with prices that may be older, ms, and may move faster, ppm per second. */
        public Listing withOracle(long maxAge, int jump) {
            return new Listing(
                    market,
                    multiplier,
                    maxTick,
                    maxPositionLots,
                    maxOrderLots,
                    minNotional,
                    takerFeePpm,
                    makerFeePpm,
                    imrPpm,
                    mmrPpm,
                    maxAge,
                    jump,
                    symbol,
                    makerRebatePpm,
                    liquidationFeePpm,
                    markBandPpm,
                    funding,
                    openInterest,
                    tiers);
        }

        /** The same with another highest price. */
        public Listing withMaxTick(int tick) {
            return new Listing(
                    market,
                    multiplier,
                    tick,
                    maxPositionLots,
                    maxOrderLots,
                    minNotional,
                    takerFeePpm,
                    makerFeePpm,
                    imrPpm,
                    mmrPpm,
                    oracleMaxAge,
                    jumpPpm,
                    symbol,
                    makerRebatePpm,
                    liquidationFeePpm,
                    markBandPpm,
                    funding,
                    openInterest,
                    tiers);
        }

        /** As the governor announces it. */
        public MarketListing terms() {
            return new MarketListing(
                    market,
                    multiplier,
                    maxTick,
                    maxPositionLots,
                    maxOrderLots,
                    minNotional,
                    takerFeePpm,
                    makerFeePpm,
                    imrPpm,
                    mmrPpm,
                    oracleMaxAge,
                    jumpPpm,
                    symbol,
                    makerRebatePpm,
                    liquidationFeePpm,
                    markBandPpm,
                    funding,
                    openInterest,
                    tiers);
        }
    }

    public static byte[] deposit(long account, byte[] owner, long amount) {
        byte[] body = new byte[32];
        BigEndian.put(body, 0, 4, account);
        System.arraycopy(owner, 0, body, 4, 20);
        BigEndian.put(body, 24, 8, amount);
        return message(MESSAGE_DEPOSIT, body);
    }

    public static byte[] forced(byte[] item) {
        return message(MESSAGE_FORCED, item);
    }

    public static byte[] list(Listing listing) {
        return governance(GovernanceActions.listMarket(listing.terms()));
    }

    public static byte[] setMarket(Listing listing) {
        return governance(GovernanceActions.setMarket(listing.terms()));
    }

    /** @param price 0 unless the status is SETTLED */
    public static byte[] status(int market, int status, int price) {
        return governance(GovernanceActions.setStatus(market, status, price));
    }

    public static byte[] feeTiers(FeeTierTerms... tiers) {
        return governance(GovernanceActions.setFeeTiers(List.of(tiers)));
    }

    public static byte[] payFees(long to, long amount) {
        return governance(GovernanceActions.payFees(to, amount));
    }

    public static byte[] publisher(int index, byte[] key) {
        return governance(GovernanceActions.setPublisher(index, key));
    }

    public static byte[] quorum(int quorum) {
        return governance(GovernanceActions.setQuorum(quorum));
    }

    public static byte[] workLimit(int limit) {
        return governance(GovernanceActions.lowerWorkLimit(limit));
    }

    private static byte[] governance(byte[] body) {
        return message(MESSAGE_GOVERNANCE, body);
    }

    public static byte[] message(int kind, byte[] body) {
        return message(kind, Trial.GENESIS, body);
    }

    /** @param enqueuedAt seconds since the Unix epoch, of the L1 block */
    public static byte[] message(int kind, long enqueuedAt, byte[] body) {
        byte[] message = new byte[7 + body.length];
        message[0] = (byte) kind;
        BigEndian.put(message, 1, 6, enqueuedAt);
        System.arraycopy(body, 0, message, 7, body.length);
        return message;
    }

    private Messages() {}
}
