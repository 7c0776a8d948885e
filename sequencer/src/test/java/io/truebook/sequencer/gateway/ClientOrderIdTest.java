package io.truebook.sequencer.gateway;

import static io.truebook.engine.protocol.Protocol.*;
import static io.truebook.sequencer.TestExchange.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.AmendItem;
import io.truebook.sequencer.AccountReport;
import io.truebook.sequencer.Feed;
import io.truebook.sequencer.Json;
import io.truebook.sequencer.RunningSequencer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Names that clients give to their orders: where they come back, and that two live orders never share one. */
class ClientOrderIdTest {
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
    void aNameComesBackWithTheOrderItsFillsAndItsEnd() throws Exception {
        try (WebSocketClient client = new WebSocketClient(exchange.http, exchange.uri("ws", "/v1/ws"))) {
            client.send("{'op':'subscribe','channel':'account','account':16}");
            client.next("subscribed");
            assertThat(place(5, MARK, 10, "mine-1").status()).isEqualTo(200);
            assertThat(name(client.next("order"))).isEqualTo("mine-1");
            assertThat(name(orders().get(0))).isEqualTo("mine-1");
            exchange.post("/v1/orders", GatewayTest.order(1, 5, "sell", MARK, 4));
            JsonNode fill = client.next("fill");
            assertThat(fill.get("role").stringValue()).isEqualTo("maker");
            assertThat(name(fill)).isEqualTo("mine-1");
            exchange.post("/v1/orders", GatewayTest.order(1, 6, "sell", MARK + 1, 2));
            assertThat(place(6, MARK + 1, 2, "mine-2").number("filledLots")).isEqualTo(2);
            JsonNode taken = client.next("fill");
            assertThat(taken.get("role").stringValue()).isEqualTo("taker");
            assertThat(name(taken)).isEqualTo("mine-2");
            exchange.post("/v1/items", cancelAll(0, 7));
            JsonNode gone = client.next("order");
            assertThat(gone.get("state").stringValue()).isEqualTo("removed");
            assertThat(name(gone)).isEqualTo("mine-1");
        }
    }

    @Test
    void twoLiveOrdersOfAnAccountNeverShareAName() throws Exception {
        assertThat(place(5, MARK, 10, "a").status()).isEqualTo(200);
        RunningExchange.Answer second = place(6, MARK, 10, "a");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("reason")).isEqualTo("CLIENT_ORDER_ID_TAKEN");
        assertThat(orders()).hasSize(1);
        exchange.post("/v1/orders", GatewayTest.order(1, 5, "sell", MARK, 10));
        assertThat(place(6, MARK, 10, "a").status()).isEqualTo(200);
        exchange.post("/v1/items", cancelAll(0, 7));
        assertThat(place(8, MARK, 10, "a").status()).isEqualTo(200);
        assertThat(place(9, MARK, 10, "not allowed").status()).isEqualTo(400);
        assertThat(place(9, MARK, 10, "").status()).isEqualTo(400);
    }

    @Test
    void aNameStaysWithItsOrderThroughAmends() throws Exception {
        long slot = place(5, MARK, 10, "a").number("slot");
        AmendItem smaller = new AmendItem(account(0), OWNER_KEY, 6, (int) slot, 5, MARK, 4, FAR);
        exchange.post("/v1/items", sign(0, smaller));
        assertThat(name(orders().get(0))).isEqualTo("a");
        AmendItem elsewhere = new AmendItem(account(0), OWNER_KEY, 7, (int) slot, 6, MARK - 5, 9, FAR);
        exchange.post("/v1/items", sign(0, elsewhere));
        assertThat(orders()).hasSize(1);
        assertThat(orders().get(0).get("tick").intValue()).isEqualTo(MARK - 5);
        assertThat(name(orders().get(0))).isEqualTo("a");
        assertThat(place(8, MARK, 1, "a").status()).isEqualTo(409);
    }

    @Test
    void namesOfLiveOrdersOutliveARestart() throws Exception {
        place(5, MARK, 10, "stays");
        place(6, MARK - 1, 10, "goes");
        exchange.post("/v1/orders", GatewayTest.order(1, 5, "sell", MARK, 3));
        exchange.post("/v1/orders", GatewayTest.order(0, 7, "buy", MARK - 2, 1));
        exchange.post("/v1/items", cancel(0, 8, slotOf("goes"), 6));
        exchange.running.close();
        ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
        Feed listener = new Feed() {
            @Override
            public void named(long account, long nonce, String clientOrderId) {
                told.add(account + "/" + nonce + "/" + clientOrderId);
            }
        };
        try (RunningSequencer again = new RunningSequencer(folder, RunningSequencer.OPTIONS, listener)) {
            CompletableFuture<List<AccountReport.Order>> answer = new CompletableFuture<>();
            again.sequencer.orders(account(0), answer::complete, refusal -> {});
            assertThat(answer.get(10, TimeUnit.SECONDS))
                    .extracting(AccountReport.Order::clientOrderId)
                    .containsExactlyInAnyOrder("stays", null);
            assertThat(told).containsExactly("16/5/stays");
        }
    }

    private RunningExchange.Answer place(long nonce, int tick, long lots, String name) throws Exception {
        byte[] item = io.truebook.sequencer.TestExchange.place(0, nonce, 0, tick, lots);
        String signature = Json.hex(Arrays.copyOfRange(item, item.length - 64, item.length));
        String body = ("{'account':16,'nonce':%d,'market':0,'side':'buy','tick':%d,'lots':%d,'expiry':%d,"
                        + "'clientOrderId':'%s','signature':'%s'}")
                .formatted(nonce, tick, lots, FAR, name, signature);
        return exchange.post("/v1/orders", body.replace('\'', '"').getBytes(UTF_8));
    }

    private JsonNode orders() throws Exception {
        return exchange.get("/v1/accounts/16/orders").body().get("orders");
    }

    private int slotOf(String name) throws Exception {
        for (JsonNode order : orders()) {
            if (name.equals(name(order))) {
                return order.get("slot").intValue();
            }
        }
        throw new AssertionError("no order " + name);
    }

    private static String name(JsonNode message) {
        JsonNode name = message.get("clientOrderId");
        return name == null ? null : name.stringValue();
    }
}
