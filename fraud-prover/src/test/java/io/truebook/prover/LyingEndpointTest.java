package io.truebook.prover;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.derivation.Producer;
import io.truebook.engine.Seeds;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.BatchStatus;
import io.truebook.l1.BlockId;
import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.l1.EndpointProxy;
import io.truebook.l1.JsonRpcEndpoint;
import io.truebook.l1.L1Client;
import io.truebook.l1.L1Query;
import io.truebook.l1.MemoryOutbox;
import io.truebook.l1.Outbox;
import io.truebook.l1.RetryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An endpoint between the watcher and L1 alters what L1 says, or dies at any request. Whether the batch it lies about is right or wrong:
 * nothing is known, nothing is sent, and the truth is followed when it is told.
 */
class LyingEndpointTest {
    private static final int WATCHER = 10;
    private static final int MOST_REQUESTS = 200;

    @TempDir
    Path folder;

    private Truebook truebook;
    private EndpointProxy proxy;
    private SplittableRandom random;
    private Producer.Built last;

    @BeforeEach
    void start() {
        long seed = Seeds.next("lying endpoint");
        random = new SplittableRandom(seed);
        truebook = new Truebook(seed, folder.resolve("sequencer"));
        proxy = new EndpointProxy(truebook.anvil.url());
        truebook.post(60, Producer.Lie.NONE);
    }

    @AfterEach
    void stop() {
        proxy.close();
        truebook.close();
    }

    @Test
    void alteredDataOfABatchAreUnknown() {
        postAny();
        byte[] altered = last.data().clone();
        altered[random.nextInt(altered.length)] ^= 1;
        unknownThenFollowed(inLogs(truth -> truth.replace(digits(last.data()), digits(altered))));
    }

    @Test
    void anAlteredHeaderIsUnknown() {
        postAny();
        byte[] altered = last.header().abiEncode();
        int word = random.nextInt(altered.length / Bytes32.LENGTH);
        altered[Bytes32.LENGTH * word + Bytes32.LENGTH - 1] ^= 1;
        unknownThenFollowed(inLogs(truth -> truth.replace(digits(last.header().abiEncode()), digits(altered))));
    }

    @Test
    void aHeaderUnderAHashThatFitsItIsUnknownBecauseTheRollupHoldsAnother() {
        postAny();
        unknownThenFollowed(inLogs(truth -> forged(truth, last.header(), withRoot(last.header()))));
    }

    @Test
    void aBatchThatTheEndpointMakesUpIsNotChallenged() {
        last = truebook.post(60, Producer.Lie.NONE);
        BatchHeader wrong = withRoot(last.header());
        proxy.answer = (request, truth) -> forged(truth, last.header(), wrong);
        try (L1Client client = client(proxy.endpoint());
                Watching watching = watching(client)) {
            for (int step = 0; step < 3; step++) {
                Watcher.Standing standing = watching.watcher.step();
                assertThat(standing).isInstanceOf(Watcher.Standing.Challenging.class);
                assertThat(((Watcher.Standing.Challenging) standing).move()).isInstanceOf(Move.Wait.class);
                truebook.anvil.mine(1);
            }
            assertThat(transactions()).isZero();
        }
    }

    @Test
    void aLogThatIsKeptBackIsMissed() {
        postAny();
        unknownThenFollowed(inLogs(truth -> {
            int header = truth.indexOf(digits(last.header().abiEncode()));
            int from = truth.lastIndexOf(",{\"address\"", header);
            return truth.substring(0, from) + truth.substring(truth.indexOf('}', header) + 1);
        }));
    }

    @Test
    void logsThatAreSaidNotToExistAreMissed() {
        postAny();
        unknownThenFollowed(inLogs(truth -> result(truth, "[]")));
    }

    @Test
    void aBlockThatIsSaidNotToExistIsUnknown() {
        postAny();
        unknownThenFollowed(
                (request, truth) -> request.contains("\"eth_getBlockByNumber\"") ? result(truth, "null") : truth);
    }

    @Test
    void aBlockUnderTwoHashesIsUnknown() {
        postAny();
        String head = "\"" + BlockId.of(truebook.head().number()).rpcName() + "\"";
        int[] asked = {0};
        unknownThenFollowed((request, truth) -> {
            boolean other =
                    request.contains("\"eth_getBlockByNumber\"") && request.contains(head) && ++asked[0] % 2 == 0;
            return other ? truth.replaceFirst("\"hash\":\"0x....", "\"hash\":\"0xdead") : truth;
        });
    }

    @Test
    void whatOneOfTwoEndpointsAltersIsUnknown() {
        postAny();
        byte[] altered = last.data().clone();
        altered[random.nextInt(altered.length)] ^= 1;
        proxy.answer = inLogs(truth -> truth.replace(digits(last.data()), digits(altered)));
        try (L1Client client =
                        client(proxy.endpoint(), new JsonRpcEndpoint(truebook.anvil.url(), Duration.ofSeconds(20)));
                Watching watching = watching(client)) {
            isUnknownThenFollows(watching);
        }
    }

