package io.truebook.l1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SenderCrashTest {
    private static final int TRANSACTIONS = 9;

    @TempDir
    Path outbox;

    @Test
    void processesKilledAroundThePersistSendEachTransactionExactlyOnce() throws Exception {
        RandomBytes random = new RandomBytes();
        try (AnvilProcess anvil = AnvilProcess.start(AnvilProcess.Options.INSTANT)) {
            TestSigners.funded(anvil, 1);
            EthAddress logger = TinyContracts.deploy(anvil, TinyContracts.LOGGER);
            int kills = 0;
            int exit;
            do {
                String when = random.below(2) == 0 ? "before" : "after";
                exit = run(anvil, logger, 1 + random.below(4), when);
                kills += exit == SubmittingProcess.HALTED ? 1 : 0;
            } while (exit == SubmittingProcess.HALTED);
            assertThat(exit).isZero();
            assertThat(kills).isPositive();
            assertThat(topics(anvil, logger)).hasSize(TRANSACTIONS).doesNotHaveDuplicates();
        }
    }

    @Test
    void aFileHalfWrittenBesideAnEntryIsNotRead() throws Exception {
        FileOutbox first = new FileOutbox(outbox);
        OutboxEntry entry = entry();
        first.write(entry);
        Files.writeString(outbox.resolve("torn.json.new"), "{\"key\":");
        FileOutbox again = new FileOutbox(outbox);
        assertThat(again.open()).containsExactly(entry);
        again.write(entry.settledAs(entry.latest().hash()));
        assertThat(new FileOutbox(outbox).open()).isEmpty();
        assertThat(new FileOutbox(outbox).find("key").orElseThrow().settled())
                .contains(entry.latest().hash());
    }

    private static OutboxEntry entry() {
        RandomBytes random = new RandomBytes();
        TransactionRequest request =
                TransactionRequest.call("key", random.address(), Bytes.of(random.bytes(200)), 100_000);
        return new OutboxEntry(
                request,
                7,
                List.of(new OutboxEntry.Attempt(
                        random.word(), Bytes.of(random.bytes(300)), TestSigners.GWEI, TestSigners.GWEI, 12)),
                Optional.empty());
    }

    private int run(AnvilProcess anvil, EthAddress contract, int writes, String when) throws Exception {
        String java = ProcessHandle.current().info().command().orElseThrow();
        return new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        SubmittingProcess.class.getName(),
                        anvil.url().toString(),
                        outbox.toString(),
                        contract.hex(),
                        Integer.toString(TRANSACTIONS),
                        Integer.toString(writes),
                        when)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(new File(outbox.toFile().getParentFile(), "child.log"))
                .start()
                .waitFor();
    }

    private static List<Bytes32> topics(AnvilProcess anvil, EthAddress contract) {
        try (L1Client client = new L1Client(
                List.of(new JsonRpcEndpoint(anvil.url(), Duration.ofSeconds(10))), 1, RetryPolicy.STANDARD)) {
            long head = client.read(L1Query.block(BlockId.LATEST)).orThrow().number();
            return client.read(L1Query.logs(new LogFilter(List.of(contract), List.of(), 0, head))).orThrow().stream()
                    .map(log -> log.topics().getFirst())
                    .toList();
        }
    }
}
