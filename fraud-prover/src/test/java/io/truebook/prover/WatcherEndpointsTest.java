package io.truebook.prover;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.derivation.Producer;
import io.truebook.engine.Seeds;
import io.truebook.l1.AnvilProcess;
import io.truebook.l1.BatchStatus;
import io.truebook.l1.BlockId;
import io.truebook.l1.JsonRpcEndpoint;
import io.truebook.l1.L1Client;
import io.truebook.l1.L1Query;
import io.truebook.l1.MemoryOutbox;
import io.truebook.l1.RetryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A watcher with two endpoints of which one is dead, or on another chain. */
class WatcherEndpointsTest {
    private static final int WATCHER = 10;

    @TempDir
    Path folder;

    private Truebook truebook;
    private AnvilProcess other;

    @BeforeEach
    void start() {
        truebook = new Truebook(Seeds.next("watcher endpoints"), folder.resolve("sequencer"));
        other = AnvilProcess.start(AnvilProcess.Options.INSTANT);
    }

    @AfterEach
    void stop() {
        other.close();
        truebook.close();
    }

    @Test
    void endpointsOnDifferentChainsMakeEverythingUnknownAndNothingIsSent() {
        truebook.post(40, Producer.Lie.NONE);
        Producer.Built lie = truebook.post(40, Producer.Lie.FALSE_ROOT);
        other.mine((int) truebook.head().number());
        try (L1Client both = client(2);
                Watching watching = watching(both)) {
            for (int step = 0; step < 4; step++) {
                assertThat(watching.watcher.step()).isInstanceOf(Watcher.Standing.Unknown.class);
                truebook.anvil.mine(1);
                other.mine(1);
            }
        }
        assertThat(truebook.ask(L1Query.nonce(truebook.sender(WATCHER).address(), BlockId.LATEST)))
                .isZero();
        assertThat(status(lie)).isEqualTo(BatchStatus.PENDING);
    }

    @Test
    void aDeadEndpointIsDoneWithoutWhenTheQuorumAllowsIt() {
        truebook.post(40, Producer.Lie.NONE);
        Producer.Built lie = truebook.post(40, Producer.Lie.FALSE_CELL);
        other.close();
        try (L1Client one = client(1);
                Watching watching = watching(one)) {
            watching.until(Watcher.Standing.Challenging.class, 1);
            watching.until(Watcher.Standing.UpToDate.class, 8);
        }
        assertThat(status(lie)).isEqualTo(BatchStatus.DELETED);
    }

    @Test
    void aDeadEndpointLeavesEverythingUnknownWhenTheQuorumNeedsIt() {
        Producer.Built lie = truebook.post(40, Producer.Lie.FALSE_CELL);
        other.close();
        try (L1Client both = client(2);
                Watching watching = watching(both)) {
            assertThat(watching.watcher.step()).isInstanceOf(Watcher.Standing.Unknown.class);
        }
        assertThat(status(lie)).isEqualTo(BatchStatus.PENDING);
    }

    private L1Client client(int quorum) {
        return new L1Client(
                List.of(
                        new JsonRpcEndpoint(truebook.anvil.url(), Duration.ofSeconds(20)),
                        new JsonRpcEndpoint(other.url(), Duration.ofSeconds(20))),
                quorum,
                new RetryPolicy(2, Duration.ofMillis(10), Duration.ofMillis(10)));
    }

    /** Its origin is read through an honest endpoint: a deployment is known before one starts to watch it. */
    private Watching watching(L1Client client) {
        return new Watching(truebook, client, folder.resolve("watcher"), WATCHER, new MemoryOutbox());
    }

    private BatchStatus status(Producer.Built batch) {
        return truebook.ask(truebook.deployment
                .rollup()
                .statusOf(batch.header().index(), batch.header().hash(), BlockId.LATEST));
    }
}
