package io.truebook.l1;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One account under load while L1 reorganises up to eight blocks deep and the base fee moves: every transaction once, in order. */
class SenderReorgTest {
    private static final int ROUNDS = 40;
    private static final int GREATEST_DEPTH = 8;

    @Test
    void everyTransactionIsIncludedExactlyOnceHoweverOftenL1Reorganises() {
        RandomBytes random = new RandomBytes();
        try (AnvilProcess anvil = AnvilProcess.start(AnvilProcess.Options.INSTANT);
                L1Client client = new L1Client(
                        List.of(new JsonRpcEndpoint(anvil.url(), Duration.ofSeconds(10))), 1, RetryPolicy.STANDARD)) {
            Signer signer = TestSigners.funded(anvil, 1);
            EthAddress logger = TinyContracts.deploy(anvil, TinyContracts.LOGGER);
            FeePolicy policy = new FeePolicy(TestSigners.GWEI, TestSigners.GWEI.shiftLeft(20), 2, 2 * GREATEST_DEPTH);
            TransactionSender sender = new TransactionSender(client, signer, new MemoryOutbox(), policy, 31_337);
            anvil.call("evm_setAutomine", false);
            anvil.mine(GREATEST_DEPTH);
            int submitted = 0;
            for (int round = 0; round < ROUNDS; round++) {
                for (int more = random.below(4); more > 0; more--) {
                    sender.submit(SubmittingProcess.request(logger, submitted++));
                }
                if (random.below(4) == 0) {
                    BigInteger fee = TestSigners.GWEI.multiply(BigInteger.valueOf(1 + random.below(50)));
                    anvil.call("anvil_setNextBlockBaseFeePerGas", Hex.quantity(fee));
                }
                anvil.mine(1 + random.below(2));
                if (random.below(3) == 0) {
                    anvil.reorg(1 + random.below(GREATEST_DEPTH));
                }
                sender.poll();
            }
            int all = submitted;
            Awaiting.until("inclusion of all", () -> {
                anvil.mine(1);
                sender.poll();
                return IntStream.range(0, all)
                        .allMatch(i ->
                                sender.outcomeOf("number-" + i).orElseThrow() instanceof TransactionOutcome.Confirmed);
            });
            long head = client.read(L1Query.block(BlockId.LATEST)).orThrow().number();
            List<Bytes32> topics =
                    client.read(L1Query.logs(new LogFilter(List.of(logger), List.of(), 0, head))).orThrow().stream()
                            .map(log -> log.topics().getFirst())
                            .toList();
            assertThat(topics)
                    .containsExactlyElementsOf(IntStream.range(0, all)
                            .mapToObj(i -> Keccak.hash(new byte[] {(byte) i}))
                            .toList());
        }
    }
}
