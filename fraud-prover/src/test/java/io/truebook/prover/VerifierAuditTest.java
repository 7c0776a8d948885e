package io.truebook.prover;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.derivation.Producer;
import io.truebook.engine.Seeds;
import io.truebook.l1.BatchStatus;
import io.truebook.l1.BlockId;
import io.truebook.l1.EndpointProxy;
import io.truebook.l1.JsonRpcEndpoint;
import io.truebook.l1.L1Client;
import io.truebook.l1.L1Query;
import io.truebook.l1.MemoryOutbox;
import io.truebook.l1.RetryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An L1 on which the verifier gives other results than the engine, shown by an endpoint that alters what the deployed one says. */
class VerifierAuditTest {
    private static final int WATCHER = 10;

    @TempDir
    Path folder;

    private Truebook truebook;
    private EndpointProxy proxy;

    @BeforeEach
    void start() {
        truebook = new Truebook(Seeds.next("verifier audit"), folder.resolve("sequencer"));
        proxy = new EndpointProxy(truebook.anvil.url());
    }

    @AfterEach
    void stop() {
        proxy.close();
        truebook.close();
    }

    @Test
    void whileTheVerifierDiffersEverythingIsUnknownAndALieIsNotChallenged() {
        truebook.post(60, Producer.Lie.NONE);
        proxy.answer = verifierSays(VerifierAuditTest::anotherRoot);
        try (L1Client client = client(1, proxy.endpoint());
                Watching watching = watching(client)) {
            assertThat(unknown(watching)).contains("differ").contains("of batch 1 ");
            truebook.post(60, Producer.Lie.NONE);
            assertThat(unknown(watching))
                    .as("a later segment does not displace the alarm")
                    .contains("of batch 1 ");
            Producer.Built lie = truebook.post(60, Producer.Lie.FALSE_ROOT);
            for (int step = 0; step < 3; step++) {
                assertThat(unknown(watching))
                        .contains("batch 3 cannot be judged")
                        .contains("of batch 1 ");
                truebook.anvil.mine(1);
            }
            assertThat(transactions()).isZero();
            assertThat(status(lie)).isEqualTo(BatchStatus.PENDING);
            assertThat(watching.audit.passed()).isZero();

            proxy.answer = (request, truth) -> truth;
            watching.until(Watcher.Standing.Challenging.class, 1);
            watching.until(Watcher.Standing.UpToDate.class, 8);
            assertThat(status(lie)).isEqualTo(BatchStatus.DELETED);
            assertThat(watching.audit.passed()).isPositive();
        }
    }

    @Test
    void aVerifierThatRefusesARightSegmentDiffersToo() {
        truebook.post(60, Producer.Lie.NONE);
        proxy.answer = (request, truth) ->
                asksVerifier(request) ? EndpointProxy.error(request, 3, "execution reverted") : truth;
        try (L1Client client = client(1, proxy.endpoint());
                Watching watching = watching(client)) {
            assertThat(unknown(watching)).contains("on L1 the revert");
        }
    }

    @Test
    void whatOnlyOneOfTwoEndpointsSaysOfTheVerifierIsUnknown() {
        truebook.post(60, Producer.Lie.NONE);
        proxy.answer = verifierSays(VerifierAuditTest::anotherRoot);
        try (L1Client client = client(1, proxy.endpoint(), endpoint());
                Watching watching = watching(client)) {
            assertThat(unknown(watching)).contains("disagree about what the verifier makes of");
            proxy.answer = (request, truth) -> truth;
            watching.until(Watcher.Standing.UpToDate.class, 1);
            assertThat(watching.audit.passed()).isEqualTo(1);
        }
    }

    @Test
    void anAuditWithoutAnAnswerAccusesNobodyAndIsMadeUpFor() {
        truebook.post(60, Producer.Lie.NONE);
        proxy.answer = (request, truth) ->
                asksVerifier(request) ? EndpointProxy.error(request, -32_005, "limit exceeded") : truth;
        try (L1Client client = client(1, proxy.endpoint());
                Watching watching = watching(client)) {
            watching.until(Watcher.Standing.UpToDate.class, 1);
            assertThat(watching.audit.passed()).isZero();
            proxy.answer = (request, truth) -> truth;
            watching.until(Watcher.Standing.UpToDate.class, 1);
            assertThat(watching.audit.passed()).isEqualTo(1);
        }
    }

    private String unknown(Watching watching) {
        Watcher.Standing standing = watching.watcher.step();
        assertThat(standing).isInstanceOf(Watcher.Standing.Unknown.class);
        return ((Watcher.Standing.Unknown) standing).reason();
    }

    private BinaryOperator<String> verifierSays(UnaryOperator<String> altered) {
        return (request, truth) -> asksVerifier(request) ? altered.apply(truth) : truth;
    }

    /** A proof sent to the Rollup asks the verifier inside L1, where no endpoint can step in between. */
    private boolean asksVerifier(String request) {
        return request.contains("\"eth_call\"")
                && request.contains(
                        "\"to\":\"" + truebook.deployment.verifier().address().hex());
    }

    private static String anotherRoot(String truth) {
        int digit = truth.indexOf("\"0x") + 5;
        return truth.substring(0, digit) + (truth.charAt(digit) == '7' ? '8' : '7') + truth.substring(digit + 1);
    }

    private Watching watching(L1Client client) {
        return new Watching(truebook, client, folder.resolve("watcher"), WATCHER, new MemoryOutbox());
    }

    private JsonRpcEndpoint endpoint() {
        return new JsonRpcEndpoint(truebook.anvil.url(), Duration.ofSeconds(20));
    }

    private static L1Client client(int quorum, JsonRpcEndpoint... endpoints) {
        return new L1Client(
                List.of(endpoints), quorum, new RetryPolicy(2, Duration.ofMillis(10), Duration.ofMillis(10)));
    }

    private long transactions() {
        return truebook.ask(L1Query.nonce(truebook.sender(WATCHER).address(), BlockId.LATEST));
    }

    private BatchStatus status(Producer.Built batch) {
        return truebook.ask(truebook.deployment
                .rollup()
                .statusOf(batch.header().index(), batch.header().hash(), BlockId.LATEST));
    }
}
