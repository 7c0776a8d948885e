package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.ConfigCell;
import io.truebook.engine.protocol.MarketCell;
import io.truebook.engine.protocol.PublisherCell;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.RiskCell;

/** Actions of the governor, after their delay on L1: section 4.9 of the protocol page. */
final class Governance {
    private static final int LIST_MARKET_LENGTH = 58;
    private static final int SET_PUBLISHER_LENGTH = 22;
    private static final int SET_QUORUM_LENGTH = 2;
    private static final int LOWER_WORK_LIMIT_LENGTH = 3;

    /** @param at where the action byte would be; the body runs to the end of the message */
    static Reason governance(Execution x, byte[] message, int at) {
        int length = message.length - at;
        if (length == 0) {
            return Reason.BAD_GOVERNANCE;
        }
        boolean done = switch (message[at]) {
            case GOVERNANCE_LIST_MARKET -> length == LIST_MARKET_LENGTH && listMarket(x, message, at + 1);
            case GOVERNANCE_SET_PUBLISHER -> length == SET_PUBLISHER_LENGTH && setPublisher(x, message, at + 1);
            case GOVERNANCE_SET_QUORUM -> length == SET_QUORUM_LENGTH && setQuorum(x, message, at + 1);
            case GOVERNANCE_LOWER_WORK_LIMIT -> length == LOWER_WORK_LIMIT_LENGTH && lowerWorkLimit(x, message, at + 1);
            default -> false;
        };
        return done ? Reason.OK : Reason.BAD_GOVERNANCE;
    }

    private static boolean listMarket(Execution x, byte[] m, int at) {
        int number = m[at] & 0xff;
        RiskCell risk = x.cells.risk(number);
        if (risk.status != STATUS_UNLISTED) {
            return false;
        }
        long multiplier = BigEndian.get(m, at + 1, 4);
        int maxTick = (int) BigEndian.get(m, at + 5, 3);
        long maxPositionLots = BigEndian.get(m, at + 8, 5);
        long maxOrderLots = BigEndian.get(m, at + 13, 5);
        long minNotional = BigEndian.get(m, at + 18, 8);
        int takerFeePpm = (int) BigEndian.get(m, at + 26, 3);
        int makerFeePpm = (int) BigEndian.get(m, at + 29, 3);
        int imrPpm = (int) BigEndian.get(m, at + 32, 3);
        int mmrPpm = (int) BigEndian.get(m, at + 35, 3);
        long oracleMaxAge = BigEndian.get(m, at + 38, 4);
        int jumpPpm = (int) BigEndian.get(m, at + 42, 3);
        boolean sizes = multiplier >= 1
                && maxTick >= 1
                && maxOrderLots >= 1
                && maxOrderLots <= maxPositionLots
                && productWithin(maxTick * multiplier, maxPositionLots, POSITION_BOUND)
                && Long.compareUnsigned(minNotional, POSITION_BOUND) <= 0;
        boolean rates = takerFeePpm <= MAX_FEE_PPM
                && makerFeePpm <= MAX_FEE_PPM
                && mmrPpm >= 1
                && mmrPpm <= imrPpm
                && imrPpm <= PPM
                && oracleMaxAge >= 1
                && jumpPpm >= 1
                && jumpPpm <= MAX_JUMP_PPM;
        if (!sizes || !rates) {
            return false;
        }
        MarketCell market = x.cells.market(number);
        market.maxTick = maxTick;
        market.maxPositionLots = maxPositionLots;
        market.maxOrderLots = maxOrderLots;
        market.minNotional = minNotional;
        market.takerFeePpm = takerFeePpm;
        market.makerFeePpm = makerFeePpm;
        market.jumpPpm = jumpPpm;
        market.oracleMaxAge = oracleMaxAge;
        System.arraycopy(m, at + 45, market.symbol, 0, 12);
        risk.status = STATUS_ACTIVE;
        risk.multiplier = multiplier;
        risk.imrPpm = imrPpm;
        risk.mmrPpm = mmrPpm;
        x.cells.changed(market);
        x.cells.changed(risk);
        x.listener.listed(number);
        return true;
    }

    /** a · b ≤ bound, exactly, for non-negative numbers. */
    private static boolean productWithin(long a, long b, long bound) {
        return Math.multiplyHigh(a, b) == 0 && Long.compareUnsigned(a * b, bound) <= 0;
    }

    private static boolean setPublisher(Execution x, byte[] m, int at) {
        int index = m[at] & 0xff;
        if (index >= MAX_PUBLISHERS) {
            return false;
        }
        PublisherCell publisher = x.cells.publisher(index);
        System.arraycopy(m, at + 1, publisher.key, 0, 20);
        x.cells.changed(publisher);
        return true;
    }

    private static boolean setQuorum(Execution x, byte[] m, int at) {
        int quorum = m[at] & 0xff;
        if (quorum < 1 || quorum > MAX_PUBLISHERS) {
            return false;
        }
        ConfigCell config = x.cells.config();
        config.quorum = quorum;
        x.cells.changed(config);
        return true;
    }

    private static boolean lowerWorkLimit(Execution x, byte[] m, int at) {
        int limit = (int) BigEndian.get(m, at, 2);
        ConfigCell config = x.cells.config();
        if (limit < MIN_WORK_LIMIT || limit >= config.workLimit) {
            return false;
        }
        config.workLimit = limit;
        x.cells.changed(config);
        return true;
    }

    private Governance() {}
}
