package io.truebook.sequencer.gateway;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.l1.BatchHeader;
import io.truebook.sequencer.AccountReport;
import io.truebook.sequencer.BatchLog;
import io.truebook.sequencer.BatchStatus;
import io.truebook.sequencer.Json;
import io.truebook.sequencer.MarketReport;
import io.truebook.sequencer.ReceiptLog;
import io.truebook.sequencer.SignedHead;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** State and batches as answers. */
final class ReportJson {
    private static final String[] TIMES_IN_FORCE = {"GTT", "IOC", "POST_ONLY", "FOK"};

    static Response account(AccountReport a) {
        return ok(json -> {
            json.writeNumberProperty("account", a.number());
            json.writeStringProperty("owner", Json.hex(a.owner()));
            json.writeNumberProperty("collateral", a.collateral());
            json.writeNumberProperty("equity", a.equity());
            json.writeNumberProperty("initialMargin", a.initialMargin());
            json.writeNumberProperty("maintenanceMargin", a.maintenanceMargin());
            json.writeNumberProperty("nonceBase", a.nonceBase());
            json.writeNumberProperty("nextNonce", a.nextNonce());
            json.writeArrayPropertyStart("positions");
            for (AccountReport.Position p : a.positions()) {
                json.writeStartObject();
                json.writeNumberProperty("market", p.market());
                json.writeNumberProperty("lots", p.lots());
                json.writeNumberProperty("quote", p.quote());
                json.writeNumberProperty("value", p.value());
                json.writeNumberProperty("restingBidLots", p.restingBidLots());
                json.writeNumberProperty("restingAskLots", p.restingAskLots());
                json.writeNumberProperty("mark", p.mark());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    static Response orders(long account, List<AccountReport.Order> orders) {
        return ok(json -> {
            json.writeNumberProperty("account", account);
            json.writeArrayPropertyStart("orders");
            for (AccountReport.Order o : orders) {
                json.writeStartObject();
                json.writeNumberProperty("slot", o.slot());
                json.writeNumberProperty("placingNonce", o.nonce());
                json.writeNumberProperty("market", o.market());
                json.writeStringProperty("side", (o.flags() & FLAG_SELL) == 0 ? "buy" : "sell");
                json.writeStringProperty("timeInForce", TIMES_IN_FORCE[(o.flags() & FLAG_TIF_MASK) >> 1]);
                json.writeBooleanProperty("reduceOnly", (o.flags() & FLAG_REDUCE_ONLY) != 0);
                json.writeNumberProperty("tick", o.tick());
                json.writeNumberProperty("lots", o.lots());
                json.writeNumberProperty("expiry", o.expiry());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    static Response markets(List<MarketReport> markets) {
        return ok(json -> {
            json.writeArrayPropertyStart("markets");
            markets.forEach(market -> market(json, market));
            json.writeEndArray();
        });
    }

    static Response batch(BatchLog.Entry entry) {
        return ok(json -> {
            json.writeNumberProperty("batch", entry.index());
            json.writeStringProperty("status", name(entry.status()));
            json.writeNumberProperty("firstSequence", entry.firstSequence());
            json.writeNumberProperty("lastSequence", entry.lastSequence());
            json.writeNumberProperty("openedAt", entry.openedAt());
            json.writeNumberProperty("postedAt", entry.postedAt());
            json.writeNumberProperty("finalAt", entry.finalAt());
            if (entry.sealed() != null) {
                header(json, entry.sealed().header());
            }
        });
    }

    /** @param entry the batch of the item, {@code null} while it is open */
    static Response transaction(long sequence, ReceiptLog.Receipt receipt, BatchLog.Entry entry) {
        return ok(json -> {
            json.writeNumberProperty("sequence", sequence);
            json.writeStringProperty("status", entry == null ? "soft" : name(entry.status()));
            if (entry != null || receipt != null) {
                json.writeNumberProperty("batch", entry != null ? entry.index() : receipt.batch());
            }
            if (receipt != null) {
                json.writeNumberProperty("code", receipt.reason().code());
                json.writeStringProperty("reason", receipt.reason().name());
                json.writeStringProperty("chainHash", Json.hex(receipt.chainHash()));
            }
        });
    }

    static Response revertedTransaction(long sequence) {
        return ok(json -> {
            json.writeNumberProperty("sequence", sequence);
            json.writeStringProperty("status", "reverted");
        });
    }

    static Response head(SignedHead head) {
        return ok(json -> {
            json.writeNumberProperty("sequence", head.sequence());
            json.writeStringProperty("leaseId", Json.hex(head.leaseId()));
            json.writeStringProperty("chainHash", Json.hex(head.chainHash()));
            json.writeStringProperty("inboxAcc", Json.hex(head.inboxAcc()));
            json.writeStringProperty("signature", Json.hex(head.signature()));
        });
    }

    static Response ok(java.util.function.Consumer<JsonGenerator> fields) {
        return new Response(200, Json.object(fields));
    }

    private static void market(JsonGenerator json, MarketReport m) {
        json.writeStartObject();
        json.writeNumberProperty("market", m.market());
        json.writeStringProperty("symbol", m.symbol());
        json.writeNumberProperty("maxTick", m.maxTick());
        json.writeNumberProperty("maxPositionLots", m.maxPositionLots());
        json.writeNumberProperty("maxOrderLots", m.maxOrderLots());
        json.writeNumberProperty("minNotional", m.minNotional());
        json.writeNumberProperty("takerFeePpm", m.takerFeePpm());
        json.writeNumberProperty("makerFeePpm", m.makerFeePpm());
        json.writeNumberProperty("jumpPpm", m.jumpPpm());
        json.writeNumberProperty("oracleMaxAge", m.oracleMaxAge());
        json.writeNumberProperty("multiplier", m.multiplier());
        json.writeNumberProperty("imrPpm", m.imrPpm());
        json.writeNumberProperty("mmrPpm", m.mmrPpm());
        json.writeNumberProperty("mark", m.mark());
        json.writeNumberProperty("publishTime", m.publishTime());
        json.writeEndObject();
    }

    private static void header(JsonGenerator json, BatchHeader h) {
        json.writeStringProperty("hash", h.hash().hex());
        json.writeStringProperty("parentHash", h.parentHash().hex());
        json.writeNumberProperty("time", h.time());
        json.writeNumberProperty("inboxEnd", h.inboxEnd());
        json.writeStringProperty("inboxAcc", h.inboxAcc().hex());
        json.writeStringProperty("leaseId", h.leaseId().hex());
        json.writeNumberProperty("dataLength", h.dataLength());
        json.writeNumberProperty("segments", h.segments());
        json.writeStringProperty("dataRoot", h.dataRoot().hex());
        json.writeStringProperty("finalRoot", h.finalRoot().hex());
    }

    private static String name(BatchStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private ReportJson() {}
}
