package io.truebook.prover;

import io.truebook.derivation.BlockRef;
import io.truebook.derivation.Families;
import io.truebook.derivation.L1Chain;
import io.truebook.derivation.Producer;
import io.truebook.derivation.Progress;
import io.truebook.derivation.Replay;
import io.truebook.derivation.RpcSource;
import io.truebook.derivation.SegmentSampler;
import io.truebook.engine.CurveRecovery;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.EngineListener;
import io.truebook.engine.Key;
import io.truebook.engine.Trial;
import io.truebook.l1.Agreement;
import io.truebook.l1.AnvilProcess;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.BatchStatus;
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
import io.truebook.l1.L1Query;
import io.truebook.l1.MemoryOutbox;
import io.truebook.l1.Outbox;
import io.truebook.l1.Receipt;
import io.truebook.l1.RetryPolicy;
import io.truebook.l1.RollupParameters;
import io.truebook.l1.Signer;
import io.truebook.l1.TransactionOutcome;
import io.truebook.l1.TransactionSender;
import io.truebook.tree.CellStore;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real L1 with Truebook deployed on it, markets listed, traders funded, and a sequencer that holds the lease. */
final class Truebook implements AutoCloseable {
    static final int DEPLOYER = 1;
    static final int SEQUENCER = 2;

