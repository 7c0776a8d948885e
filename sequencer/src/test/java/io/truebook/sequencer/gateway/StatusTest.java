package io.truebook.sequencer.gateway;

import static io.truebook.sequencer.TestExchange.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.sequencer.BatchLog;
import io.truebook.sequencer.BatchStatus;
import io.truebook.sequencer.RunningSequencer;
import io.truebook.sequencer.SequencerOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Where a user's items stand, over REST and WebSocket, over reverts and restarts. */
class StatusTest {
    private static final long SEED = Long.getLong("truebook.seed", System.nanoTime());

    /** Batches of a second, so that many can be made before what is not posted is too old. */
    private static final SequencerOptions SHORT =
            new SequencerOptions(20_000, 1_000, 0, 100, 0, 10_000, 1_000_000_000L, 1_000_000_000L, 3_600_000);

    @TempDir
    Path folder;

    @Test
    void anOrderIsFollowedFromAcceptanceToFinality() throws Exception {
        try (RunningExchange exchange = new RunningExchange(folder, GatewayOptions.DEFAULT);
                WebSocketClient socket = connect(exchange)) {
            subscribe(socket, "'account':" + account(0));
            assertThat(socket.next("statusSnapshot").get("items")).hasSize(1);
            long sequence = exchange.post("/v1/orders", GatewayTest.order(0, 5, "buy", MARK, 10))
                    .number("sequence");
            assertStatus(socket.next("status"), "soft", sequence);
            WebSocketClient other = connect(exchange);
            subscribe(other, "'sequence':" + sequence);
            assertThat(other.next("statusSnapshot")
                            .get("items")
                            .get(0)
                            .get("status")
                            .stringValue())
                    .isEqualTo("soft");
            close(exchange);
            for (BatchStatus status : List.of(BatchStatus.POSTED, BatchStatus.SAFE, BatchStatus.FINAL)) {
                exchange.running.sequencer.advance(1, status);
                String name = status.name().toLowerCase(java.util.Locale.ROOT);
                assertStatus(socket.next("status"), name, sequence);
                assertStatus(other.next("status"), name, sequence);
                JsonNode item = exchange.get("/v1/transactions/" + sequence).body();
                assertThat(item.get("status").stringValue()).isEqualTo(name);
                assertThat(item.get("nonce").longValue()).isEqualTo(5);
                assertThat(item.get("op").stringValue()).isEqualTo("place");
            }
            other.close();
        }
    }

    @Test
    void whatARevertTookBackIsToldAlsoAfterARestart() throws Exception {
        String taken;
        String sealedToo;
        long now;
        try (RunningExchange exchange = new RunningExchange(folder, GatewayOptions.DEFAULT);
                WebSocketClient socket = connect(exchange)) {
            RunningExchange.Answer sealed = exchange.post("/v1/orders", GatewayTest.order(0, 5, "buy", MARK, 10));
            close(exchange);
            exchange.running.sequencer.advance(1, BatchStatus.POSTED);
            RunningExchange.Answer open = exchange.post("/v1/orders", GatewayTest.order(0, 6, "buy", MARK, 1));
            subscribe(socket, "'account':" + account(0));
            socket.next("statusSnapshot");
            exchange.running.sequencer.revert(0);
            JsonNode told = socket.next("status");
            assertThat(told.get("items")).hasSize(3);
            told.get("items")
                    .forEach(
                            item -> assertThat(item.get("status").stringValue()).isEqualTo("reverted"));
            taken = path(open);
            sealedToo = path(sealed);
            assertThat(exchange.get(taken).text("status")).isEqualTo("reverted");
            assertThat(exchange.get(sealedToo).text("status")).isEqualTo("reverted");
            now = exchange.running.now.get();
        }
        try (RunningExchange exchange = RunningExchange.again(folder, RunningSequencer.OPTIONS, now);
                WebSocketClient socket = connect(exchange)) {
            for (String path : List.of(taken, sealedToo)) {
                RunningExchange.Answer answer = exchange.get(path);
                assertThat(answer.text("status")).isEqualTo("reverted");
                assertThat(answer.number("account")).isEqualTo(account(0));
                assertThat(answer.number("revertedAt")).isPositive();
            }
            assertThat(exchange.get(taken).number("batch")).isEqualTo(2);
            assertThat(exchange.get(sealedToo).number("batch")).isEqualTo(1);
            subscribe(socket, "'account':" + account(0));
            JsonNode snapshot = socket.next("statusSnapshot").get("items");
            assertThat(snapshot).hasSize(3);
            snapshot.forEach(
                    item -> assertThat(item.get("status").stringValue()).isEqualTo("reverted"));
        }
    }

