package io.truebook.sequencer;

import static io.truebook.sequencer.TestExchange.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.Items;
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

    @Test
    void anAcknowledgedOrderSurvivesEveryKill() throws Exception {
        System.out.println("seed " + SEED);
        for (int kill = 0; kill < KILLS; kill++) {
            tradeAndKill(1 + random.nextInt(ORDERS));
            List<String> chain = chainOfJournal();
            assertThat(acknowledged.size()).isGreaterThan(kill);
            acknowledged.forEach((sequence, hash) -> assertThat(chain.get((int) (sequence - 1)))
                    .as("item " + sequence)
                    .isEqualTo(hash));
        }
        try (RunningSequencer reopened = new RunningSequencer(folder, RunningSequencer.OPTIONS, Feed.NONE)) {
            List<String> chain = chainOfJournal();
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

    /** H_n for each n from 1, by the items in the journal. */
    private List<String> chainOfJournal() throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        List<String> chain = new ArrayList<>();
        byte[][] hash = {new byte[32]};
        try (Journal journal = Journal.open(folder.resolve("journal"), Journal.Options.DEFAULT)) {
            journal.replay(0, (number, bytes) -> {
                byte[] item = switch (JournalRecord.decode(bytes)) {
                    case JournalRecord.Item entry -> entry.bytes();
                    case JournalRecord.Inbox inbox ->
                        Items.inbox(inbox.messages().size());
                    default -> null;
                };
                if (item != null) {
                    sha256.update(hash[0]);
                    hash[0] = sha256.digest(item);
                    chain.add(Json.hex(hash[0]));
                }
            });
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
