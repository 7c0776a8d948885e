package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.ITEM_ORACLE;
import static io.truebook.engine.protocol.Protocol.ITEM_PLACE;
import static io.truebook.sequencer.TestExchange.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.Items;
import io.truebook.sequencer.delay.Delay;
import io.truebook.sequencer.delay.Delays;
import io.truebook.sequencer.gateway.ExchangeProcess;
import io.truebook.sequencer.gateway.WebSocketClient;
import io.truebook.sequencer.journal.Journal;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The process is killed at random moments while orders stream in over a WebSocket; what it had acknowledged stands in the chain. */
class KilledSequencerTest {
    private static final long SEED = Long.getLong("truebook.seed", System.nanoTime());
    private static final int KILLS = 5;
    private static final int ORDERS = 600;

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final TreeMap<Long, String> acknowledged = new TreeMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private long nonce = 10;

    /** Items in the journal when the process began, and items that were sealed by the process that took them. */
    private int beforeStart;

    private long timed;

    @Test
    void anAcknowledgedOrderSurvivesEveryKill() throws Exception {
        System.out.println("seed " + SEED);
        for (int kill = 0; kill < KILLS; kill++) {
            tradeAndKill(1 + random.nextInt(ORDERS));
            List<byte[]> items = itemsOfJournal();
            List<String> chain = chain(items);
            assertDelaysAreThoseOfSealedItems(items);
            assertThat(acknowledged.size()).isGreaterThan(kill);
            acknowledged.forEach((sequence, hash) -> assertThat(chain.get((int) (sequence - 1)))
                    .as("item " + sequence)
                    .isEqualTo(hash));
        }
        assertThat(timed).isPositive();
        try (RunningSequencer reopened = new RunningSequencer(folder, RunningSequencer.OPTIONS, Feed.NONE)) {
            List<String> chain = chain(itemsOfJournal());
            assertThat(reopened.number(cells -> cells.cursor().sequence)).isEqualTo(chain.size());
            byte[] last = reopened.ask(cells -> cells.cursor().chainHash.clone());
            assertThat(Json.hex(last)).isEqualTo(chain.getLast());
        }
    }

    private void tradeAndKill(int answers) throws Exception {
        Process process = start();
        URI uri = URI.create("ws://127.0.0.1:" + port(process) + "/v1/ws");
        try (WebSocketClient client = new WebSocketClient(http, uri)) {
            client.send(price(MARK, System.currentTimeMillis() - 200));
            for (int i = 0; i < ORDERS; i++) {
                client.send(place(random.nextInt(8), nonce++, random.nextInt(2), MARK - 10 + random.nextInt(21), 1));
            }
            for (int i = 0; i < answers; i++) {
                note(client.messages.poll(10, TimeUnit.SECONDS));
            }
            process.destroyForcibly().waitFor();
            client.messages.forEach(this::note);
        }
    }

    private void note(JsonNode answer) {
        if (answer.get("sequence") != null) {
            String before = acknowledged.put(
                    answer.get("sequence").longValue(), answer.get("chainHash").stringValue());
            assertThat(before).isNull();
        }
    }

    /** Each item that a client sent and that was sealed by the process that took it is counted once, whenever it was killed. */
    private void assertDelaysAreThoseOfSealedItems(List<byte[]> items) {
        try (State state = State.open(folder.resolve("state"), RunningSequencer.GENESIS)) {
            List<SealedBatch> sealed = state.batches();
            int end = sealed.isEmpty() ? 0 : (int) sealed.getLast().lastSequence();
            for (byte[] item : items.subList(Math.min(beforeStart, end), end)) {
                timed += item[0] == ITEM_PLACE || item[0] == ITEM_ORACLE ? 1 : 0;
            }
            beforeStart = items.size();
            Delays delays = new Delays(state.store(), () -> 0);
            assertThat(delays.total(Delay.SOFT).count()).isEqualTo(timed);
        }
    }

    private List<byte[]> itemsOfJournal() {
        List<byte[]> items = new ArrayList<>();
        try (Journal journal = Journal.open(folder.resolve("journal"), Journal.Options.DEFAULT)) {
            journal.replay(0, (number, bytes) -> {
                switch (JournalRecord.decode(bytes)) {
                    case JournalRecord.Item entry -> items.add(entry.bytes());
                    case JournalRecord.Inbox inbox ->
                        items.add(Items.inbox(inbox.messages().size()));
                    default -> {}
                }
            });
        }
        return items;
    }

    /** H_n for each n from 1. */
    private static List<String> chain(List<byte[]> items) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        List<String> chain = new ArrayList<>();
        byte[] hash = new byte[32];
        for (byte[] item : items) {
            sha256.update(hash);
            hash = sha256.digest(item);
            chain.add(Json.hex(hash));
        }
        return chain;
    }

    private Process start() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExchangeProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static int port(Process process) throws Exception {
        BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream()));
        return Integer.parseInt(output.readLine().substring("port ".length()));
    }
}
