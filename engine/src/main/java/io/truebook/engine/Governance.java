package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.ConfigCell;
import io.truebook.engine.protocol.FeeTiersCell;
import io.truebook.engine.protocol.ListedCell;
import io.truebook.engine.protocol.PublisherCell;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.RiskCell;

/** Actions of the governor, after their delay on L1: section 4.9 of the protocol page. */
final class Governance {
    private static final int LIST_MARKET_LENGTH = 2 + MarketParameters.LENGTH;
    private static final int SET_PUBLISHER_LENGTH = 22;
    private static final int SET_QUORUM_LENGTH = 2;
    private static final int LOWER_WORK_LIMIT_LENGTH = 3;
    private static final int SET_STATUS_LENGTH = 6;
    private static final int PAY_FEES_LENGTH = 13;
    private static final int FEE_TIER = 6;
    private static final int SET_FEE_TIERS_LENGTH = 1 + FEE_TIERS * FEE_TIER;

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
            case GOVERNANCE_SET_MARKET -> length == LIST_MARKET_LENGTH && setMarket(x, message, at + 1);
            case GOVERNANCE_SET_STATUS -> length == SET_STATUS_LENGTH && setStatus(x, message, at + 1);
            case GOVERNANCE_SET_FEE_TIERS -> length == SET_FEE_TIERS_LENGTH && setFeeTiers(x, message, at + 1);
            case GOVERNANCE_PAY_FEES -> length == PAY_FEES_LENGTH && payFees(x, message, at + 1);
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
        MarketParameters parameters = new MarketParameters(m, at + 1);
        if (!parameters.withinBounds()) {
            return false;
        }
        parameters.write(x, number);
        risk.status = STATUS_ACTIVE;
        risk.multiplier = parameters.multiplier();
        x.cells.changed(risk);
        ListedCell listed = x.cells.listed();
        Bits.set(listed.markets, number);
        x.cells.changed(listed);
        x.listener.listed(number);
        return true;
    }

    /**
     * Neither what a lot is worth nor the highest price ever changes: positions and orders that are larger than a lowered bound
     * stay, and their values fit because they once were within it at the same highest price.
     */
    private static boolean setMarket(Execution x, byte[] m, int at) {
        int number = m[at] & 0xff;
        RiskCell risk = x.cells.risk(number);
        if (risk.status == STATUS_UNLISTED || risk.status == STATUS_SETTLED) {
            return false;
        }
        MarketParameters parameters = new MarketParameters(m, at + 1);
        if (!parameters.withinBounds()
                || parameters.multiplier() != risk.multiplier
                || parameters.maxTick() != x.cells.market(number).maxTick) {
            return false;
        }
        parameters.write(x, number);
        x.listener.marketChanged(number);
        return true;
    }

    private static boolean setStatus(Execution x, byte[] m, int at) {
        int number = m[at] & 0xff;
        int status = m[at + 1] & 0xff;
        int price = (int) BigEndian.get(m, at + 2, 3);
        RiskCell risk = x.cells.risk(number);
        if (risk.status == STATUS_UNLISTED || risk.status == STATUS_SETTLED) {
            return false;
        }
        if (status < STATUS_ACTIVE || status > STATUS_SETTLED) {
            return false;
        }
        if (status == STATUS_SETTLED) {
            if (price < 1 || price > x.cells.market(number).maxTick) {
                return false;
            }
            risk.mark = price;
            risk.index = price;
        } else if (price != 0) {
            return false;
        }
        risk.status = status;
        x.cells.changed(risk);
        x.listener.marketChanged(number);
        return true;
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

    private static boolean setFeeTiers(Execution x, byte[] m, int at) {
        long before = 0;
        boolean ended = false;
        for (int tier = 0; tier < FEE_TIERS; tier++) {
            int entry = at + FEE_TIER * tier;
            long volume = BigEndian.get(m, entry, 4);
            int takerDiscount = m[entry + 4] & 0xff;
            int makerDiscount = m[entry + 5] & 0xff;
            ended |= volume == 0;
            if (ended ? (volume | takerDiscount | makerDiscount) != 0 : volume <= before) {
                return false;
            }
            if (takerDiscount > 100 || makerDiscount > 100) {
                return false;
            }
            before = volume;
        }
        // The cell has the fields of the body in the same order and widths.
        byte[] words = new byte[32 * FeeTiersCell.WORDS];
        System.arraycopy(m, at, words, 0, FEE_TIERS * FEE_TIER);
        FeeTiersCell tiers = x.cells.feeTiers();
        tiers.decode(words, 0);
        x.cells.changed(tiers);
        return true;
    }

    private static boolean payFees(Execution x, byte[] m, int at) {
        long number = BigEndian.get(m, at, 4);
        long amount = BigEndian.get(m, at + 4, 8);
        AccountCell fees = x.cells.account(FEE_ACCOUNT);
        if (number >= ACCOUNT_LIMIT || amount <= 0 || amount > fees.collateral) {
            return false;
        }
        AccountCell to = x.cells.account(number);
        if (number != INSURANCE_ACCOUNT && Authentication.isZero(to.owner)
                || to.collateral + amount > COLLATERAL_BOUND) {
            return false;
        }
        Money.addCollateral(x, fees, -amount);
        Money.addCollateral(x, to, amount);
        x.listener.transferred(FEE_ACCOUNT, number, amount);
        return true;
    }

    private Governance() {}
}
