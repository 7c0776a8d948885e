package io.truebook.sequencer.market;

import io.truebook.l1.SignedHead;
import io.truebook.sequencer.DivergenceJson;
import io.truebook.sequencer.Json;
import io.truebook.sequencer.MarketReport;
import io.truebook.sequencer.divergence.DivergenceFigures;
import io.truebook.sequencer.lifecycle.ReceiptJson;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Messages of the channels. Sides are written as buy and sell. */
final class MarketJson {
    static byte[] delta(int market, BookView.Delta delta) {
        return Json.object(json -> {
            json.writeStringProperty("type", "book");
            json.writeNumberProperty("market", market);
            json.writeNumberProperty("previous", delta.previous());
            json.writeNumberProperty("version", delta.version());
            levels(json, "bids", delta.bids());
            levels(json, "asks", delta.asks());
        });
    }

    static byte[] snapshot(int market, BookView.Snapshot snapshot) {
        return Json.object(json -> {
            json.writeStringProperty("type", "snapshot");
            json.writeNumberProperty("market", market);
            json.writeNumberProperty("version", snapshot.version());
            levels(json, "bids", snapshot.bids());
            levels(json, "asks", snapshot.asks());
        });
    }

    static byte[] trade(long sequence, EngineEvent.Filled fill) {
        return Json.object(json -> {
            json.writeStringProperty("type", "trade");
            json.writeNumberProperty("sequence", sequence);
            trade(json, fill);
            json.writeStringProperty("takerSide", sideName(fill.takerSide()));
            if (fill.kind() != EngineEvent.Kind.ORDER) {
                json.writeStringProperty("kind", fill.kind().name());
            }
        });
    }

    static byte[] price(long sequence, EngineEvent.Priced priced) {
        return Json.object(json -> {
            json.writeStringProperty("type", "price");
            json.writeNumberProperty("sequence", sequence);
            json.writeNumberProperty("market", priced.market());
            json.writeNumberProperty("mark", priced.mark());
            json.writeNumberProperty("publishTime", priced.publishTime());
        });
    }

    static byte[] divergence(DivergenceFigures figures) {
        return Json.object(json -> {
            json.writeStringProperty("type", "divergence");
            DivergenceJson.figures(json, figures);
        });
    }

    static byte[] mark(long sequence, EngineEvent.Marked marked) {
        return Json.object(json -> {
            json.writeStringProperty("type", "mark");
            json.writeNumberProperty("sequence", sequence);
            json.writeNumberProperty("market", marked.market());
            json.writeStringProperty("status", MarketReport.statusName(marked.status()));
            json.writeNumberProperty("index", marked.index());
            json.writeNumberProperty("mark", marked.mark());
            json.writeNumberProperty("publishTime", marked.publishTime());
        });
    }

    static byte[] indexHistory(int market, List<IndexHistory.Price> prices) {
        return Json.object(json -> {
            json.writeNumberProperty("market", market);
            json.writeArrayPropertyStart("prices");
            for (IndexHistory.Price price : prices) {
                json.writeStartArray();
                json.writeNumber(price.millis());
                json.writeNumber(price.tick());
                json.writeEndArray();
            }
            json.writeEndArray();
        });
    }

    static byte[] funding(long sequence, EngineEvent.Funded funded) {
        return Json.object(json -> {
            json.writeStringProperty("type", "funding");
            json.writeNumberProperty("sequence", sequence);
            json.writeNumberProperty("market", funded.market());
            json.writeNumberProperty("ratePpb", funded.ratePpb());
            json.writeNumberProperty("paidPerLot", funded.paidPerLot());
        });
    }

    static byte[] lossSpread(long sequence, EngineEvent.LossSpread spread) {
        return Json.object(json -> {
            json.writeStringProperty("type", "lossSpread");
            json.writeNumberProperty("sequence", sequence);
            json.writeNumberProperty("market", spread.market());
            json.writeStringProperty("side", sideName(spread.side()));
            json.writeNumberProperty("perLot", spread.perLot());
            json.writeNumberProperty("covered", spread.covered());
        });
    }

    static byte[] liquidation(long sequence, EngineEvent.Liquidating liquidating) {
        return Json.object(json -> {
            json.writeStringProperty("type", "liquidation");
            json.writeNumberProperty("sequence", sequence);
            json.writeNumberProperty("market", liquidating.market());
            json.writeNumberProperty("account", liquidating.account());
            json.writeNumberProperty("tick", liquidating.zeroTick());
            json.writeNumberProperty("position", liquidating.lots());
            json.writeNumberProperty("lots", liquidating.part());
        });
    }