    private static final long CHAIN = 31_337;
    private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000L);
    private static final FeePolicy FEES = new FeePolicy(GWEI, GWEI.shiftLeft(10), 3, 1_000);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final int MESSAGE_HEAD = 7;
    private static final int TRADERS = 12;

    final AnvilProcess anvil = AnvilProcess.start(
            new AnvilProcess.Options(CHAIN, 0, List.of("--timestamp", Long.toString(Trial.GENESIS))));
    final L1Client client = client(anvil);
    final RollupParameters parameters = RollupParameters.profile("devnet");
    final CurveRecovery recovery = new CurveRecovery();
    final Deployment deployment;
    final Producer producer;
    final Eip712Domain domain;

    private final Map<Integer, TransactionSender> senders = new HashMap<>();
    private final CellStore own;
    private final L1Chain chain;
    private int sent;

    /** @param folder where the sequencer keeps what it reads of L1 */
    Truebook(long seed, Path folder) {
        Deployer deployer = new Deployer(client, sender(DEPLOYER), CHAIN);
        Bytes32 root = Replay.genesisRoot(Trial.GENESIS);
        Producer prototype = new Producer(seed, recovery, new Eip712Domain(CHAIN, new byte[20]), genesis(root));
        List<Bytes> governance = prototype.opening().stream()
                .filter(message -> message[0] == 3)
                .map(message -> Bytes.of(Arrays.copyOfRange(message, MESSAGE_HEAD, message.length)))
                .toList();
        deployment = deployed(deployer.deploy(new Deployer.Plan(
                parameters,
                deployed(deployer.deployTestToken()),
                sender(DEPLOYER).address(),
                governance,
                Trial.GENESIS,
                root)));
        domain = new Eip712Domain(CHAIN, deployment.bridgeAddress().bytes());
        producer = new Producer(seed, recovery, domain, deployment.genesis());
        fundTraders();
        done(SEQUENCER, deployment.sequencers().bond(parameters.bond()));
        done(SEQUENCER, deployment.sequencers().claim());
        own = Families.open(folder);
        chain = chain(own, client);
    }

    private void fundTraders() {
        long units = 5_000_000_000L;
        BigInteger all = BigInteger.valueOf(units * TRADERS);
        done(DEPLOYER, deployment.token().mint(sender(DEPLOYER).address(), all));
        done(DEPLOYER, deployment.token().approve(deployment.bridgeAddress(), all));
        for (int trader = 0; trader < TRADERS; trader++) {
            EthAddress owner = EthAddress.of(new Key(1_000 + trader).address());
            done(DEPLOYER, deployment.bridge().depositFor(owner, units));
        }
    }

    static L1Client client(AnvilProcess anvil) {
        return new L1Client(List.of(new JsonRpcEndpoint(anvil.url(), Duration.ofSeconds(20))), 1, RetryPolicy.STANDARD);
    }

    L1Chain chain(CellStore store, L1Client through) {
        RpcSource honest = new RpcSource(client, deployment, BlockId.LATEST, 0);
        BlockRef origin = ((Agreement.Agreed<BlockRef>) honest.origin(deployment)).value();
        return new L1Chain(store, new RpcSource(through, deployment, BlockId.LATEST, 0), origin, deployment.genesis());
    }

    Replay replay(CellStore store, L1Chain followed, SegmentSampler sampler) {
        return new Replay(store, followed, domain, recovery, EngineListener.NONE, sampler);
    }

    /** Builds a batch on the tip as L1 has it and has it included. */
    Producer.Built post(int items, Producer.Lie lie) {
        if (!(chain.advance() instanceof Progress.Followed)) {
            throw new AssertionError("L1 cannot be followed");
        }
        return post(chain.batches().tip().header(), items, lie);
    }

    /** Builds a batch on a parent that L1 will have at its tip. */
    Producer.Built post(BatchHeader parent, int items, Producer.Lie lie) {
        Producer.Built built = build(parent, items, lie);
        long ahead = built.header().time() - head().timestamp();
        if (ahead > 0) {
            anvil.increaseTime(Duration.ofSeconds(ahead));
        }
        done(SEQUENCER, deployment.rollup().append(built.header(), built.data()));
        return built;
    }

    /** Builds a batch on the tip and keeps it back. */
    Producer.Built build(int items) {
        if (!(chain.advance() instanceof Progress.Followed)) {
            throw new AssertionError("L1 cannot be followed");
        }
        return build(chain.batches().tip().header(), items, Producer.Lie.NONE);
    }

    private Producer.Built build(BatchHeader parent, int items, Producer.Lie lie) {
        List<byte[]> messages = chain.inbox().messages(0, chain.inbox().end().length());
        Bytes32 lease = ask(deployment.sequencers().lease(BlockId.LATEST)).id();
        return producer.build(parent, messages, items, lie, lease, head().timestamp());
    }

    /** Enqueues one more deposit. */
    void deposit() {
        BigInteger units = BigInteger.valueOf(1_000_000_000L);
        done(DEPLOYER, deployment.token().mint(sender(DEPLOYER).address(), units));
        done(DEPLOYER, deployment.token().approve(deployment.bridgeAddress(), units));
        done(DEPLOYER, deployment.bridge().depositFor(EthAddress.of(new Key(1_000).address()), units.longValue()));
    }

    /** Sends without a key, which only anvil does: for what is undone by a snapshot, where a sender would lose its count. */
    Receipt impersonate(EthAddress from, ContractCall call) {
        anvil.call("anvil_impersonateAccount", from.hex());
        Map<String, String> transaction = Map.of(
                "from",
                from.hex(),
                "to",
                call.to().hex(),
                "data",
                call.data().hex(),
                "value",
                "0x" + call.value().toString(16),
                "gas",
                "0x" + Long.toHexString(call.gasLimit()));
        String hash = anvil.call("eth_sendTransaction", transaction).stringValue();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<Receipt> receipt = ask(L1Query.receipt(Bytes32.fromHex(hash)));
            if (receipt.isPresent()) {
                return receipt.get();
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("no receipt of " + hash);
    }

    static Bytes32 key(int number) {
        return Keccak.hash(new byte[] {(byte) number});
    }

    TransactionSender sender(int number) {
        return senders.computeIfAbsent(number, n -> sender(n, client, new MemoryOutbox()));
    }

    TransactionSender sender(int number, L1Client through, Outbox outbox) {
        Signer signer = Signer.of(key(number));
        anvil.setBalance(signer.address(), GWEI.multiply(GWEI).multiply(BigInteger.valueOf(1_000)));
        return new TransactionSender(through, signer, outbox, FEES, CHAIN);
    }

    Receipt done(int number, ContractCall call) {
        TransactionOutcome outcome = send(number, call);
        if (outcome instanceof TransactionOutcome.Confirmed(Receipt receipt)) {
            return receipt;
        }
        throw new AssertionError(outcome.toString());
    }

    TransactionOutcome send(int number, ContractCall call) {
        return sender(number).send(call.keyed("call-" + sent++), PATIENCE, POLL);
    }

    <T> T ask(L1Query<T> query) {
        return client.read(query).orThrow();
    }

    BatchStatus status(BatchHeader batch) {
        return ask(deployment.rollup().statusOf(batch.index(), batch.hash(), BlockId.LATEST));
    }

    /** Wei that a challenger may withdraw. */
    BigInteger reward(int number) {
        return ask(deployment.sequencers().rewardOf(sender(number).address(), BlockId.LATEST));
    }

    /** Wei that the sequencer still has at stake. */
    BigInteger stake() {
        return ask(deployment.sequencers().bondOf(sender(SEQUENCER).address(), BlockId.LATEST))
                .amount();
    }

    /** Transactions of an account that are in the canonical chain. */
    long transactions(int number) {
        return ask(L1Query.nonce(sender(number).address(), BlockId.LATEST));
    }

    /** A sequencer that was slashed bonds again and takes the lease. */
    void rebond() {
        done(SEQUENCER, deployment.sequencers().bond(parameters.bond()));
        done(SEQUENCER, deployment.sequencers().claim());
    }

    Block head() {
        return ask(L1Query.block(BlockId.LATEST));
    }

    private static BatchHeader genesis(Bytes32 root) {
        return BatchHeader.genesis(Trial.GENESIS, root);
    }

    private static <T> T deployed(Deployer.Result<T> result) {
        if (result instanceof Deployer.Result.Deployed<T>(T value)) {
            return value;
        }
        throw new AssertionError(result.toString());
    }

    @Override
    public void close() {
        own.close();
        client.close();
        anvil.close();
    }
}
