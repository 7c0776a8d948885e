package io.truebook.sequencer.posting;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.derivation.LoggedBatch;
import io.truebook.sequencer.BatchStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** L1 drops its last eight blocks, batches and all, while orders flow: the batches come again, and nothing acknowledged is lost. */
class ReorganisedL1Test {
    private static final int KEY = 2;
    private static final long SEED = Long.getLong("truebook.seed", System.nanoTime());
    private static final int DEPTH = 8;
    private static final int REORGS = 3;

    @TempDir
    Path folder;

    @Test
    void droppedBatchesComeAgain() throws Exception {
        System.out.println("reorganised L1: replay with -Dtruebook.seed=" + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        Acknowledged acknowledged = new Acknowledged();
        try (DeployedExchange exchange = new DeployedExchange(DeployedExchange.quick(90, 60), KEY);
                LinkedSequencer linked = LinkedSequencer.on(exchange, folder.resolve("node"), KEY)) {
            linked.trading();
            long began = exchange.head().number();
            linked.await("a lease beyond reorganisation", () -> exchange.head().number() > began + DEPTH);
            try (OrderFlow flow = new OrderFlow(linked, random.nextLong(), acknowledged)) {
                for (int reorg = 0; reorg < REORGS; reorg++) {
                    long some = linked.link.figures().tip() + 2 + random.nextInt(3);
                    linked.await("batches", () -> linked.link.figures().tip() >= some);
                    long tip = linked.link.figures().tip();
                    exchange.anvil.reorg(DEPTH);
                    linked.await(
                            "the drop to be seen", () -> linked.link.figures().tip() < tip);
                    linked.await(
                            "the batches to be back",
                            () -> linked.link.figures().tip() > tip);
                }
            }
            linked.await("all posted", () -> linked.has(acknowledged.last(), BatchStatus.POSTED));
            assertThat(acknowledged.count()).isPositive();
            try (ReplayedL1 replayed = new ReplayedL1(exchange, folder.resolve("replay"))) {
                assertThat(replayed.divergence()).isEmpty();
                acknowledged.requireAllIn(replayed.itemChain());
                new Promises().add(linked.heads).requireKept(exchange, replayed);
                List<LoggedBatch> batches = replayed.batches();
                for (LoggedBatch batch : batches.subList(1, batches.size())) {
                    assertThat(batch.header())
                            .isEqualTo(linked.sequencer
                                    .batches()
                                    .get(batch.index())
                                    .sealed()
                                    .header());
                }
            }
            assertThat(linked.link.figures().reverts()).isZero();
        }
    }
}
