package io.truebook.sequencer.posting;

import io.truebook.derivation.Replay;
import io.truebook.engine.Eip712Domain;
import io.truebook.l1.AnvilProcess;
import io.truebook.l1.Block;
import io.truebook.l1.BlockId;
import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.l1.ContractCall;
import io.truebook.l1.Deployer;
import io.truebook.l1.Deployment;
import io.truebook.l1.EthAddress;
import io.truebook.l1.FeePolicy;
import io.truebook.l1.JsonRpcEndpoint;
import io.truebook.l1.Keccak;
import io.truebook.l1.L1Client;
import io.truebook.l1.L1Event;
import io.truebook.l1.L1Events;
import io.truebook.l1.L1Query;
import io.truebook.l1.MemoryOutbox;
import io.truebook.l1.Receipt;
import io.truebook.l1.RetryPolicy;
import io.truebook.l1.RollupParameters;
import io.truebook.l1.Signer;
import io.truebook.l1.TransactionOutcome;
import io.truebook.l1.TransactionSender;
import io.truebook.sequencer.TestExchange;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A real L1 that makes a block a second, Truebook on it with one market, funded traders, and bonded sequencers. */
final class DeployedExchange implements AutoCloseable {
    static final int DEPLOYER = 1;
    static final int TRADERS = 8;

    private static final long CHAIN = 31_337;
    private static final long UNITS = 1_000_000_000_000L;
    private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000L);
    private static final int MESSAGE_HEAD = 7;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(10);

    final AnvilProcess anvil = AnvilProcess.start(AnvilProcess.Options.INSTANT);
    final L1Client client = client(anvil.url());
    final RollupParameters parameters;
    final Deployment deployment;
    final Eip712Domain domain;

    private final Map<Integer, TransactionSender> senders = new HashMap<>();
    private int sent;

    /** @param sequencers keys of those who bond, in the order of the rotation */
    DeployedExchange(RollupParameters parameters, int... sequencers) {
        this.parameters = parameters;
        long time = head().timestamp();
        Deployer deployer = new Deployer(client, sender(DEPLOYER), CHAIN);
        List<Bytes> governance = TestExchange.genesisMessages(0).stream()
                .map(message -> Bytes.of(Arrays.copyOfRange(message, MESSAGE_HEAD, message.length)))
                .toList();
        deployment = deployed(deployer.deploy(new Deployer.Plan(
                parameters,
                deployed(deployer.deployTestToken()),
                sender(DEPLOYER).address(),
                governance,
                time,
                Replay.genesisRoot(time))));
        domain = new Eip712Domain(CHAIN, deployment.bridgeAddress().bytes());
        BigInteger all = BigInteger.valueOf(UNITS).shiftLeft(4);
        done(DEPLOYER, deployment.token().mint(sender(DEPLOYER).address(), all));
        done(DEPLOYER, deployment.token().approve(deployment.bridgeAddress(), all));
        for (int trader = 0; trader < TRADERS; trader++) {
            deposit(trader, UNITS);
        }
        for (int sequencer : sequencers) {
            done(sequencer, deployment.sequencers().bond(parameters.bond()));
        }
        anvil.call("evm_setAutomine", false);
        anvil.call("evm_setIntervalMining", 1);
    }

    /** Windows of seconds where a deployment has hours. */
    static RollupParameters quick(long silence, long grace) {
        return quick(silence, grace, 3_600);
    }

    static RollupParameters quick(long silence, long grace, long term) {
        return new RollupParameters(
                1,
                12,
                12,
                silence,
                grace,
                term,
                1,
                12,
                silence + grace,
                silence + grace + 60,
                1_000_000_000L,
                GWEI,
                GWEI,
                GWEI.multiply(GWEI));
    }

    void deposit(int trader, long units) {
        EthAddress owner = EthAddress.of(TestExchange.trader(trader).address());
        done(DEPLOYER, deployment.bridge().depositFor(owner, units));
    }

    static FeePolicy fees() {
        return new FeePolicy(GWEI, GWEI.shiftLeft(10), 3, 64);
    }

    static L1Client client(URI url) {
        return new L1Client(
                List.of(new JsonRpcEndpoint(url, Duration.ofSeconds(10))),
                1,
                new RetryPolicy(2, Duration.ofMillis(50), Duration.ofMillis(50)));
    }

    static Bytes32 key(int number) {
        return Keccak.hash(new byte[] {(byte) number});
    }

    static EthAddress address(int number) {
        return Signer.of(key(number)).address();
    }

    TransactionSender sender(int number) {
        return senders.computeIfAbsent(number, n -> {
            Signer signer = Signer.of(key(n));
            anvil.setBalance(signer.address(), GWEI.multiply(GWEI).multiply(BigInteger.valueOf(1_000)));
            return new TransactionSender(client, signer, new MemoryOutbox(), fees(), CHAIN);
        });
    }

    Receipt done(int number, ContractCall call) {
        TransactionOutcome outcome = sender(number).send(call.keyed("call-" + sent++), PATIENCE, POLL);
        if (outcome instanceof TransactionOutcome.Confirmed(Receipt receipt)) {
            return receipt;
        }
        throw new AssertionError(outcome.toString());
    }

    <T> T ask(L1Query<T> query) {
        return client.read(query).orThrow();
    }

    Block head() {
        return ask(L1Query.block(BlockId.LATEST));
    }

    <E extends L1Event> List<E> events(Class<E> kind) {
        return ask(new L1Events(deployment).between(deployment.block(), head().number())).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private static <T> T deployed(Deployer.Result<T> result) {
        if (result instanceof Deployer.Result.Deployed<T>(T value)) {
            return value;
        }
        throw new AssertionError(result.toString());
    }

    @Override
    public void close() {
        client.close();
        anvil.close();
    }
}
