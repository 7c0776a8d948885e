package io.truebook.sequencer.posting;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.l1.L1Event;
import io.truebook.sequencer.BatchStatus;
import io.truebook.sequencer.Mode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What L1 will never take is undone, and the lease under which it was promised is never used again: that would be equivocation. */
class LostPromiseTest {
    private static final int KEY = 2;
    private static final long SEED = Long.getLong("truebook.seed", System.nanoTime());
    private static final long SILENCE = 5;
    private static final long GRACE = 3;

    @TempDir
    Path folder;

    @Test
    void batchesOlderThanTheLagOfL1() throws Exception {
        System.out.println("lost promise: replay with -Dtruebook.seed=" + SEED);
        Acknowledged acknowledged = new Acknowledged();
        try (DeployedExchange exchange = new DeployedExchange(DeployedExchange.quick(SILENCE, GRACE), KEY);
                Gate gate = new Gate(exchange.anvil.url());
                LinkedSequencer linked = new LinkedSequencer(
                        folder.resolve("node"),
                        gate.url(),
                        exchange.deployment,
                        exchange.parameters,
                        KEY,
                        LinkedSequencer.options((SILENCE + GRACE) * 1000 / 4),
                        UnaryOperator.identity())) {
            linked.trading();
            linked.await("a batch", () -> linked.link.figures().tip() > 0);
            gate.shut();
            try (OrderFlow flow = new OrderFlow(linked, SEED, outcome -> {})) {
                TimeUnit.SECONDS.sleep(2 * (SILENCE + GRACE));
            }
            List<String> obstacles = new CopyOnWriteArrayList<>();
            gate.open();
            linked.await("the loss", () -> {
                obstacles.add(linked.link.figures().obstacle());
                return linked.link.figures().reverts() > 0;
            });
            assertThat(obstacles).anyMatch(obstacle -> obstacle.startsWith("LAG: "));
            goOn(exchange, linked, acknowledged);
        }
    }

    @Test
    void messagesThatL1SwappedAfterTheyWereConsumed() throws Exception {
        Acknowledged acknowledged = new Acknowledged();
        try (DeployedExchange exchange = new DeployedExchange(DeployedExchange.quick(90, 60), KEY);
                LinkedSequencer linked = LinkedSequencer.on(exchange, folder.resolve("node"), KEY)) {
            linked.trading();
            long began = exchange.head().number();
            linked.await("a lease beyond reorganisation", () -> exchange.head().number() > began + 8);
            long consumed = linked.sequencer.inboxNext();
            exchange.deposit(0, 5_000_000_000L);
            linked.await("the deposit", () -> linked.sequencer.inboxNext() == consumed + 1);
            exchange.anvil.reorg(6);
            // The sender of the deposits sends the dropped one again, and it comes at another time: another message.
            exchange.deposit(1, 7_000_000_000L);
            linked.await("the loss", () -> linked.link.figures().reverts() > 0);
            goOn(exchange, linked, acknowledged);
            linked.await("both deposits", () -> linked.sequencer.inboxNext() == consumed + 2);
        }
    }

    private void goOn(DeployedExchange exchange, LinkedSequencer linked, Acknowledged acknowledged) throws Exception {
        linked.await(
                "another lease",
                () -> exchange.events(L1Event.LeaseStarted.class).size() == 2
                        && linked.sequencer.standing().mode() == Mode.ACTIVE);
        linked.trading();
        try (OrderFlow flow = new OrderFlow(linked, SEED, acknowledged)) {
            linked.await("orders", () -> acknowledged.count() > 50);
        }
        linked.await("all posted", () -> linked.has(acknowledged.last(), BatchStatus.POSTED));
        assertThat(linked.link.figures().reverts()).isEqualTo(1);
        try (ReplayedL1 replayed = new ReplayedL1(exchange, folder.resolve("replay"))) {
            assertThat(replayed.divergence()).isEmpty();
            acknowledged.requireAllIn(replayed.itemChain());
            new Promises().add(linked.heads).requireKept(exchange, replayed);
        }
    }
}
