package io.truebook.node.demo;

import io.truebook.l1.AnvilProcess;
import io.truebook.l1.Block;
import io.truebook.l1.BlockId;
import io.truebook.l1.Bytes32;
import io.truebook.l1.ContractCall;
import io.truebook.l1.Deployment;
import io.truebook.l1.EthAddress;
import io.truebook.l1.FeePolicy;
import io.truebook.l1.JsonRpcEndpoint;
import io.truebook.l1.L1Client;
import io.truebook.l1.L1Event;
import io.truebook.l1.L1Events;
import io.truebook.l1.L1Query;
import io.truebook.l1.MemoryOutbox;
import io.truebook.l1.Read;
import io.truebook.l1.RetryPolicy;
import io.truebook.l1.Signer;
import io.truebook.l1.TransactionOutcome;
import io.truebook.l1.TransactionSender;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A local L1 with a real EVM, and what the demo reads of it. */
final class DemoL1 implements AutoCloseable {
    static final int BLOCK_SECONDS = 2;

    private static final long CHAIN = 31_337;
    private static final BigInteger ETHER = BigInteger.TEN.pow(18);
    private static final BigInteger GWEI = BigInteger.TEN.pow(9);
    private static final FeePolicy FEES = new FeePolicy(GWEI, GWEI.multiply(BigInteger.valueOf(500)), 3, 64);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(5);

    /** @param bytes of calldata @param gas used */
    record Cost(long transactions, long bytes, long gas) {}

    private final AnvilProcess anvil = AnvilProcess.start(AnvilProcess.Options.INSTANT);
    private final L1Client client =
            new L1Client(List.of(new JsonRpcEndpoint(anvil.url(), Duration.ofSeconds(20))), 1, RetryPolicy.STANDARD);

    URI url() {
        return anvil.url();
    }

    void giveEther(DemoKeys key) {
        anvil.setBalance(key.address(), ETHER.multiply(BigInteger.valueOf(1_000)));
    }

    /** From now on a block comes when its time has come, not with each transaction. */
    void startTheClock() {
        startTheClock(BLOCK_SECONDS);
    }

    void startTheClock(int seconds) {
        anvil.call("evm_setIntervalMining", seconds);
    }

    /** Puts empty blocks in the place of the last ones; their transactions are gone. Anvil's clock falls behind by it and is put right. */
    void reorg(int depth) {
        anvil.reorg(depth);
        long last = head().number();
        while (head().number() <= last) {
            Pause.of(POLL);
        }
        long behind = System.currentTimeMillis() / 1000 - head().timestamp();
        if (behind > 1) {
            anvil.increaseTime(Duration.ofSeconds(behind));
        }
    }

    L1Client client() {
        return client;
    }

    /** Transactions of a key that nobody else uses. */
    TransactionSender sender(DemoKeys key) {
        giveEther(key);
        return new TransactionSender(client, Signer.of(key.secret()), new MemoryOutbox(), FEES, CHAIN);
    }

    /** Each trader gets ether and tokens and deposits the tokens itself. */
    void fund(Deployment deployment, int traders, long units) {
        BigInteger amount = BigInteger.valueOf(units);
        for (int i = 0; i < traders; i++) {
            DemoKeys key = DemoKeys.trader(i);
            TransactionSender sender = sender(key);
            send(sender, "mint", deployment.token().mint(key.address(), amount));
            send(sender, "approve", deployment.token().approve(deployment.bridgeAddress(), amount));
            send(sender, "deposit", deployment.bridge().deposit(units));
        }
    }

    BigInteger tokens(Deployment deployment, EthAddress owner) {
        return ask(deployment.token().balanceOf(owner, BlockId.LATEST));
    }

    Block head() {
        return ask(L1Query.block(BlockId.LATEST));
    }

    Block block(long number) {
        return ask(L1Query.block(BlockId.of(number)));
    }

    List<L1Event> events(Deployment deployment) {
        return ask(new L1Events(deployment).between(deployment.block(), head().number()));
    }

    /** What the transactions behind some events cost. */
    Cost cost(List<? extends L1Event> events) {
        List<Bytes32> hashes = events.stream()
                .map(event -> event.log().transactionHash())
                .distinct()
                .toList();
        long bytes = 0;
        long gas = 0;
        for (Bytes32 hash : hashes) {
            JsonNode transaction = anvil.call("eth_getTransactionByHash", hash.hex());
            bytes += transaction.path("input").asString().length() / 2 - 1;
            gas += Long.decode(anvil.call("eth_getTransactionReceipt", hash.hex())
                    .path("gasUsed")
                    .asString());
        }
        return new Cost(hashes.size(), bytes, gas);
    }

    /** Sends the call of a transaction once more, from an account of nobody's, and waits until it is in a block. */
    void repeat(L1Event event) {
        JsonNode done = anvil.call(
                "eth_getTransactionByHash", event.log().transactionHash().hex());
        String sender = anvil.call("eth_accounts").path(0).asString();
        Map<String, String> again = Map.of(
                "from", sender,
                "to", done.path("to").asString(),
                "data", done.path("input").asString(),
                "gas", done.path("gas").asString());
        String hash = anvil.call("eth_sendTransaction", again).asString();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (anvil.call("eth_getTransactionReceipt", hash).isNull()) {
            if (System.nanoTime() > end) {
                throw new DemoFailure("a repeated transaction is not included");
            }
            Pause.of(POLL);
        }
    }

    <T> T ask(L1Query<T> query) {
        return switch (client.read(query)) {
            case Read.Value<T>(T value, String endpoint) -> value;
            case Read.Unavailable<T>(List<String> reasons) -> throw new DemoFailure("L1 does not answer: " + reasons);
        };
    }

    /** Sends a call and waits until it is included. */
    static void send(TransactionSender sender, String key, ContractCall call) {
        TransactionOutcome outcome = sender.send(call.keyed(key), PATIENCE, POLL);
        if (!(outcome instanceof TransactionOutcome.Confirmed)) {
            throw new DemoFailure(key + ": " + outcome);
        }
    }

    @Override
    public void close() {
        client.close();
        anvil.close();
    }
}
