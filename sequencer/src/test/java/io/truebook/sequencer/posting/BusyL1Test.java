package io.truebook.sequencer.posting;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.l1.BlockId;
import io.truebook.l1.L1Event;
import io.truebook.l1.L1Query;
import io.truebook.l1.Receipt;
import io.truebook.sequencer.BatchStatus;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks are full and the base fee jumps while batches are on their way: they are offered again for more, and come once each. */
class BusyL1Test {
    private static final int KEY = 2;
    private static final long SEED = Long.getLong("truebook.seed", System.nanoTime());
    private static final BigInteger HIGH = BigInteger.valueOf(100_000_000_000L);
    private static final int BLOCKS = 30;

    @TempDir
    Path folder;

    @Test
    void batchesOnTheirWayPayWhatL1Asks() throws Exception {
        System.out.println("busy L1: replay with -Dtruebook.seed=" + SEED);
        Acknowledged acknowledged = new Acknowledged();
        try (DeployedExchange exchange = new DeployedExchange(DeployedExchange.quick(90, 60), KEY);
                LinkedSequencer linked = LinkedSequencer.on(exchange, folder.resolve("node"), KEY)) {
            linked.trading();
            linked.await("a batch", () -> linked.link.figures().tip() > 0);
            exchange.anvil.call("evm_setIntervalMining", 0);
            try (OrderFlow flow = new OrderFlow(linked, SEED, acknowledged)) {
                linked.await("batches on their way", () -> linked.link.figures().inFlight() >= 2);
            }
            long next = linked.link.figures().tip() + 1;
            for (int block = 0; block < BLOCKS && !linked.has(acknowledged.last(), BatchStatus.POSTED); block++) {
                exchange.anvil.call("anvil_setNextBlockBaseFeePerGas", "0x" + HIGH.toString(16));
                exchange.anvil.mine(1);
                TimeUnit.MILLISECONDS.sleep(700);
            }
            assertThat(linked.has(acknowledged.last(), BatchStatus.POSTED)).isTrue();
            L1Event.BatchAppended dear = exchange.events(L1Event.BatchAppended.class).stream()
                    .filter(event -> event.index() == next)
                    .findFirst()
                    .orElseThrow();
            Receipt receipt =
                    exchange.ask(L1Query.receipt(dear.log().transactionHash())).orElseThrow();
            assertThat(receipt.gasPrice()).isGreaterThanOrEqualTo(HIGH);
            BlockId block = BlockId.of(exchange.head().number());
            assertThat(exchange.ask(L1Query.nonce(DeployedExchange.address(KEY), block)))
                    .isEqualTo(2 + linked.link.figures().tip());
        }
    }
}
