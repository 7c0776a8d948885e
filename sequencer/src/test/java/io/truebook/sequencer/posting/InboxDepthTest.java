package io.truebook.sequencer.posting;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.l1.BlockId;
import io.truebook.l1.L1Event;
import io.truebook.l1.L1Query;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An inbox message is consumed when it lies deep enough, and not a block before. */
class InboxDepthTest {
    private static final int KEY = 2;
    private static final int DEPTH = 8;

    @TempDir
    Path folder;

    @Test
    void aMessageWaitsForSoManyBlocks() throws Exception {
        try (DeployedExchange exchange = new DeployedExchange(DeployedExchange.quick(60, 30), KEY);
                LinkedSequencer linked = sequencer(exchange, OptionalInt.of(DEPTH))) {
            linked.trading();
            long block = consumed(exchange, linked);
            assertThat(exchange.head().number()).isGreaterThanOrEqualTo(block + DEPTH);
        }
    }

    @Test
    void byDefaultAMessageWaitsForFinality() throws Exception {
        try (DeployedExchange exchange = new DeployedExchange(DeployedExchange.quick(60, 30), KEY);
                LinkedSequencer linked = sequencer(exchange, OptionalInt.empty())) {
            linked.trading();
            long block = consumed(exchange, linked);
            long finalized = exchange.ask(L1Query.block(BlockId.FINALIZED)).number();
            assertThat(finalized).isGreaterThanOrEqualTo(block);
        }
    }

    private LinkedSequencer sequencer(DeployedExchange exchange, OptionalInt depth) {
        return new LinkedSequencer(
                folder,
                exchange.anvil.url(),
                exchange.deployment,
                exchange.parameters,
                KEY,
                LinkedSequencer.OPTIONS,
                depth,
                UnaryOperator.identity());
    }

    /** Deposits, and returns the deposit's block as soon as the sequencer has taken it in. */
    private static long consumed(DeployedExchange exchange, LinkedSequencer linked) throws Exception {
        long next = linked.sequencer.inboxNext();
        exchange.deposit(0, 1_000_000);
        L1Event.MessageEnqueued message = exchange.events(L1Event.MessageEnqueued.class).stream()
                .filter(event -> event.index() == next)
                .findFirst()
                .orElseThrow();
        assertThat(linked.sequencer.inboxNext()).isEqualTo(next);
        linked.await("the message", () -> linked.sequencer.inboxNext() > next);
        return message.log().blockNumber();
    }
}