    /** The journal has the revert, the state has not: as when the process dies between the two. */
    @Test
    void aRevertThatACrashInterruptedIsToldAsWell() throws Exception {
        Path state = folder.resolve("state");
        Path before = folder.resolveSibling(folder.getFileName() + "-before");
        List<String> paths = new ArrayList<>();
        long now;
        try (RunningExchange exchange = new RunningExchange(folder, GatewayOptions.DEFAULT)) {
            paths.add(path(exchange.post("/v1/orders", GatewayTest.order(0, 5, "buy", MARK, 10))));
            close(exchange);
            paths.add(path(exchange.post("/v1/orders", GatewayTest.order(0, 6, "buy", MARK, 1))));
            now = exchange.running.now.get();
        }
        copy(state, before);
        try (RunningExchange exchange = RunningExchange.again(folder, RunningSequencer.OPTIONS, now)) {
            exchange.running.sequencer.revert(0);
        }
        delete(state);
        copy(before, state);
        delete(before);
        for (int start = 0; start < 2; start++) {
            try (RunningExchange exchange = RunningExchange.again(folder, RunningSequencer.OPTIONS, now)) {
                for (String path : paths) {
                    assertThat(exchange.get(path).text("status")).isEqualTo("reverted");
                }
                assertThat(exchange.running.sequencer.batches().latest()).isNull();
                JsonNode items = exchange.get("/v1/accounts/16/items").body().get("items");
                assertThat(items).hasSize(3);
                items.forEach(
                        item -> assertThat(item.get("status").stringValue()).isEqualTo("reverted"));
            }
        }
    }

