package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.derivation.Bucket;
import io.truebook.derivation.Holding;
import io.truebook.engine.Cells;
import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.OrderCell;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.RiskCell;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.engine.protocol.SignerCell;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps items off L1 that would use neither nonce nor state: who repeats an order or sends it too late costs nobody bytes. The engine
 * checks all of it again; this only decides what is worth a place.
 */
final class Admission {
    private static final long NONCES = 1L << 48;

    /** Fields of a bundle before its signature: account, key, nonce, expiry. */
    private static final int BUNDLE_FIELDS = 15;

    /** OK, or the reason the engine would give without changing anything. */
    static Reason check(Accounts accounts, Cells cells, Submission submission) {
        byte[] item = submission.item();
        int type = item[0] & 0xff;
        return switch (type) {
            case ITEM_LIQUIDATE -> liquidate(accounts, cells, item);
            case ITEM_UNWIND -> unwind(cells, item);
            case ITEM_EXPIRE -> expire(accounts, cells, item);
            case ITEM_SETTLE -> settle(accounts, cells, item);
            case ITEM_BUNDLE -> signed(accounts, cells, submission, type, BUNDLE_FIELDS);
            default -> {
                int fields = SignedItem.fieldsLength(type);
                yield fields < 0 ? Reason.OK : signed(accounts, cells, submission, type, fields);
            }
        };
    }

    /** Whether an item needs no signature of an account or publisher. */
    static boolean isUnsigned(byte[] item) {
        return item[0] == ITEM_LIQUIDATE || item[0] == ITEM_UNWIND || item[0] == ITEM_EXPIRE || item[0] == ITEM_SETTLE;
    }

    private static Reason signed(Accounts accounts, Cells cells, Submission submission, int type, int fields) {
        byte[] item = submission.item();
        int at = FRAME_LENGTH;
        long number = BigEndian.get(item, at, 4);
        if (!accounts.exists(number)) {
            return Reason.UNKNOWN_ACCOUNT;
        }
        int key = item[at + 4] & 0xff;
        if (key < OWNER_KEY || key > MAX_KEY) {
            return Reason.UNKNOWN_KEY;
        }
        SignerCell signer = cells.signer(number, key);
        byte[] address = key == OWNER_KEY ? cells.account(number).owner : signer.key;
        if (key != OWNER_KEY) {
            Reason refused = agent(cells, signer, type);
            if (refused != Reason.OK) {
                return refused;
            }
        }
        if (!submission.signers().isEmpty()
                && !Arrays.equals(submission.signers().getFirst().signer(), address)) {
            return Reason.BAD_SIGNATURE;
        }
        long expiry = BigEndian.get(item, at + fields - 4, 4);
        if (cells.cursor().time > expiry * 1000) {
            return Reason.EXPIRED;
        }
        int slice = type == ITEM_TWAP_SLICE ? item[item.length - 1] & 0xff : 0;
        return nonce(signer, BigEndian.get(item, at + 5, 6) + slice);
    }

    private static Reason agent(Cells cells, SignerCell agent, int type) {
        boolean none = true;
        for (byte b : agent.key) {
            none &= b == 0;
        }
        if (none) {
            return Reason.UNKNOWN_KEY;
        }
        if (cells.cursor().time > agent.expiry * 1000) {
            return Reason.AGENT_EXPIRED;
        }
        int scope = switch (type) {
            case ITEM_PLACE, ITEM_MARKET_ORDER, ITEM_AMEND, ITEM_TRIGGER_ORDER, ITEM_TWAP_SLICE, ITEM_BUNDLE ->
                SCOPE_TRADE;
            case ITEM_CANCEL, ITEM_CANCEL_ALL, ITEM_VOID_NONCE, ITEM_SCHEDULE_CANCEL -> SCOPE_CANCEL;
            default -> 0;
        };
        return (agent.scope & scope) == 0 ? Reason.OUT_OF_SCOPE : Reason.OK;
    }

