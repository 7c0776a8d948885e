package io.truebook.sequencer.gateway;

import static io.truebook.engine.protocol.Protocol.*;
import static io.truebook.sequencer.TestExchange.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.sequencer.RunningSequencer;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class WebSocketTest {
    private static final long SEED = Long.getLong("truebook.seed", System.nanoTime());

    @TempDir
    Path folder;

    private RunningExchange exchange;
    private final Map<Integer, Long> bids = new TreeMap<>();
    private final Map<Integer, Long> asks = new TreeMap<>();
    private long version;

    @BeforeEach
    void open() throws Exception {
        exchange = new RunningExchange(folder, GatewayOptions.DEFAULT);
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void snapshotAndDeltasGiveTheBookWithoutAGap() throws Exception {
        System.out.println("seed " + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        try (WebSocketClient trader = client();
                WebSocketClient watcher = client()) {
            Sending sending = new Sending(trader, random);
            sending.some(200);
            watcher.send("{'op':'subscribe','channel':'book','market':0,'id':1}");
            sending.some(400);
            sending.awaitAnswers();

            JsonNode last = exchange.get("/v1/markets/0/book?depth=1000000").body();
            take(watcher.next("snapshot"));
            while (version < last.get("version").longValue()) {
                JsonNode delta = watcher.next("book");
                assertThat(delta.get("previous").longValue()).isEqualTo(version);
                take(delta);
            }
            assertThat(levels(last.get("bids"))).isEqualTo(bids).isNotEmpty();
            assertThat(levels(last.get("asks"))).isEqualTo(asks).isNotEmpty();
            assertThat(exchange.running.<Map<Integer, Long>>ask(cells -> levelsOf(cells, 0)))
                    .isEqualTo(bids);
        }
    }

    @Test
    void ownOrdersFillsTradesAndHeadsAreTold() throws Exception {
        try (WebSocketClient client = client()) {
            client.send("{'op':'subscribe','channel':'account','account':16}");
            client.send("{'op':'subscribe','channel':'trades','market':0}");
            client.send("{'op':'subscribe','channel':'heads'}");
            client.next("subscribed");
            client.next("subscribed");
            client.next("subscribed");
            exchange.post("/v1/orders", GatewayTest.order(0, 5, "buy", MARK, 10));
            assertThat(client.next("order").get("state").stringValue()).isEqualTo("resting");
            exchange.post("/v1/orders", GatewayTest.order(1, 5, "sell", MARK, 4));
            JsonNode trade = client.next("trade");
            assertThat(trade.get("takerSide").stringValue()).isEqualTo("sell");
            JsonNode fill = client.next("fill");
            assertThat(fill.get("role").stringValue()).isEqualTo("maker");
            assertThat(fill.get("lotsLeft").longValue()).isEqualTo(6);
            exchange.post("/v1/orders", GatewayTest.order(1, 6, "sell", MARK, 1));
            long sequence = client.next("trade").get("sequence").longValue();
            JsonNode head = client.next("head");
            while (head.get("sequence").longValue() < sequence) {
                head = client.next("head");
            }
        }
    }

    @Test
    void operationsAreAnsweredWithTheirId() throws Exception {
        try (WebSocketClient client = client()) {
            String order = new String(GatewayTest.order(0, 5, "buy", MARK, 10))
                    .replaceFirst("\\{", "{\"op\":\"place\",\"id\":\"a1\",");
            client.send(order);
            JsonNode ack = client.next("ack");
            assertThat(ack.get("id").stringValue()).isEqualTo("a1");
            assertThat(ack.get("reason").stringValue()).isEqualTo("OK");
            client.send(order);
            assertThat(client.next("ack").get("reason").stringValue()).isEqualTo("NONCE_USED");
            client.send("{'op':'dance','id':7}");
            JsonNode error = client.next("error");
            assertThat(error.get("id").longValue()).isEqualTo(7);
            assertThat(error.get("message").stringValue()).contains("dance");
            client.send("{'op':'ping'}");
            client.next("pong");
            client.send("nonsense");
            client.next("error");
        }
    }

    private WebSocketClient client() {
        return new WebSocketClient(exchange.http, exchange.uri("ws", "/v1/ws"));
    }

    private void take(JsonNode message) {
        merge(bids, message.get("bids"));
        merge(asks, message.get("asks"));
        version = message.get("version").longValue();
    }

    private static void merge(Map<Integer, Long> side, JsonNode levels) {
        levels(levels).forEach((tick, lots) -> {
            if (lots == 0) {
                side.remove(tick);
            } else {
                side.put(tick, lots);
            }
        });
    }

    private static Map<Integer, Long> levels(JsonNode levels) {
        Map<Integer, Long> map = new TreeMap<>();
        for (JsonNode level : levels) {
            map.put(level.get(0).intValue(), level.get(1).longValue());
        }
        return map;
    }

    private static Map<Integer, Long> levelsOf(io.truebook.engine.Cells cells, int side) {
        Map<Integer, Long> levels = new TreeMap<>();
        for (int tick = MARK - 100; tick <= MARK + 100; tick++) {
            long lots = cells.level(MARKET, side, tick).lots;
            if (lots > 0) {
                levels.put(tick, lots);
            }
        }
        return levels;
    }

    /** Sends binary frames of random orders and cancels. */
    private static final class Sending {
        private final WebSocketClient client;
        private final SplittableRandom random;
        private long sent;

        Sending(WebSocketClient client, SplittableRandom random) {
            this.client = client;
            this.random = random;
        }

        void some(int items) {
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            for (int i = 0; i < items; i++) {
                int trader = random.nextInt(8);
                long nonce = 1_000 + sent++;
                frame.writeBytes(
                        random.nextInt(100) == 0
                                ? cancelAll(trader, nonce)
                                : place(
                                        trader,
                                        nonce,
                                        random.nextInt(2),
                                        MARK - 20 + random.nextInt(41),
                                        1 + random.nextInt(50)));
                if (frame.size() > 2_000) {
                    client.send(frame.toByteArray());
                    frame.reset();
                }
            }
            client.send(frame.toByteArray());
        }

        void awaitAnswers() throws InterruptedException {
            RunningSequencer.await(() -> client.messages.size() == sent);
            long expected = 0;
            for (JsonNode answer : client.messages) {
                assertThat(answer.get("item").longValue()).isEqualTo(expected++);
            }
        }
    }
}
