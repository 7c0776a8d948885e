package io.truebook.sequencer.gateway;

import static io.truebook.engine.protocol.Protocol.*;
import static io.truebook.sequencer.TestExchange.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.Digests;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.Items;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.sequencer.Json;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Requests over real sockets, and what comes back. */
class GatewayTest {
    @TempDir
    Path folder;

    private RunningExchange exchange;

    @BeforeEach
    void open() throws Exception {
        exchange = new RunningExchange(folder, GatewayOptions.DEFAULT);
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void anOrderIsPlacedSeenAmendedFilledAndCancelled() throws Exception {
        RunningExchange.Answer placed = exchange.post("/v1/orders", order(0, 5, "buy", MARK, 10));
        assertThat(placed.status()).isEqualTo(200);
        assertThat(placed.text("reason")).isEqualTo("OK");
        assertThat(placed.number("restingLots")).isEqualTo(10);
        long slot = placed.number("slot");

        JsonNode order =
                exchange.get("/v1/accounts/16/orders").body().get("orders").get(0);
        assertThat(order.get("tick").intValue()).isEqualTo(MARK);
        assertThat(order.get("placingNonce").longValue()).isEqualTo(5);

        RunningExchange.Answer filled = exchange.post("/v1/orders", order(1, 5, "sell", MARK, 4));
        assertThat(filled.number("filledLots")).isEqualTo(4);
        JsonNode position =
                exchange.get("/v1/accounts/17").body().get("positions").get(0);
        assertThat(position.get("lots").longValue()).isEqualTo(-4);

        JsonNode bids = exchange.get("/v1/markets/0/book").body().get("bids");
        assertThat(bids.get(0).get(1).longValue()).isEqualTo(6);
        assertThat(exchange.post("/v1/items", cancel(0, 6, (int) slot, 5)).status())
                .isEqualTo(200);
        assertThat(exchange.get("/v1/markets/0/book").body().get("bids")).isEmpty();
    }

    @Test
    void aRejectionNamesTheEnginesReason() throws Exception {
        RunningExchange.Answer rejected = exchange.post("/v1/orders", order(0, 5, "buy", 0, 10));
        assertThat(rejected.status()).isEqualTo(422);
        assertThat(rejected.text("reason")).isEqualTo("BAD_TICK");
        assertThat(rejected.number("code")).isEqualTo(14);
        assertThat(rejected.number("sequence")).isPositive();
    }

    @Test
    void aReplayedSignatureIsRefusedWithoutAPlace() throws Exception {
        byte[] order = order(0, 5, "buy", MARK, 10);
        assertThat(exchange.post("/v1/orders", order).status()).isEqualTo(200);
        RunningExchange.Answer again = exchange.post("/v1/orders", order);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.text("reason")).isEqualTo("NONCE_USED");
        assertThat(again.body().get("sequence")).isNull();
    }

    @Test
    void signaturesOfAnotherChainOrAnotherKeyAreRefused() throws Exception {
        PlaceItem place = new PlaceItem(account(0), OWNER_KEY, 5, MARKET, 0, MARK, 10, FAR);
        Eip712Domain foreign = new Eip712Domain(1, BRIDGE);
        byte[] foreignItem = Items.signed(place, trader(0).sign(Digests.item(foreign, place)));
        assertThat(exchange.post("/v1/items", foreignItem).text("reason")).isEqualTo("BAD_SIGNATURE");
        byte[] stolen = Items.signed(place, trader(1).sign(Digests.item(DOMAIN, place)));
        assertThat(exchange.post("/v1/items", stolen).text("reason")).isEqualTo("BAD_SIGNATURE");
        byte[] highS = Items.signed(place, trader(0).sign(Digests.item(DOMAIN, place)));
        Arrays.fill(highS, highS.length - 32, highS.length, (byte) 0xff);
        assertThat(exchange.post("/v1/items", highS).text("reason")).isEqualTo("BAD_SIGNATURE");
    }

    @Test
    void whatIsNotUnderstoodIsNamed() throws Exception {
        assertBad("{", "not JSON");
        assertBad("[]", "object");
        assertBad("{} {}", "not JSON");
        assertBad("{\"account\":16}", "is missing");
        assertBad(text(order(0, 5, "buy", MARK, 10)).replace("\"tick\":10000", "\"tick\":1.5"), "tick");
        assertBad(text(order(0, 5, "buy", MARK, 10)).replace("\"tick\":10000", "\"tick\":-1"), "tick");
        assertBad(text(order(0, 5, "buy", MARK, 10)).replace("\"lots\":", "\"lotz\":1,\"lots\":"), "lotz");
        assertBad(text(order(0, 5, "buy", MARK, 10)).replace("\"lots\":", "\"lots\":1,\"lots\":"), "not JSON");
        assertBad(text(order(0, 5, "buy", MARK, 10)).replace("buy", "hold"), "side");
        assertBad(text(order(0, 5, "buy", MARK, 10)).replace("0x", ""), "signature");
        assertThat(exchange.get("/v1/nothing").status()).isEqualTo(404);
        assertThat(exchange.get("/v1/accounts/15").status()).isEqualTo(404);
        assertThat(exchange.get("/v1/accounts/9999999").status()).isEqualTo(404);
        assertThat(exchange.get("/v1/accounts/x").status()).isEqualTo(400);
        assertThat(exchange.get("/v1/orders").status()).isEqualTo(405);
        assertThat(exchange.post("/v1/status", new byte[0]).status()).isEqualTo(405);
        assertThat(exchange.post("/v1/items", new byte[] {1, 0, 5, 1}).text("reason"))
                .isEqualTo("MALFORMED_FRAME");
        assertThat(exchange.post("/v1/items", Items.time(5)).text("reason")).isEqualTo("UNKNOWN_TYPE");
        assertThat(exchange.post("/v1/items", new byte[70_000]).text("reason")).isEqualTo("BODY_TOO_LARGE");
    }

