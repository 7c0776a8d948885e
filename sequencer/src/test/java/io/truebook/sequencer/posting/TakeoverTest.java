package io.truebook.sequencer.posting;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.derivation.Divergence;
import io.truebook.derivation.LoggedBatch;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.Bytes32;
import io.truebook.l1.EthAddress;
import io.truebook.l1.L1Event;
import io.truebook.l1.TransactionOutcome;
import io.truebook.sequencer.BatchStatus;
import io.truebook.sequencer.Mode;
import io.truebook.sequencer.SealedBatch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second sequencer goes on where the first one ended: because it fell silent, or because it lied. */
class TakeoverTest {
    private static final int FIRST = 2;
    private static final int SECOND = 3;
    private static final int CHALLENGER = 4;
    private static final long SEED = Long.getLong("truebook.seed", System.nanoTime());

    @TempDir
    Path folder;

    /** Posts a wrong final root from a batch on. */
    private record Liar(BatchPoster honest, long from) implements BatchPoster {
        @Override
        public StagedBatch stage(SealedBatch batch) {
            StagedBatch staged = honest.stage(batch);
            if (batch.index() != from) {
                return staged;
            }
            BatchHeader right = staged.header();
            byte[] root = right.finalRoot().bytes();
            root[0] ^= 1;
            return new StagedBatch(
                    new BatchHeader(
                            right.version(),
                            right.parentHash(),
                            right.index(),
                            right.time(),
                            right.inboxEnd(),
                            right.inboxAcc(),
                            right.leaseId(),
                            right.dataLength(),
                            right.segments(),
                            right.dataRoot(),
                            Bytes32.of(root)),
                    staged.data());
        }

        @Override
        public Optional<Objection> objection(StagedBatch batch) {
            return honest.objection(batch);
        }

        @Override
        public TransactionOutcome post(StagedBatch batch) {
            return honest.post(batch);
        }

        @Override
        public void poll() {
            honest.poll();
        }
    }

    @Test
    void afterSilence() throws Exception {
        System.out.println("takeover: replay with -Dtruebook.seed=" + SEED);
        Acknowledged acknowledged = new Acknowledged();
        try (DeployedExchange exchange = new DeployedExchange(DeployedExchange.quick(10, 6), FIRST, SECOND)) {
            LinkedSequencer first = sequencer(exchange, FIRST, UnaryOperator.identity());
            EthAddress holder = DeployedExchange.address(FIRST);
            first.trading();
            try (LinkedSequencer second = sequencer(exchange, SECOND, UnaryOperator.identity())) {
                try (OrderFlow flow = new OrderFlow(first, SEED, acknowledged)) {
                    first.await("orders", () -> acknowledged.count() > 100);
                }
                first.await("all posted", () -> first.has(acknowledged.last(), BatchStatus.POSTED));
                first.close();
                second.await("the lease", () -> second.sequencer.standing().mode() == Mode.ACTIVE);
                tradeAndCompare(exchange, second, acknowledged);
                assertThat(exchange.events(L1Event.LeaseStarted.class).stream().map(L1Event.LeaseStarted::holder))
                        .containsExactly(holder, DeployedExchange.address(SECOND));
            }
        }
    }

    @Test
    void afterALie() throws Exception {
        Acknowledged acknowledged = new Acknowledged();
        try (DeployedExchange exchange = new DeployedExchange(DeployedExchange.quick(60, 30), FIRST, SECOND);
                LinkedSequencer first = sequencer(exchange, FIRST, poster -> new Liar(poster, 6))
                        .trading();
                LinkedSequencer second = sequencer(exchange, SECOND, UnaryOperator.identity());
                ReplayedL1 watching = new ReplayedL1(exchange, folder.resolve("watching"))) {
            try (OrderFlow flow = new OrderFlow(first, SEED, outcome -> {})) {
                Divergence[] lie = new Divergence[1];
                first.await("the lie", () -> {
                    watching.divergence().ifPresent(divergence -> lie[0] = divergence);
                    return lie[0] != null;
                });
                assertThat(lie[0].header().index()).isEqualTo(6);
                second.await(
                        "the batches before the lie",
                        () -> second.sequencer.sealedHeader().index() == 5);
                exchange.done(CHALLENGER, watching.proof(lie[0]));
            }
            second.await("the lease", () -> second.sequencer.standing().mode() == Mode.ACTIVE);
            assertThat(second.sequencer.sealedHeader().index()).isGreaterThanOrEqualTo(5);
            tradeAndCompare(exchange, second, acknowledged);
            assertThat(exchange.events(L1Event.Slashed.class))
                    .singleElement()
                    .satisfies(slashed -> assertThat(slashed.sequencer()).isEqualTo(DeployedExchange.address(FIRST)));
            first.await(
                    "the liar to stand on what is left",
                    () -> first.sequencer.sealedHeader().index() >= 6
                            && first.sequencer.standing().mode() == Mode.WAITING);
        }
    }

    @Test
    void atTheEndOfTheTerm() throws Exception {
        Acknowledged acknowledged = new Acknowledged();
        try (DeployedExchange exchange = new DeployedExchange(DeployedExchange.quick(12, 8, 20), FIRST, SECOND);
                LinkedSequencer first =
                        sequencer(exchange, FIRST, UnaryOperator.identity()).trading();
                LinkedSequencer second = sequencer(exchange, SECOND, UnaryOperator.identity())) {
            try (OrderFlow flow = new OrderFlow(first, SEED, acknowledged)) {
                second.await("the lease", () -> second.sequencer.standing().mode() == Mode.ACTIVE);
            }
            assertThat(exchange.events(L1Event.LeaseClaimed.class))
                    .singleElement()
                    .satisfies(claim -> assertThat(claim.forSilence()).isFalse());
            assertThat(first.link.figures().reverts()).isZero();
            tradeAndCompare(exchange, second, acknowledged);
        }
    }

    private void tradeAndCompare(DeployedExchange exchange, LinkedSequencer linked, Acknowledged acknowledged)
            throws Exception {
        int before = acknowledged.count();
        linked.trading();
        try (OrderFlow flow = new OrderFlow(linked, SEED + 1, acknowledged)) {
            linked.await("orders", () -> acknowledged.count() > before + 100);
        }
        linked.await("all posted", () -> linked.has(acknowledged.last(), BatchStatus.POSTED));
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
    }

    private LinkedSequencer sequencer(DeployedExchange exchange, int key, UnaryOperator<BatchPoster> posting) {
        return new LinkedSequencer(
                folder.resolve("node-" + key),
                exchange.anvil.url(),
                exchange.deployment,
                exchange.parameters,
                key,
                LinkedSequencer.OPTIONS,
                posting);
    }
}