    /** Whether a nonce can be used now, or why not. */
    static Reason nonce(SignerCell signer, long nonce) {
        if (nonce < signer.nonceBase) {
            return Reason.NONCE_TOO_OLD;
        }
        if (nonce >= signer.nonceBase + NONCE_JUMP || nonce >= NONCES) {
            return Reason.NONCE_TOO_FAR;
        }
        long bit = nonce - signer.nonceBase;
        if (bit >= NONCE_WINDOW) {
            return Reason.OK;
        }
        boolean used = (signer.nonceBitmap((int) bit >>> 6) & Long.MIN_VALUE >>> (bit & 63)) != 0;
        return used ? Reason.NONCE_USED : Reason.OK;
    }

    private static Reason liquidate(Accounts accounts, Cells cells, byte[] item) {
        long number = BigEndian.get(item, FRAME_LENGTH, 4);
        int market = item[FRAME_LENGTH + 4] & 0xff;
        if (!accounts.exists(number)) {
            return Reason.UNKNOWN_ACCOUNT;
        }
        Reason open = open(cells, market);
        if (open == Reason.UNKNOWN_MARKET) {
            return open;
        }
        List<Bucket> buckets = Bucket.of(cells, number);
        boolean indebted = buckets.size() == 1 && buckets.getFirst().holdings().isEmpty();
        for (Bucket bucket : buckets) {
            boolean holds = bucket.holdings().stream().anyMatch(h -> h.market() == market && h.lots() != 0);
            if (!bucket.healthy() && (holds || indebted)) {
                boolean insured = indebted && cells.account(INSURANCE_ACCOUNT).collateral > 0;
                return insured ? Reason.OK : indebted ? Reason.NOT_LIQUIDATABLE : open;
            }
        }
        return Reason.NOT_LIQUIDATABLE;
    }

    private static Reason unwind(Cells cells, byte[] item) {
        int market = item[FRAME_LENGTH] & 0xff;
        Reason open = open(cells, market);
        if (open == Reason.UNKNOWN_MARKET) {
            return open;
        }
        long backstop = BACKSTOP_BASE + market;
        boolean holds = Holding.of(cells, backstop).stream().anyMatch(holding -> holding.lots() != 0);
        boolean owns = cells.account(backstop).collateral != 0;
        return holds ? open : owns ? Reason.OK : Reason.NOTHING_TO_UNWIND;
    }

    private static Reason expire(Accounts accounts, Cells cells, byte[] item) {
        long number = BigEndian.get(item, FRAME_LENGTH, 4);
        if (!accounts.exists(number)) {
            return Reason.UNKNOWN_ORDER;
        }
        OrderCell order = cells.order(number, item[FRAME_LENGTH + 4] & 0xff);
        if (order.lots == 0) {
            return Reason.UNKNOWN_ORDER;
        }
        long time = cells.cursor().time;
        long cancelAt = cells.account(number).cancelAt;
        boolean due = time > order.expiry * 1000
                || (cancelAt != 0 && time >= cancelAt * 1000)
                || cells.risk(order.market).status == STATUS_SETTLED;
        return due ? Reason.OK : Reason.NOT_DUE;
    }

    /** Settling what owes nothing and is not over would be done, and do nothing. */
    private static Reason settle(Accounts accounts, Cells cells, byte[] item) {
        long number = BigEndian.get(item, FRAME_LENGTH, 4);
        int market = item[FRAME_LENGTH + 4] & 0xff;
        boolean backstop = number >= BACKSTOP_BASE && number < ACCOUNT_LIMIT;
        if (!accounts.exists(number) && !backstop) {
            return Reason.NOTHING_TO_SETTLE;
        }
        for (Holding holding : Holding.of(cells, number)) {
            boolean over = holding.lots() != 0 && cells.risk(market).status == STATUS_SETTLED;
            if (holding.market() == market && (holding.pending() != 0 || over)) {
                return Reason.OK;
            }
        }
        return Reason.NOTHING_TO_SETTLE;
    }

    private static Reason open(Cells cells, int market) {
        RiskCell risk = cells.risk(market);
        if (risk.status == STATUS_UNLISTED) {
            return Reason.UNKNOWN_MARKET;
        }
        boolean open = risk.status == STATUS_ACTIVE || risk.status == STATUS_REDUCE_ONLY;
        return open ? Reason.OK : Reason.MARKET_HALTED;
    }

    private Admission() {}
}