    @Test
    void anEndpointThatDiesAtAnyRequestCostsNoSecondTransactionAndTheLieIsStillDeleted() {
        last = truebook.post(60, Producer.Lie.FALSE_CELL);
        Outbox outbox = new MemoryOutbox();
        long sent = 0;
        int deaths = 0;
        for (int alive = 0; status() == BatchStatus.PENDING; alive++, deaths++) {
            assertThat(alive).as("requests of one step").isLessThan(MOST_REQUESTS);
            stepWhileItLives(alive, outbox);
            truebook.anvil.mine(1);
            if (transactions() > sent) {
                assertThat(transactions()).isEqualTo(++sent);
                // The next move begins with the first request again.
                alive = -1;
            }
        }
        assertThat(sent).as("commitment and proof").isEqualTo(2);
        assertThat(status()).isEqualTo(BatchStatus.DELETED);
        assertThat(truebook.ask(truebook.deployment
                        .sequencers()
                        .rewardOf(truebook.sender(WATCHER).address(), BlockId.LATEST)))
                .isEqualTo(truebook.parameters.bond().shiftRight(1));
        System.out.println("endpoints that died: " + deaths);
    }

    private void stepWhileItLives(int requests, Outbox outbox) {
        try (EndpointProxy mortal = new EndpointProxy(truebook.anvil.url());
                L1Client client = client(mortal.endpoint());
                Watching watching = new Watching(truebook, client, folder.resolve("watcher"), WATCHER, outbox)) {
            mortal.answer = (request, truth) -> {
                if (mortal.requests.get() > requests) {
                    mortal.die();
                }
                return truth;
            };
            long before = transactions();
            Watcher.Standing standing = watching.watcher.step();
            boolean moved = standing instanceof Watcher.Standing.Challenging challenging
                    && !(challenging.move() instanceof Move.Wait);
            assertThat(standing).isNotInstanceOf(Watcher.Standing.UpToDate.class);
            assertThat(moved || transactions() == before)
                    .as("sent something without saying so: %s", standing)
                    .isTrue();
        }
    }

    /** A right batch or a wrong one: the endpoint's lie hides it either way. */
    private void postAny() {
        last = truebook.post(60, random.nextBoolean() ? Producer.Lie.NONE : Producer.Lie.FALSE_CELL);
    }

    private void unknownThenFollowed(BinaryOperator<String> lie) {
        proxy.answer = lie;
        try (L1Client client = client(proxy.endpoint());
                Watching watching = watching(client)) {
            isUnknownThenFollows(watching);
        }
    }

    private void isUnknownThenFollows(Watching watching) {
        for (int step = 0; step < 3; step++) {
            assertThat(watching.watcher.step()).isInstanceOf(Watcher.Standing.Unknown.class);
        }
        assertThat(transactions()).isZero();
        proxy.answer = (request, truth) -> truth;
        if (last.segment() >= 0) {
            watching.until(Watcher.Standing.Challenging.class, 1);
        }
        Watcher.Standing.UpToDate followed = watching.until(Watcher.Standing.UpToDate.class, 8);
        assertThat(followed.tip().index()).isEqualTo(last.segment() < 0 ? 2 : 1);
        assertThat(status()).isEqualTo(last.segment() < 0 ? BatchStatus.PENDING : BatchStatus.DELETED);
    }

    private static BinaryOperator<String> inLogs(UnaryOperator<String> altered) {
        return (request, truth) -> request.contains("\"eth_getLogs\"") ? altered.apply(truth) : truth;
    }

    private static String forged(String truth, BatchHeader header, BatchHeader instead) {
        return truth.replace(digits(header.abiEncode()), digits(instead.abiEncode()))
                .replace(digits(header.hash().bytes()), digits(instead.hash().bytes()));
    }

    private static BatchHeader withRoot(BatchHeader header) {
        byte[] forged = header.abiEncode();
        forged[forged.length - 1] ^= 1;
        return BatchHeader.decode(forged);
    }

    /** The answer with another result. */
    private static String result(String truth, String instead) {
        int from = truth.indexOf("\"result\":") + "\"result\":".length();
        return truth.substring(0, from) + instead + "}";
    }

    private static String digits(byte[] bytes) {
        return Bytes.of(bytes).hex().substring(2);
    }

    private Watching watching(L1Client client) {
        return new Watching(truebook, client, folder.resolve("watcher"), WATCHER, new MemoryOutbox());
    }

    private static L1Client client(JsonRpcEndpoint... endpoints) {
        return new L1Client(List.of(endpoints), 1, new RetryPolicy(2, Duration.ofMillis(1), Duration.ofMillis(1)));
    }

    private long transactions() {
        return truebook.ask(L1Query.nonce(truebook.sender(WATCHER).address(), BlockId.LATEST));
    }

    private BatchStatus status() {
        return truebook.ask(truebook.deployment
                .rollup()
                .statusOf(last.header().index(), last.header().hash(), BlockId.LATEST));
    }
}
