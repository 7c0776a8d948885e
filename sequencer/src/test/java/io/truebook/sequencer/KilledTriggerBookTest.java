package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.*;
import static io.truebook.sequencer.TestExchange.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.TriggerOrderItem;
import io.truebook.sequencer.gateway.ExchangeProcess;
import io.truebook.sequencer.gateway.WebSocketClient;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The process is killed while trigger orders stream in; what it had acknowledged as kept waits in the next one. */
class KilledTriggerBookTest {
    private static final long SEED = Long.getLong("truebook.seed", System.nanoTime());
    private static final int KILLS = 3;
    private static final int PER_LIFE = 20;
    private static final int TRADERS = 8;

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final HttpClient http = HttpClient.newHttpClient();
    private final Set<String> acknowledged = new HashSet<>();
    private long nonce = 1;

    @Test
    void anAcknowledgedTriggerSurvivesEveryKill() throws Exception {
        System.out.println("seed " + SEED);
        for (int kill = 0; kill < KILLS; kill++) {
            sendAndKill(1 + random.nextInt(PER_LIFE * TRADERS));
        }
        try (RunningSequencer reopened = new RunningSequencer(folder, RunningSequencer.OPTIONS, Feed.NONE)) {
            Set<String> waiting = new HashSet<>();
            for (int trader = 0; trader < TRADERS; trader++) {
                CompletableFuture<List<WaitingOrder.View>> answer = new CompletableFuture<>();
                reopened.sequencer.waitingOrders(account(trader), answer::complete, refusal -> {});
                answer.get(10, TimeUnit.SECONDS).forEach(view -> waiting.add(view.id()));
            }
            assertThat(acknowledged).isNotEmpty();
            assertThat(waiting).containsAll(acknowledged);
        }
    }

    private void sendAndKill(int answers) throws Exception {
        Process process = start();
        URI uri = URI.create("ws://127.0.0.1:" + port(process) + "/v1/ws");
        try (WebSocketClient client = new WebSocketClient(http, uri)) {
            for (int i = 0; i < PER_LIFE; i++) {
                for (int trader = 0; trader < TRADERS; trader++) {
                    client.send(sign(
                            trader,
                            new TriggerOrderItem(
                                    account(trader),
                                    OWNER_KEY,
                                    nonce++,
                                    MARKET,
                                    0,
                                    MARK,
                                    0,
                                    1,
                                    MARK,
                                    random.nextInt(2),
                                    FAR)));
                }
            }
            for (int i = 0; i < answers; i++) {
                note(client.messages.poll(10, TimeUnit.SECONDS));
            }
            process.destroyForcibly().waitFor();
            client.messages.forEach(this::note);
        }
    }

    private void note(JsonNode answer) {
        if (answer.get("trigger") != null) {
            assertThat(answer.get("status").stringValue()).isEqualTo("accepted");
            assertThat(acknowledged.add(answer.get("trigger").stringValue())).isTrue();
        }
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