    private static void copy(Path from, Path to) throws Exception {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void delete(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void whatL1HasIsStillSaidToBeThereAfterARestart() throws Exception {
        long now;
        String path;
        try (RunningExchange exchange = new RunningExchange(folder, GatewayOptions.DEFAULT)) {
            path = path(exchange.post("/v1/orders", GatewayTest.order(0, 5, "buy", MARK, 10)));
            close(exchange);
            exchange.running.sequencer.advance(1, BatchStatus.POSTED);
            now = exchange.running.now.get();
        }
        try (RunningExchange exchange = RunningExchange.again(folder, RunningSequencer.OPTIONS, now)) {
            RunningExchange.Answer answer = exchange.get(path);
            assertThat(answer.text("status")).isEqualTo("posted");
            assertThat(answer.number("nonce")).isEqualTo(5);
        }
    }

    /** Trades, batches, L1 going forward and back, reverts and restarts in any order; every account is watched all the time. */
    @Test
    void itOnlyEverGoesForwardUnlessItIsTakenBack() throws Exception {
        System.out.println("statuses: replay with -Dtruebook.seed=" + SEED);
        Random random = new Random(SEED);
        Model model = new Model();
        RunningExchange exchange = new RunningExchange(folder, GatewayOptions.DEFAULT, SHORT);
        List<WebSocketClient> sockets = watch(exchange, model);
        long[] nonces = {10, 10, 10, 10};
        try {
            for (int step = 0; step < 120; step++) {
                switch (random.nextInt(12)) {
                    case 0, 1, 2, 3, 4 -> {
                        int trader = random.nextInt(nonces.length);
                        exchange.post("/v1/orders", GatewayTest.order(trader, nonces[trader]++, "buy", MARK, 1));
                    }
                    case 5, 6 -> close(exchange, 1_500);
                    case 7, 8, 9 -> forward(exchange, model, random);
                    case 10 -> {
                        long settled = newest(exchange, BatchStatus.FINAL);
                        long last = exchange.running.sequencer.sealedHeader().index();
                        if (random.nextInt(3) == 0) {
                            exchange.running.sequencer.revert(
                                    settled + (last == settled ? 0 : random.nextInt((int) (last - settled) + 1)));
                            exchange.running.sequencer.hold(LEASE);
                            // Deposits that were undone come again, or nobody could trade any more.
                            exchange.running.sequencer.deliver(0, genesisMessages(8));
                        }
                    }
                    default -> {
                        if (random.nextInt(3) == 0) {
                            drain(sockets, model);
                            sockets.forEach(WebSocketClient::close);
                            long now = exchange.running.now.get();
                            exchange.close();
                            exchange = RunningExchange.again(folder, SHORT, now);
                            sockets = watch(exchange, model);
                        }
                    }
                }
                if (step % 10 == 9) {
                    drain(sockets, model);
                }
            }
            drain(sockets, model);
            assertThat(model.statuses.size()).isGreaterThan(10);
            for (Map.Entry<String, String> item : model.statuses.entrySet()) {
                assertThat(exchange.get("/v1/transactions/" + item.getKey()).text("status"))
                        .as(item.getKey())
                        .isEqualTo(item.getValue());
            }
        } finally {
            sockets.forEach(WebSocketClient::close);
            exchange.close();
        }
    }

    /** What every item was last said to be, by its place and chain hash. */
    private static final class Model {
        private static final List<String> ORDER = List.of("accepted", "soft", "posted", "safe", "final");
        private final Map<String, String> statuses = new HashMap<>();
        private long dropped = Long.MAX_VALUE;

        void told(JsonNode message) {
            for (JsonNode item : message.get("items")) {
                String key = item.get("sequence").longValue() + "?chainHash="
                        + item.get("chainHash").stringValue();
                String status = item.get("status").stringValue();
                String before = statuses.put(key, status);
                boolean taken = status.equals("reverted");
                if (before != null && !taken) {
                    boolean reorganised = status.equals("soft")
                            && item.get("batch").longValue() >= dropped
                            && !before.equals("final");
                    assertThat(reorganised || ORDER.indexOf(status) >= ORDER.indexOf(before))
                            .as(key + " went from " + before + " to " + status)
                            .isTrue();
                }
                if (taken && before != null) {
                    assertThat(before).isNotEqualTo("final");
                }
            }
        }
    }

    private static void forward(RunningExchange exchange, Model model, Random random) {
        long settled = newest(exchange, BatchStatus.FINAL);
        long safe = Math.max(settled, newest(exchange, BatchStatus.SAFE));
        long posted = Math.max(safe, newest(exchange, BatchStatus.POSTED));
        long last = exchange.running.sequencer.sealedHeader().index();
        switch (random.nextInt(4)) {
            case 0, 1 -> {
                if (posted < last) {
                    exchange.running.sequencer.advance(posted + 1, BatchStatus.POSTED);
                }
            }
            case 2 -> {
                if (safe < posted && random.nextBoolean()) {
                    exchange.running.sequencer.advance(safe + 1, BatchStatus.SAFE);
                } else if (settled < posted) {
                    exchange.running.sequencer.advance(settled + 1, BatchStatus.FINAL);
                }
            }
            default -> {
                if (posted > settled) {
                    model.dropped = Math.min(model.dropped, posted);
                    exchange.running.sequencer.advance(posted, BatchStatus.SOFT);
                }
            }
        }
    }

    private static long newest(RunningExchange exchange, BatchStatus status) {
        long newest = 0;
        for (BatchLog.Entry entry : exchange.running.sequencer.batches().above(0)) {
            if (entry.status() == status) {
                newest = entry.index();
            }
        }
        return newest;
    }

    private static List<WebSocketClient> watch(RunningExchange exchange, Model model) throws Exception {
        List<WebSocketClient> sockets = new ArrayList<>();
        for (int trader = 0; trader < 4; trader++) {
            WebSocketClient socket = connect(exchange);
            subscribe(socket, "'account':" + account(trader));
            model.told(socket.next("statusSnapshot"));
            sockets.add(socket);
        }
        return sockets;
    }

    private static void drain(List<WebSocketClient> sockets, Model model) throws Exception {
        for (WebSocketClient socket : sockets) {
            socket.send("{'op':'ping'}");
            for (JsonNode message = socket.messages.poll(10, TimeUnit.SECONDS);
                    !message.get("type").stringValue().equals("pong");
                    message = socket.messages.poll(10, TimeUnit.SECONDS)) {
                if (message.get("type").stringValue().equals("status")) {
                    model.told(message);
                }
            }
        }
    }

    private static void close(RunningExchange exchange) throws Exception {
        close(exchange, 2_000_000);
    }

    private static void close(RunningExchange exchange, long millis) throws Exception {
        // What was given to the writer before is done before the clock moves, or it would be of the time after.
        long last = exchange.running.number(cells -> cells.cursor().sequence);
        exchange.running.now.addAndGet(millis);
        RunningSequencer.await(() -> {
            BatchLog.Entry latest = exchange.running.sequencer.batches().latest();
            return last == 0 || (latest != null && latest.sealed() != null && latest.lastSequence() >= last);
        });
    }

    private static String path(RunningExchange.Answer answer) {
        return "/v1/transactions/" + answer.number("sequence") + "?chainHash=" + answer.text("chainHash");
    }

    private static WebSocketClient connect(RunningExchange exchange) {
        return new WebSocketClient(exchange.http, exchange.uri("ws", "/v1/ws"));
    }

    private static void subscribe(WebSocketClient socket, String what) throws Exception {
        socket.send("{'op':'subscribe','channel':'status'," + what + "}");
        socket.next("subscribed");
    }

    private static void assertStatus(JsonNode message, String status, long sequence) {
        boolean found = false;
        for (JsonNode item : message.get("items")) {
            if (item.get("sequence").longValue() == sequence) {
                assertThat(item.get("status").stringValue()).isEqualTo(status);
                found = true;
            }
        }
        assertThat(found).isTrue();
    }
}
