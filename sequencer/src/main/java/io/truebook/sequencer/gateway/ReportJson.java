package io.truebook.sequencer.gateway;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.derivation.Holding;
import io.truebook.derivation.Receipt;
import io.truebook.engine.protocol.MarketCell;
import io.truebook.engine.protocol.RiskCell;
import io.truebook.engine.protocol.TriggerOrderItem;
import io.truebook.engine.protocol.TwapSliceItem;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.SignedHead;
import io.truebook.sequencer.AccountReport;
import io.truebook.sequencer.BatchLog;
import io.truebook.sequencer.BatchStatus;
import io.truebook.sequencer.ExchangeReport;
import io.truebook.sequencer.FeeTier;
import io.truebook.sequencer.Json;
import io.truebook.sequencer.MarketReport;
import io.truebook.sequencer.WaitingOrder;
import io.truebook.sequencer.lifecycle.ItemReport;
import io.truebook.sequencer.lifecycle.ReceiptJson;
import io.truebook.sequencer.lifecycle.StatusJson;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** State and batches as answers. */
final class ReportJson {
    private static final String[] TIMES_IN_FORCE = {"GTT", "IOC", "POST_ONLY", "FOK"};

    static Response account(AccountReport a) {
        return ok(json -> account(json, a));
    }

    private static void account(JsonGenerator json, AccountReport a) {
        json.writeNumberProperty("account", a.number());
        json.writeStringProperty("owner", Json.hex(a.owner()));
        json.writeNumberProperty("collateral", a.collateral());
        json.writeNumberProperty("equity", a.cross().equity());
        json.writeNumberProperty("initialMargin", a.cross().initialMargin());
        json.writeNumberProperty("maintenanceMargin", a.cross().maintenanceMargin());
        json.writeStringProperty("health", AccountReport.health(a.cross()));
        json.writeNumberProperty("totalEquity", a.equity());
        key(json, a.ownerKey());
        json.writeNumberProperty("cancelAt", a.cancelAt());
        json.writeNumberProperty("feeTier", a.feeTier().tier());
        json.writeNumberProperty("volume", a.feeTier().volume());
        json.writeNumberProperty("takerDiscount", a.feeTier().takerDiscount());
        json.writeNumberProperty("makerDiscount", a.feeTier().makerDiscount());
        json.writeArrayPropertyStart("positions");
        a.positions().forEach(position -> position(json, a, position));
        json.writeEndArray();
        json.writeArrayPropertyStart("agents");
        for (AccountReport.Agent agent : a.agents()) {
            json.writeStartObject();
            json.writeNumberProperty("key", agent.slot());
            json.writeStringProperty("address", Json.hex(agent.address()));
            json.writeBooleanProperty("trade", (agent.scope() & SCOPE_TRADE) != 0);
            json.writeBooleanProperty("cancel", (agent.scope() & SCOPE_CANCEL) != 0);
            json.writeNumberProperty("expiry", agent.expiry());
            key(json, agent.key());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("accounts");
        a.accountsOfOwner().forEach(json::writeNumber);
        json.writeEndArray();
    }

    private static void key(JsonGenerator json, AccountReport.Key key) {
        json.writeNumberProperty("nonceBase", key.nonceBase());
        json.writeNumberProperty("nextNonce", key.nextNonce());
    }

    private static void position(JsonGenerator json, AccountReport a, Holding p) {
        json.writeStartObject();
        json.writeNumberProperty("market", p.market());
        json.writeNumberProperty("lots", p.lots());
        json.writeNumberProperty("quote", p.quote());
        json.writeNumberProperty("value", p.value());
        json.writeNumberProperty("pending", p.pending());
        json.writeNumberProperty("restingBidLots", p.restingBidLots());
        json.writeNumberProperty("restingAskLots", p.restingAskLots());
        json.writeNumberProperty("mark", p.mark());
        json.writeNumberProperty("initialMargin", p.initialMargin());
        json.writeNumberProperty("maintenanceMargin", p.maintenanceMargin());
        json.writeBooleanProperty("isolated", p.isolated());
        if (p.isolated()) {
            json.writeNumberProperty("margin", p.margin());
            json.writeNumberProperty("equity", a.bucketOf(p).equity());
            json.writeStringProperty("health", AccountReport.health(a.bucketOf(p)));
        }
        json.writeEndObject();
    }

    /** What belongs to nobody: fees, insurance, and the positions that backstops have taken over. */
    static Response exchange(ExchangeReport report) {
        return ok(json -> {
            json.writeNumberProperty("time", report.time());
            json.writeNumberProperty("fees", report.fees());
            json.writeNumberProperty("insurance", report.insurance());
            json.writeArrayPropertyStart("backstops");
            for (ExchangeReport.Backstop backstop : report.backstops()) {
                json.writeStartObject();
                json.writeNumberProperty("market", backstop.market());
                json.writeNumberProperty("collateral", backstop.collateral());
                json.writeNumberProperty("lots", backstop.lots());
                json.writeNumberProperty("equity", backstop.equity());
                json.writeNumberProperty("lossSpread", backstop.lossSpread());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("feeTiers");
            for (FeeTier.Row row : report.feeTiers()) {
                json.writeStartObject();
                json.writeNumberProperty("volume", row.volume());
                json.writeNumberProperty("takerDiscount", row.takerDiscount());
                json.writeNumberProperty("makerDiscount", row.makerDiscount());
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
                flags(json, o.flags());
                json.writeNumberProperty("tick", o.tick());
                json.writeNumberProperty("lots", o.lots());
                json.writeNumberProperty("expiry", o.expiry());
                if (o.clientOrderId() != null) {
                    json.writeStringProperty("clientOrderId", o.clientOrderId());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    static Response waiting(long account, List<WaitingOrder.View> orders) {
        return ok(json -> {
            json.writeNumberProperty("account", account);
            json.writeArrayPropertyStart("triggers");
            for (WaitingOrder.View order : orders) {
                json.writeStartObject();
                json.writeStringProperty("trigger", order.id());
                switch (order.fields()) {
                    case TriggerOrderItem trigger -> trigger(json, trigger);
                    case TwapSliceItem twap -> twap(json, twap, order);
                    default -> throw new IllegalStateException("not a waiting order");
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void trigger(JsonGenerator json, TriggerOrderItem t) {
        json.writeStringProperty("kind", "trigger");
        json.writeNumberProperty("key", t.key());
        json.writeNumberProperty("nonce", t.nonce());
        json.writeNumberProperty("market", t.market());
        flags(json, t.flags());
        json.writeNumberProperty("tick", t.tick());
        json.writeNumberProperty("slippagePpm", t.slippagePpm());
        json.writeNumberProperty("lots", t.lots());
        json.writeNumberProperty("triggerTick", t.triggerTick());
        json.writeStringProperty("when", t.above() == 1 ? "ABOVE" : "BELOW");
        json.writeNumberProperty("expiry", t.expiry());
    }

    private static void twap(JsonGenerator json, TwapSliceItem t, WaitingOrder.View order) {
        json.writeStringProperty("kind", "twap");
        json.writeNumberProperty("key", t.key());
        json.writeNumberProperty("nonce", t.nonce());
        json.writeNumberProperty("market", t.market());
        flags(json, t.flags());
        json.writeNumberProperty("slippagePpm", t.slippagePpm());
        json.writeNumberProperty("sliceLots", t.sliceLots());
        json.writeNumberProperty("slices", t.slices());
        json.writeNumberProperty("start", t.start());
        json.writeNumberProperty("interval", t.interval());
        json.writeNumberProperty("expiry", t.expiry());
        json.writeNumberProperty("nextSlice", order.slice());
        json.writeNumberProperty("dueAt", order.dueAt());
    }

    private static void flags(JsonGenerator json, int flags) {
        json.writeStringProperty("side", (flags & FLAG_SELL) == 0 ? "buy" : "sell");
        json.writeStringProperty("timeInForce", TIMES_IN_FORCE[(flags & FLAG_TIF_MASK) >> 1]);
        json.writeBooleanProperty("reduceOnly", (flags & FLAG_REDUCE_ONLY) != 0);
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
    static Response item(ItemReport item) {
        return ok(json -> StatusJson.write(json, item));
    }

    static Response items(long account, List<ItemReport> items) {
        return ok(json -> {
            json.writeNumberProperty("account", account);
            StatusJson.writeAll(json, items);
        });
    }

    static Response receipt(Receipt receipt) {
        return ok(json -> ReceiptJson.write(json, receipt));
    }

    static Response head(SignedHead head) {
        return ok(json -> ReceiptJson.write(json, head));
    }

    static Response ok(java.util.function.Consumer<JsonGenerator> fields) {
        return new Response(200, Json.object(fields));
    }

    private static void market(JsonGenerator json, MarketReport report) {
        MarketCell m = report.parameters();
        RiskCell risk = report.risk();
        json.writeStartObject();
        json.writeNumberProperty("market", report.market());
        json.writeStringProperty("symbol", report.symbol());
        json.writeStringProperty("status", report.status());
        json.writeNumberProperty("index", risk.index);
        json.writeNumberProperty("mark", risk.mark);
        json.writeNumberProperty("publishTime", risk.publishTime);
        json.writeBooleanProperty("jumping", risk.jumping != 0);
        json.writeNumberProperty("lastTrade", report.activity().lastTrade);
        json.writeNumberProperty("fundingRatePpb", report.activity().fundingRatePpb);
        json.writeNumberProperty("premiumPpb", report.premiumPpb());
        json.writeNumberProperty("nextFunding", report.nextFunding());
        json.writeNumberProperty("longIndex", risk.longIndex);
        json.writeNumberProperty("shortIndex", risk.shortIndex);
        json.writeNumberProperty("openInterest", report.activity().openInterest);
        json.writeNumberProperty("lossSpread", report.activity().lossSpread);
        json.writeNumberProperty("multiplier", risk.multiplier);
        json.writeNumberProperty("maxTick", m.maxTick);
        json.writeNumberProperty("maxPositionLots", m.maxPositionLots);
        json.writeNumberProperty("maxOrderLots", m.maxOrderLots);
        json.writeNumberProperty("minNotional", m.minNotional);
        json.writeNumberProperty("takerFeePpm", m.takerFeePpm);
        json.writeNumberProperty("makerFeePpm", m.makerFeePpm);
        json.writeNumberProperty("makerRebatePpm", m.makerRebatePpm);
        json.writeNumberProperty("liquidationFeePpm", m.liquidationFeePpm);
        json.writeNumberProperty("jumpPpm", m.jumpPpm);
        json.writeNumberProperty("markBandPpm", m.markBandPpm);
        json.writeNumberProperty("oracleMaxAge", m.oracleMaxAge);
        json.writeNumberProperty("imrPpm", risk.imrPpm);
        json.writeNumberProperty("baseImrPpm", m.baseImrPpm);
        json.writeNumberProperty("mmrPpm", risk.mmrPpm);
        json.writeArrayPropertyStart("tiers");
        for (MarketReport.Tier tier : report.tiers()) {
            json.writeStartObject();
            json.writeNumberProperty("bound", tier.bound());
            json.writeNumberProperty("imrPpm", tier.imrPpm());
            json.writeNumberProperty("mmrPpm", tier.mmrPpm());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberProperty("openInterestCap", m.openInterestCap);
        json.writeNumberProperty("openInterestLower", m.openInterestLower);
        json.writeNumberProperty("openInterestUpper", m.openInterestUpper);
        json.writeNumberProperty("impactNotional", m.impactNotional);
        json.writeNumberProperty("interestPpb", m.interestPpb);
        json.writeNumberProperty("fundingClampPpb", m.fundingClampPpb);
        json.writeNumberProperty("fundingCapPpb", m.fundingCapPpb);
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
