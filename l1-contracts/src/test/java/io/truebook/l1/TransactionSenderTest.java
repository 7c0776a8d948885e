package io.truebook.l1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.truebook.l1.TransactionOutcome.Confirmed;
import io.truebook.l1.TransactionOutcome.Lost;
import io.truebook.l1.TransactionOutcome.Pending;
import io.truebook.l1.TransactionOutcome.Refused;
import io.truebook.l1.TransactionOutcome.Reverted;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransactionSenderTest {
    private static final FeePolicy POLICY =
            new FeePolicy(TestSigners.GWEI, TestSigners.GWEI.multiply(BigInteger.valueOf(1_000)), 3, 10);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final long GAS = 200_000;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final MemoryOutbox outbox = new MemoryOutbox();
    private AnvilProcess anvil;
    private EndpointProxy one;
    private EndpointProxy two;
    private L1Client client;
    private Signer signer;
    private EthAddress logger;
    private TransactionSender sender;

    @BeforeEach
    void start() {
        anvil = kept(AnvilProcess.start(AnvilProcess.Options.INSTANT));
        one = kept(new EndpointProxy(anvil.url()));
        two = kept(new EndpointProxy(anvil.url()));
        client = kept(new L1Client(
                List.of(one.endpoint(), two.endpoint()),
                1,
                new RetryPolicy(2, Duration.ofMillis(10), Duration.ofMillis(10))));
        signer = TestSigners.funded(anvil, 1);
        logger = TinyContracts.deploy(anvil, TinyContracts.LOGGER);
        sender = sender(outbox);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    @Test
    void aKeyIsSentOnceHoweverOftenItIsSubmitted() {
        TransactionOutcome first = send("deposit-1");
        assertThat(first).isInstanceOf(Confirmed.class);
        assertThat(send("deposit-1")).isEqualTo(first);
        assertThat(sender(outbox).submit(request("deposit-1"))).isEqualTo(first);
        assertThat(events()).isEqualTo(1);
        assertThatThrownBy(
                        () -> sender.submit(TransactionRequest.call("deposit-1", signer.address(), Bytes.EMPTY, GAS)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(sender.outcomeOf("deposit-2")).isEmpty();
    }

    @Test
    void manyInARowKeepTheirOrder() {
        anvil.call("evm_setAutomine", false);
        for (int i = 0; i < 20; i++) {
            assertThat(sender.submit(request("row-" + i))).isInstanceOf(Pending.class);
        }
        anvil.mine(1);
        sender.poll();
        for (int i = 0; i < 20; i++) {
            assertThat(sender.outcomeOf("row-" + i)).containsInstanceOf(Confirmed.class);
            assertThat(outbox.find("row-" + i).orElseThrow().nonce()).isEqualTo(i);
        }
        assertThat(events()).isEqualTo(20);
    }

    @Test
    void aRevertCarriesItsError() {
        EthAddress reverter = TinyContracts.deploy(anvil, TinyContracts.REVERTER);
        Bytes error = Bytes.fromHex("0x12345678");
        TransactionOutcome outcome = sender.send(TransactionRequest.call("bad", reverter, error, GAS), PATIENCE, OFTEN);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Reverted.class, reverted -> assertThat(reverted.error()).isEqualTo(error));
    }

    @Test
    void whatNodesWouldNotTakeIsRefusedBeforeItTakesANonce() {
        Bytes data = Bytes.of(new byte[TransactionSender.MAX_SIGNED_LENGTH - 100]);
        TransactionRequest large = TransactionRequest.call("large", logger, data, TransactionRequest.MAX_GAS);
        assertThat(sender.submit(large)).isInstanceOf(Refused.class);
        assertThat(outbox.find("large")).isEmpty();
        assertThat(send("next")).isInstanceOf(Confirmed.class);
    }

    @Test
    void whatAReorgDropsIsSentAgain() {
        assertThat(send("posted")).isInstanceOf(Confirmed.class);
        assertThat(send("posted-2")).isInstanceOf(Confirmed.class);
        anvil.mine(3);
        anvil.reorg(5);
        assertThat(events()).isZero();
        assertThat(sender.outcomeOf("posted")).containsInstanceOf(Pending.class);
        awaitConfirmed("posted");
        awaitConfirmed("posted-2");
        assertThat(events()).isEqualTo(2);
    }

    @Test
    void aJumpOfTheBaseFeeIsFollowedUpToTheCap() {
        anvil.call("evm_setAutomine", false);
        assertThat(sender.submit(request("dear"))).isInstanceOf(Pending.class);
        BigInteger high = TestSigners.GWEI.multiply(BigInteger.valueOf(100));
        mineAtBaseFee(high, 3);
        sender.poll();
        assertThat(sender.outcomeOf("dear"))
                .get()
                .isInstanceOfSatisfying(
                        Pending.class, pending -> assertThat(pending.attempts()).isEqualTo(2));
        mineAtBaseFee(high, 1);
        assertThat(sender.outcomeOf("dear")).containsInstanceOf(Confirmed.class);

        sender.submit(request("too-dear"));
        mineAtBaseFee(POLICY.maxFeeCap().shiftLeft(1), 12);
        for (int i = 0; i < 12; i++) {
            sender.poll();
            mineAtBaseFee(POLICY.maxFeeCap().shiftLeft(1), 3);
        }
        OutboxEntry entry = outbox.find("too-dear").orElseThrow();
        assertThat(entry.latest().maxFee()).isLessThanOrEqualTo(POLICY.maxFeeCap());
        assertThat(sender.outcomeOf("too-dear"))
                .get()
                .isInstanceOfSatisfying(
                        Pending.class, pending -> assertThat(pending.obstacle()).isNotEmpty());
        mineAtBaseFee(TestSigners.GWEI, 1);
        sender.poll();
        mineAtBaseFee(TestSigners.GWEI, 1);
        assertThat(sender.outcomeOf("too-dear")).containsInstanceOf(Confirmed.class);
        assertThat(events()).isEqualTo(2);
    }

    @Test
    void aDeadEndpointCostsNothingAndAllDeadIsSaid() {
        one.die();
        assertThat(send("through-the-other")).isInstanceOf(Confirmed.class);
        two.die();
        assertThat(sender.submit(request("nowhere"))).isInstanceOf(Refused.class);
        assertThat(outbox.find("nowhere")).isEmpty();
    }

    @Test
    void endpointsThatDieAfterThePersistLeaveItPendingUntilOneIsBack() {
        one.answer = (request, truth) -> request.contains("eth_sendRaw") ? "" : truth;
        two.answer = one.answer;
        anvil.call("evm_setAutomine", false);
        assertThat(sender.submit(request("unheard")))
                .isInstanceOfSatisfying(
                        Pending.class, pending -> assertThat(pending.obstacle()).isNotEmpty());
        anvil.call("evm_setAutomine", true);
        two.answer = (request, truth) -> truth;
        awaitConfirmed("unheard");
        assertThat(events()).isEqualTo(1);
    }

    @Test
    void aNonceTakenByAStrangerIsLostAndWhatFollowsGoesOn() {
        one.answer = (request, truth) -> request.contains("eth_sendRaw") ? "" : truth;
        two.answer = one.answer;
        anvil.call("evm_setAutomine", false);
        sender.submit(request("overtaken"));
        anvil.call("anvil_dropAllTransactions");
        one.answer = (request, truth) -> truth;
        anvil.call("evm_setAutomine", true);
        assertThat(sender(new MemoryOutbox()).send(request("stranger"), PATIENCE, OFTEN))
                .isInstanceOf(Confirmed.class);
        sender.poll();
        assertThat(sender.outcomeOf("overtaken")).containsInstanceOf(Pending.class);
        anvil.mine(POLICY.settleDepth());
        assertThat(sender.outcomeOf("overtaken")).contains(new Lost(0));
        assertThat(send("after")).isInstanceOf(Confirmed.class);
        assertThat(events()).isEqualTo(2);
    }

    @Test
    void settledEntriesKeepTheirOutcomeAndLoseTheirBytes() {
        TransactionOutcome outcome = send("old");
        anvil.mine(POLICY.settleDepth());
        sender.poll();
        OutboxEntry entry = outbox.find("old").orElseThrow();
        assertThat(entry.isOpen()).isFalse();
        assertThat(entry.request().data().length()).isZero();
        assertThat(sender.submit(request("old"))).isEqualTo(outcome);
        assertThat(outbox.open()).isEmpty();
    }

    private void mineAtBaseFee(BigInteger baseFee, int blocks) {
        for (int i = 0; i < blocks; i++) {
            anvil.call("anvil_setNextBlockBaseFeePerGas", Hex.quantity(baseFee));
            anvil.mine(1);
        }
    }

    private TransactionSender sender(Outbox box) {
        return new TransactionSender(client, signer, box, POLICY, 31_337);
    }

    private TransactionRequest request(String key) {
        return TransactionRequest.call(
                key,
                logger,
                Bytes.of(Keccak.hash(key.getBytes(StandardCharsets.US_ASCII)).bytes()),
                GAS);
    }

    private TransactionOutcome send(String key) {
        return sender.send(request(key), PATIENCE, OFTEN);
    }

    private void awaitConfirmed(String key) {
        Awaiting.until(key, () -> {
            sender.poll();
            return sender.outcomeOf(key).orElseThrow() instanceof Confirmed;
        });
    }

    private int events() {
        long head = client.read(L1Query.block(BlockId.LATEST)).orThrow().number();
        return client.read(L1Query.logs(new LogFilter(List.of(logger), List.of(), 0, head)))
                .orThrow()
                .size();
    }

    private <T extends AutoCloseable> T kept(T resource) {
        open.add(resource);
        return resource;
    }
}
