package io.truebook.sequencer.posting;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.derivation.LoggedBatch;
import io.truebook.l1.BlockId;
import io.truebook.l1.Bytes32;
import io.truebook.l1.L1Event;
import io.truebook.l1.L1Query;
import io.truebook.sequencer.BatchStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process is killed at random moments while orders flow and batches are on their way to L1. */
class KilledPosterTest {
    private static final long SEED = Long.getLong("truebook.seed", System.nanoTime());
    private static final int KILLS = 20;
    private static final int KEY = 2;
    private static final long SILENCE = 90;
    private static final long GRACE = 60;

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Acknowledged acknowledged = new Acknowledged();

    @Test
    void nothingAcknowledgedIsLostAndNoBatchIsPostedTwice() throws Exception {
        System.out.println("killed poster: replay with -Dtruebook.seed=" + SEED);
        try (DeployedExchange exchange = new DeployedExchange(DeployedExchange.quick(SILENCE, GRACE), KEY)) {
            exchange.deployment.write(folder.resolve("deployment.json"));
            for (int kill = 0; kill < KILLS; kill++) {
                tradeAndKill(exchange);
            }
            assertThat(acknowledged.count()).isGreaterThan(KILLS);
            try (LinkedSequencer last = LinkedSequencer.on(exchange, folder.resolve("node"), KEY)) {
                last.await("all posted", () -> last.has(acknowledged.last(), BatchStatus.POSTED));
                verify(exchange, last);
            }
        }
    }

    private void verify(DeployedExchange exchange, LinkedSequencer last) throws Exception {
        try (ReplayedL1 replayed = new ReplayedL1(exchange, folder.resolve("replay"))) {
            assertThat(replayed.divergence()).isEmpty();
            acknowledged.requireAllIn(replayed.itemChain());
            List<LoggedBatch> batches = replayed.batches();
            for (LoggedBatch batch : batches.subList(1, batches.size())) {
                assertThat(batch.header())
                        .isEqualTo(last.sequencer
                                .batches()
                                .get(batch.index())
                                .sealed()
                                .header());
            }
            Set<Bytes32> hashes = new HashSet<>();
            exchange.events(L1Event.BatchAppended.class)
                    .forEach(event -> assertThat(hashes.add(event.batchHash())).isTrue());
            // One bond, one claim, and each batch by exactly one transaction: none was sent twice, none in vain.
            BlockId block = BlockId.of(batches.getLast().at().block());
            long transactions = exchange.ask(L1Query.nonce(DeployedExchange.address(KEY), block));
            assertThat(transactions).isEqualTo(2 + batches.getLast().index());
            System.out.println("kills " + KILLS + ", acknowledged " + acknowledged.count() + ", batches on L1 "
                    + batches.getLast().index());
        }
    }

    private void tradeAndKill(DeployedExchange exchange) throws Exception {
        Process process = start(exchange);
        boolean early = random.nextInt(5) == 0;
        try (BufferedReader output = process.inputReader()) {
            String line = output.readLine();
            assertThat(line).isEqualTo("open");
            if (!early) {
                while (!line.startsWith("trading")) {
                    line = output.readLine();
                    assertThat(line).as("the process has ended").isNotNull();
                }
            }
            Thread reader = Thread.ofVirtual().start(() -> read(output));
            TimeUnit.MILLISECONDS.sleep(random.nextInt(early ? 500 : 2_500));
            // By its handle, because the process itself would close the stream with the last answers in it.
            process.toHandle().destroyForcibly();
            process.waitFor();
            reader.join();
        }
    }

    private void read(BufferedReader output) {
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                String[] words = line.split(" ");
                if (words.length == 2 && words[1].length() == 2 * Bytes32.LENGTH) {
                    acknowledged.note(Long.parseLong(words[0]), words[1]);
                }
            }
        } catch (IOException cut) {
            throw new AssertionError(cut);
        }
    }

    private Process start(DeployedExchange exchange) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SequencerProcess.class.getName(),
                        folder.resolve("node").toString(),
                        exchange.anvil.url().toString(),
                        folder.resolve("deployment.json").toString(),
                        Long.toString(SILENCE),
                        Long.toString(GRACE),
                        Integer.toString(KEY),
                        Long.toString(random.nextLong()))
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
    }
}
