package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.BigEndian;

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
            String symbol) {

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

    public static byte[] list(Listing m) {
        return governance(GovernanceActions.listMarket(new GovernanceActions.MarketListing(
                m.market,
                m.multiplier,
                m.maxTick,
                m.maxPositionLots,
                m.maxOrderLots,
                m.minNotional,
                m.takerFeePpm,
                m.makerFeePpm,
                m.imrPpm,
                m.mmrPpm,
                m.oracleMaxAge,
                m.jumpPpm,
                m.symbol)));
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
        byte[] message = new byte[7 + body.length];
        message[0] = (byte) kind;
        BigEndian.put(message, 1, 6, 1_700_000_000L);
        System.arraycopy(body, 0, message, 7, body.length);
        return message;
    }

    private Messages() {}
}
