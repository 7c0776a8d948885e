package io.truebook.sequencer.posting;

import static io.truebook.sequencer.TestExchange.MARK;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.sequencer.BatchStatus;
import io.truebook.sequencer.Mode;
import io.truebook.sequencer.Outcome;
import io.truebook.sequencer.Refusal;
import io.truebook.sequencer.controller.Level;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** L1 cannot be reached for a while: trading goes on as long as it is sure to be posted in time, and nothing is lost. */
class DeadEndpointTest {
    private static final int KEY = 2;
    private static final long SEED = Long.getLong("truebook.seed", System.nanoTime());
    private static final long MAX_UNPOSTED = 6_000;

    @TempDir
    Path folder;

    @Test
    void ordersAreTakenThenRefusedThenTakenAgain() throws Exception {
        System.out.println("dead endpoint: replay with -Dtruebook.seed=" + SEED);
        Acknowledged acknowledged = new Acknowledged();
        try (DeployedExchange exchange = new DeployedExchange(DeployedExchange.quick(60, 30), KEY);
                Gate gate = new Gate(exchange.anvil.url());
                LinkedSequencer linked = new LinkedSequencer(
                        folder.resolve("node"),
                        gate.url(),
                        exchange.deployment,
                        exchange.parameters,
                        KEY,
                        LinkedSequencer.options(MAX_UNPOSTED),
                        UnaryOperator.identity())) {
            linked.trading();
            try (OrderFlow flow = new OrderFlow(linked, SEED, acknowledged)) {
                linked.await("orders", () -> acknowledged.count() > 50);
                gate.shut();
                long before = acknowledged.count();
                linked.await("errors", () -> linked.link.figures().errors() > 0);
                linked.await("orders without L1", () -> acknowledged.count() > before + 50);
            }
            assertThat(linked.sequencer.standing().mode()).isEqualTo(Mode.ACTIVE);
            linked.await("halt", () -> linked.sequencer.controller().level().compareTo(Level.HALT) >= 0);
            assertThat(linked.sequencer.unpostedAge()).isGreaterThan(MAX_UNPOSTED);
            long nonce = 1_000_000;
            assertThat(linked.submit(linked.place(0, nonce, 0, MARK, 1)))
                    .isEqualTo(new Outcome.Refused(Refusal.POSTING_BEHIND));

            gate.open();
            linked.await("all posted", () -> linked.has(acknowledged.last(), BatchStatus.POSTED));
            linked.await("recovery", () -> linked.sequencer.controller().level() == Level.NORMAL);
            assertThat(linked.submit(linked.place(0, nonce, 0, MARK, 1))).isInstanceOf(Outcome.Sequenced.class);
            try (ReplayedL1 replayed = new ReplayedL1(exchange, folder.resolve("replay"))) {
                assertThat(replayed.divergence()).isEmpty();
                acknowledged.requireAllIn(replayed.itemChain());
            }
            assertThat(linked.link.figures().reverts()).isZero();
        }
    }
}
