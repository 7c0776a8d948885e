package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.ConfigCell;
import io.truebook.engine.protocol.MarketCell;
import io.truebook.engine.protocol.PublisherCell;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.RiskCell;
import java.util.Arrays;

/**
 * Prices signed by M of N publishers. The index follows their lower median, no faster than the market's jump bound. Section 4.8 of the
 * protocol page.
 */
final class Oracle {
    private static final int HEAD = 8;
    private static final int ENTRY = 68;

    static Reason oracle(Execution x, byte[] bytes, int at, int length) {
        if (length < HEAD || length != HEAD + ENTRY * (bytes[at + 7] & 0xff)) {
            return Reason.BAD_LENGTH;
        }
        int count = bytes[at + 7] & 0xff;
        if (count <= MAX_PUBLISHERS) {
            x.extraWeight = WEIGHT_PER_PUBLISHER * count;
        }
        int number = bytes[at] & 0xff;
        long publishTime = BigEndian.get(bytes, at + 1, 6);
        RiskCell risk = x.cells.risk(number);
        Reason refused = checkTime(x, number, risk, publishTime);
        if (refused != Reason.OK) {
            return refused;
        }
        ConfigCell config = x.cells.config();
        if (count < 1 || count > MAX_PUBLISHERS || count < config.quorum) {
            return Reason.BAD_PUBLISHER;
        }
        int[] ticks = new int[count];
        refused = readTicks(x, bytes, at, number, publishTime, ticks);
        if (refused != Reason.OK) {
            return refused;
        }
        Arrays.sort(ticks);
        MarketCell market = x.cells.market(number);
        int median = ticks[(count - 1) / 2];
        risk.index = clampedIndex(market, risk, median, publishTime);
        risk.jumping = risk.index == median ? 0 : 1;
        risk.publishTime = publishTime;
        risk.mark = risk.index;
        if (market.markBandPpm != 0 || market.openInterestUpper != 0) {
            x.extraWeight += WEIGHT_ORACLE_BOOK;
            Mark.update(x, number);
        }
        x.cells.changed(risk);
        x.listener.priced(number, risk.mark, publishTime);
        return Reason.OK;
    }

    private static Reason checkTime(Execution x, int number, RiskCell risk, long publishTime) {
        if (risk.status == STATUS_UNLISTED) {
            return Reason.UNKNOWN_MARKET;
        }
        if (risk.status == STATUS_SETTLED) {
            return Reason.MARKET_HALTED;
        }
        if (publishTime <= risk.publishTime) {
            return Reason.PRICE_NOT_NEWER;
        }
        if (publishTime > x.cells.cursor().time) {
            return Reason.PRICE_FROM_FUTURE;
        }
        return publishTime + x.cells.market(number).oracleMaxAge < Freshness.now(x) ? Reason.PRICE_TOO_OLD : Reason.OK;
    }

    private static Reason readTicks(Execution x, byte[] bytes, int at, int number, long publishTime, int[] ticks) {
        int maxTick = x.cells.market(number).maxTick;
        int before = -1;
        for (int i = 0; i < ticks.length; i++) {
            int entry = at + HEAD + ENTRY * i;
            int index = bytes[entry] & 0xff;
            if (index >= MAX_PUBLISHERS || index <= before) {
                return Reason.BAD_PUBLISHER;
            }
            PublisherCell publisher = x.cells.publisher(index);
            if (Authentication.isZero(publisher.key)) {
                return Reason.BAD_PUBLISHER;
            }
            int tick = (int) BigEndian.get(bytes, entry + 1, 3);
            if (tick < 1 || tick > maxTick) {
                return Reason.BAD_TICK;
            }
            SignedMessage price = SignedMessage.price(x.domain, number, tick, publishTime, bytes, entry + 4);
            if (!Signatures.valid(x, price, publisher.key)) {
                return Reason.BAD_SIGNATURE;
            }
            ticks[i] = tick;
            before = index;
        }
        return Reason.OK;
    }

    private static int clampedIndex(MarketCell market, RiskCell risk, int median, long publishTime) {
        if (risk.index == 0) {
            return median;
        }
        long elapsed = Math.min(publishTime - risk.publishTime, JUMP_WINDOW_MS);
        long jump = Math.max(1, risk.index * (long) market.jumpPpm * elapsed / (1000L * PPM));
        long low = Math.max(1, risk.index - jump);
        long high = Math.min(market.maxTick, risk.index + jump);
        return (int) Math.min(Math.max(median, low), high);
    }

    static byte[] priceFields(int market, int tick, long publishTime) {
        byte[] fields = new byte[10];
        BigEndian.put(fields, 0, 1, market);
        BigEndian.put(fields, 1, 3, tick);
        BigEndian.put(fields, 4, 6, publishTime);
        return fields;
    }

    private Oracle() {}
}