    @Test
    void stateBatchesAndTransactionsCanBeAskedFor() throws Exception {
        assertThat(exchange.get("/v1/status").text("mode")).isEqualTo("ACTIVE");
        assertThat(exchange.get("/v1/domain").number("chainId")).isEqualTo(CHAIN_ID);
        JsonNode market = exchange.get("/v1/markets").body().get("markets").get(0);
        assertThat(market.get("symbol").stringValue()).isEqualTo("BTC-PERP");
        assertThat(market.get("mark").intValue()).isEqualTo(MARK);
        String owner = HexFormat.of().formatHex(trader(3).address());
        assertThat(exchange.get("/v1/owners/0x" + owner).number("account")).isEqualTo(account(3));

        RunningExchange.Answer placed = exchange.post("/v1/orders", order(0, 5, "buy", MARK, 10));
        String path = "/v1/transactions/" + placed.number("sequence");
        RunningExchange.Answer soft = exchange.get(path + "?chainHash=" + placed.text("chainHash"));
        assertThat(soft.text("status")).isEqualTo("soft");
        assertThat(exchange.get(path + "?chainHash=0x" + "00".repeat(32)).status())
                .isEqualTo(404);

        exchange.running.now.addAndGet(2_000_000);
        io.truebook.sequencer.RunningSequencer.await(() -> !exchange.running.sealed.isEmpty());
        RunningExchange.Answer batch = exchange.get("/v1/batches/latest");
        assertThat(batch.text("status")).isEqualTo("soft");
        assertThat(batch.number("lastSequence")).isEqualTo(placed.number("sequence"));
        assertThat(batch.text("hash"))
                .isEqualTo(exchange.running.sealed.getFirst().header().hash().hex());
        exchange.running.sequencer.advance(1, io.truebook.sequencer.BatchStatus.POSTED);
        assertThat(exchange.get(path).text("status")).isEqualTo("posted");
        exchange.running.sequencer.advance(1, io.truebook.sequencer.BatchStatus.FINAL);
        assertThat(exchange.get(path).text("status")).isEqualTo("final");
        assertThat(exchange.get("/v1/heads/latest").number("sequence")).isEqualTo(placed.number("sequence"));
    }

    @Test
    void whatL1LostIsToldAsReverted() throws Exception {
        RunningExchange.Answer placed = exchange.post("/v1/orders", order(0, 5, "buy", MARK, 10));
        exchange.running.sequencer.revert(0);
        String path = "/v1/transactions/" + placed.number("sequence");
        assertThat(exchange.get(path + "?chainHash=" + placed.text("chainHash")).text("status"))
                .isEqualTo("reverted");
        assertThat(exchange.post("/v1/orders", order(0, 6, "buy", MARK, 10)).text("reason"))
                .isEqualTo("NO_LEASE");
    }

    @Test
    void metricsCountWhatHappened() throws Exception {
        exchange.post("/v1/orders", order(0, 5, "buy", MARK, 10));
        exchange.post("/v1/orders", order(0, 5, "buy", MARK, 10));
        exchange.post("/v1/orders", order(1, 5, "sell", MARK, 4));
        assertThat(exchange.text("/metrics"))
                .contains("truebook_items_total{outcome=\"sequenced\",reason=\"OK\"} 2")
                .contains("truebook_items_total{outcome=\"rejected\",reason=\"NONCE_USED\"} 1")
                .contains("truebook_fills_total 1.0")
                .contains("truebook_mode 1.0")
                .contains("truebook_solvency_gap 0.0");
        // The two of this test with a place, and the two that the exchange was begun with.
        assertThat(exchange.get("/v1/delays").body().at("/soft/interval/count").longValue())
                .isEqualTo(4);
    }

    private void assertBad(String body, String message) throws Exception {
        RunningExchange.Answer answer = exchange.post("/v1/orders", body.getBytes(UTF_8));
        assertThat(answer.status()).as(body).isEqualTo(400);
        assertThat(answer.text("reason")).isEqualTo("BAD_REQUEST");
        assertThat(answer.text("message")).contains(message);
    }

    private static String text(byte[] json) {
        return new String(json, UTF_8);
    }

    static byte[] order(int trader, long nonce, String side, int tick, long lots) {
        int flags = side.equals("sell") ? FLAG_SELL : 0;
        byte[] item = place(trader, nonce, flags, tick, lots);
        return Json.object(json -> {
            json.writeNumberProperty("account", account(trader));
            json.writeNumberProperty("nonce", nonce);
            json.writeNumberProperty("market", MARKET);
            json.writeStringProperty("side", side);
            json.writeNumberProperty("tick", tick);
            json.writeNumberProperty("lots", lots);
            json.writeNumberProperty("expiry", FAR);
            json.writeStringProperty("signature", Json.hex(Arrays.copyOfRange(item, item.length - 64, item.length)));
        });
    }
}
