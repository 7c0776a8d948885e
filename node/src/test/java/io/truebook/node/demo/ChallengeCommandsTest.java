package io.truebook.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.sequencer.lifecycle.ReceiptJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lie and its end by hand: verified, proven, challenged, and the batch is gone. */
class ChallengeCommandsTest {
    private static final int WRONG = 3;

    @Test
    void aLieIsChallenged(@TempDir Path folder) throws Exception {
        DemoKeys alice = DemoKeys.trader(0);
        DemoKeys bob = DemoKeys.trader(1);
        DemoKeys watcher = DemoKeys.watcher(1);
        try (DemoL1 l1 = new DemoL1();
                CommandLine truebook = new CommandLine(l1, folder, alice, bob, watcher)) {
            truebook.open(true, alice, bob);
            truebook.says(DemoKeys.PUBLISHER, "price 0 600000");
            truebook.says(alice, "order sell 0 5 --tick 600000 --wait posted");
            truebook.awaitBatch(1);
            assertThat(truebook.says(alice, "verify --batch 1")).contains("right");
            assertThat(truebook.fails(watcher, "challenge --batch 1")).contains("nothing to prove");

            // With the lying batch goes the lease, so this is the last order that is taken.
            truebook.lie();
            Path doomed = folder.resolve("doomed");
            assertThat(truebook.says(bob, "order buy 0 1 --tick 600000 --receipt " + doomed))
                    .contains("filledLots 1");
            long taken = ReceiptJson.read(Files.readAllBytes(doomed)).sequence();
            long lie = awaitLie(truebook);

            // Beside the proof: the challenge has to come before the batch is final, on a busy machine too.
            CompletableFuture<NodeProcess.Finished> verdict =
                    CompletableFuture.supplyAsync(() -> truebook.run(alice, "verify --batch " + lie));
            Path proof = folder.resolve("proof");
            truebook.says(watcher, "prove --batch " + lie + " --out " + proof);
            assertThat(verdict.join().status()).isEqualTo(WRONG);
            assertThat(verdict.join().said()).contains("WRONG");
            assertThat(truebook.says(watcher, "challenge --proof " + proof)).contains("deleted");
            assertThat(truebook.ledger().slash()).isPresent();
            assertThat(truebook.says(bob, "receipt verify " + doomed)).contains(taken + " reverted");
            truebook.await(
                    "the revert", () -> truebook.says(bob, "order status").contains("reverted"));
            assertThat(truebook.says(bob, "order status")).containsPattern(taken + " place .*reverted");
        }
    }

    /** The number of the lying batch, as the liar itself gives it, once it is on L1. */
    private static long awaitLie(CommandLine truebook) {
        Path log = truebook.folder.resolve("sequencer-1.log");
        truebook.await("the lie", () -> lieIn(log) > 0);
        long lie = lieIn(log);
        truebook.awaitBatch(lie);
        return lie;
    }

    private static long lieIn(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("LYING in batch "))
                    .mapToLong(line -> Long.parseLong(line.replaceAll(".*LYING in batch (\\d+),.*", "$1")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
