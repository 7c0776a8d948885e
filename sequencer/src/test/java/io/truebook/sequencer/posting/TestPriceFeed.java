package io.truebook.sequencer.posting;

import io.truebook.l1.Bytes;
import io.truebook.l1.ContractCall;
import io.truebook.l1.EthAddress;
import io.truebook.l1.Keccak;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import tools.jackson.databind.json.JsonMapper;

/** The contract TestPriceFeed on an anvil, which says whatever it is told to. */
final class TestPriceFeed {
    private static final Path ARTIFACT = Path.of("../l1-contracts/out/TestPriceFeed.sol/TestPriceFeed.json");
    private static final int SETTER = 1;
    private static final long GAS = 500_000;

    final EthAddress address;
    private final DeployedExchange exchange;
    private long round = 100;

    TestPriceFeed(DeployedExchange exchange, EthAddress address) throws Exception {
        this.exchange = exchange;
        this.address = address;
        String code = new JsonMapper()
                .readTree(Files.readString(ARTIFACT))
                .at("/deployedBytecode/object")
                .stringValue();
        exchange.anvil.call("anvil_setCode", address.hex(), code);
    }

    /** A complete round. @param updatedAt s */
    void answers(long answer, long decimals, long updatedAt) {
        round++;
        answers(BigInteger.valueOf(decimals), round, BigInteger.valueOf(answer), BigInteger.valueOf(updatedAt), round);
    }

    void answers(BigInteger decimals, long roundId, BigInteger answer, BigInteger updatedAt, long answeredInRound) {
        send(
                "set(uint256,(uint80,int256,uint256,uint256,uint80))",
                decimals,
                BigInteger.valueOf(roundId),
                answer,
                updatedAt,
                updatedAt,
                BigInteger.valueOf(answeredInRound));
    }

    void fails(boolean now) {
        send("fail(bool)", now ? BigInteger.ONE : BigInteger.ZERO);
    }

    private void send(String function, BigInteger... arguments) {
        byte[] data = Arrays.copyOf(
                Keccak.hash(function.getBytes(StandardCharsets.US_ASCII)).bytes(), 4 + 32 * arguments.length);
        Arrays.fill(data, 4, Math.min(data.length, 32), (byte) 0);
        for (int i = 0; i < arguments.length; i++) {
            byte[] magnitude = arguments[i].toByteArray();
            int from = Math.max(0, magnitude.length - 32);
            Arrays.fill(data, 4 + 32 * i, 36 + 32 * i, (byte) (arguments[i].signum() < 0 ? -1 : 0));
            System.arraycopy(magnitude, from, data, 36 + 32 * i - (magnitude.length - from), magnitude.length - from);
        }
        exchange.done(SETTER, new ContractCall(address, Bytes.of(data), BigInteger.ZERO, GAS));
    }
}