    static byte[] backstop(long sequence, EngineEvent.Backstopped backstopped) {
        return Json.object(json -> {
            json.writeStringProperty("type", "backstop");
            json.writeNumberProperty("sequence", sequence);
            json.writeNumberProperty("market", backstopped.market());
            json.writeNumberProperty("account", backstopped.account());
            json.writeNumberProperty("tick", backstopped.mark());
            json.writeNumberProperty("position", backstopped.lots());
            json.writeNumberProperty("equity", backstopped.share());
        });
    }

    static byte[] transfer(long sequence, EngineEvent.Transferred transferred) {
        return Json.object(json -> {
            json.writeStringProperty("type", "transfer");
            json.writeNumberProperty("sequence", sequence);
            json.writeNumberProperty("account", transferred.account());
            json.writeNumberProperty("to", transferred.to());
            json.writeNumberProperty("amount", transferred.amount());
        });
    }

    static byte[] subaccount(long sequence, EngineEvent.SubaccountOpened opened) {
        return Json.object(json -> {
            json.writeStringProperty("type", "subaccount");
            json.writeNumberProperty("sequence", sequence);
            json.writeNumberProperty("account", opened.account());
            json.writeNumberProperty("opened", opened.opened());
        });
    }

    static byte[] head(SignedHead head) {
        return Json.object(json -> {
            json.writeStringProperty("type", "head");
            ReceiptJson.write(json, head);
        });
    }

    static byte[] reverted(long sequence) {
        return Json.object(json -> {
            json.writeStringProperty("type", "reverted");
            json.writeNumberProperty("afterSequence", sequence);
        });
    }

    /** A fill as one of its two sides sees it, with its name for the order if it gave one. */
    static byte[] fill(long sequence, EngineEvent.Filled fill, boolean maker, String clientOrderId) {
        return Json.object(json -> {
            json.writeStringProperty("type", "fill");
            json.writeNumberProperty("sequence", sequence);
            json.writeNumberProperty("account", maker ? fill.maker() : fill.taker());
            trade(json, fill);
            json.writeStringProperty("side", sideName(maker ? fill.takerSide() ^ 1 : fill.takerSide()));
            json.writeStringProperty("role", maker ? "maker" : "taker");
            json.writeNumberProperty("nonce", maker ? fill.makerNonce() : fill.takerNonce());
            name(json, clientOrderId);
            json.writeNumberProperty("fee", maker ? fill.makerFee() : fill.takerFee());
            if (maker) {
                json.writeNumberProperty("slot", fill.makerSlot());
                json.writeNumberProperty("lotsLeft", fill.makerLotsLeft());
            }
        });
    }

    static byte[] order(
            String state,
            long sequence,
            long account,
            int slot,
            int market,
            int side,
            int tick,
            long lots,
            long nonce,
            String clientOrderId,
            String reason) {
        return Json.object(json -> {
            json.writeStringProperty("type", "order");
            json.writeStringProperty("state", state);
            json.writeNumberProperty("sequence", sequence);
            json.writeNumberProperty("account", account);
            json.writeNumberProperty("slot", slot);
            json.writeNumberProperty("market", market);
            json.writeStringProperty("side", sideName(side));
            json.writeNumberProperty("tick", tick);
            json.writeNumberProperty("lots", lots);
            json.writeNumberProperty("nonce", nonce);
            name(json, clientOrderId);
            if (reason != null) {
                json.writeStringProperty("reason", reason);
            }
        });
    }

    static byte[] money(String type, long sequence, long account, long amount) {
        return Json.object(json -> {
            json.writeStringProperty("type", type);
            json.writeNumberProperty("sequence", sequence);
            json.writeNumberProperty("account", account);
            json.writeNumberProperty("amount", amount);
        });
    }

    private static void name(JsonGenerator json, String clientOrderId) {
        if (clientOrderId != null) {
            json.writeStringProperty("clientOrderId", clientOrderId);
        }
    }

    private static void trade(JsonGenerator json, EngineEvent.Filled fill) {
        json.writeNumberProperty("market", fill.market());
        json.writeNumberProperty("tick", fill.tick());
        json.writeNumberProperty("lots", fill.lots());
    }

    private static void levels(JsonGenerator json, String name, Map<Integer, Long> levels) {
        json.writeArrayPropertyStart(name);
        levels.forEach((tick, lots) -> {
            json.writeStartArray();
            json.writeNumber(tick);
            json.writeNumber(lots);
            json.writeEndArray();
        });
        json.writeEndArray();
    }

    private static String sideName(int side) {
        return side == BookView.BIDS ? "buy" : "sell";
    }

    private MarketJson() {}
}
