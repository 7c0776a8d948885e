package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.truebook.engine.protocol.BigEndian;

/** Bodies of governance messages: action(1) ‖ body, as section 4.9 of the protocol page has them. */
public final class GovernanceActions {
    private static final int SYMBOL_LENGTH = 12;

    /**
     * A market to be listed.
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
     * @param jumpPpm ppm per second that the mark may move
     * @param symbol at most 12 ASCII characters
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
            String symbol) {}

    public static byte[] listMarket(MarketListing m) {
        byte[] symbol = m.symbol.getBytes(US_ASCII);
        if (symbol.length > SYMBOL_LENGTH) {
            throw new IllegalArgumentException("symbol " + m.symbol + " has more than 12 characters");
        }
        byte[] body = new byte[58];
        body[0] = GOVERNANCE_LIST_MARKET;
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
