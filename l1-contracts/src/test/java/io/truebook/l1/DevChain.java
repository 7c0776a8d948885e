package io.truebook.l1;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.tree.Multiproof;
import io.truebook.tree.SparseTree;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A real anvil with Truebook on it in the devnet profile, and accounts that act there. */
final class DevChain implements AutoCloseable {
    static final int DEPLOYER = 1;
    static final Bytes GENESIS_MESSAGE = Bytes.fromHex("0x0300000000000000000000000000000000");

    private static final FeePolicy FEES = new FeePolicy(TestSigners.GWEI, TestSigners.GWEI.shiftLeft(10), 3, 1_000);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final long CHAIN = 31_337;
    private static final int CURSOR_LENGTH = 7 * 32;

    final AnvilProcess anvil;
    final L1Client client;
    final RollupParameters parameters = RollupParameters.profile("devnet");
    final Deployment deployment;
    /** The two cells of the genesis state, by address. */
    final SortedMap<Long, byte[]> genesisCells;

    private final Map<Integer, TransactionSender> senders = new HashMap<>();
    private int sent;

    DevChain() {
        anvil = AnvilProcess.start(AnvilProcess.Options.INSTANT);
        client = new L1Client(
                List.of(new JsonRpcEndpoint(anvil.url(), Duration.ofSeconds(20))), 1, RetryPolicy.STANDARD);
        long time = head().timestamp();
        genesisCells = genesisCells(time);
        Deployer deployer = new Deployer(client, sender(DEPLOYER), CHAIN);
        EthAddress token = deployed(deployer.deployTestToken());
        deployment = deployed(deployer.deploy(new Deployer.Plan(
                parameters, token, sender(DEPLOYER).address(), List.of(GENESIS_MESSAGE), time, root(genesisCells))));
    }

    static <T> T deployed(Deployer.Result<T> result) {
        if (result instanceof Deployer.Result.Deployed<T>(T value)) {
            return value;
        }
        throw new AssertionError(result.toString());
    }

    static Bytes32 root(SortedMap<Long, byte[]> cells) {
        return Bytes32.of(tree(cells).root());
    }

    static byte[] multiproof(SortedMap<Long, byte[]> cells) {
        return Multiproof.build(
                tree(cells), cells.keySet().stream().mapToLong(Long::longValue).toArray());
    }

    static SparseTree tree(SortedMap<Long, byte[]> cells) {
        SparseTree tree = new SparseTree();
        tree.update(
                cells.keySet().stream().mapToLong(Long::longValue).toArray(),
                cells.values().toArray(byte[][]::new));
        return tree;
    }

    TransactionSender sender(int number) {
        return senders.computeIfAbsent(
                number,
                n -> new TransactionSender(client, TestSigners.funded(anvil, n), new MemoryOutbox(), FEES, CHAIN));
    }

    EthAddress address(int number) {
        return sender(number).address();
    }

    TransactionOutcome send(int number, ContractCall call) {
        return sender(number).send(call.keyed("call-" + sent++), PATIENCE, POLL);
    }

    Receipt done(int number, ContractCall call) {
        TransactionOutcome outcome = send(number, call);
        if (outcome instanceof TransactionOutcome.Confirmed(Receipt receipt)) {
            return receipt;
        }
        if (outcome instanceof TransactionOutcome.Reverted(Receipt receipt, Bytes error)) {
            throw new AssertionError("reverted " + Reverts.describe(error));
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

    void pass(long seconds) {
        anvil.increaseTime(Duration.ofSeconds(seconds));
        anvil.mine((int) (seconds / parameters.blockSeconds()) + 1);
    }

    void bonded(int number) {
        done(number, deployment.sequencers().bond(parameters.bond()));
    }

    /** Claims as soon as the account's rank allows it. */
    void leased(int number) {
        long opensAt = ask(deployment.sequencers().claimableAt(address(number), BlockId.LATEST));
        pass(Math.max(0, opensAt - head().timestamp()) + 1);
        done(number, deployment.sequencers().claim());
    }

    long deposited(int number, long units) {
        done(DEPLOYER, deployment.token().mint(address(number), BigInteger.valueOf(units)));
        done(number, deployment.token().approve(deployment.bridgeAddress(), BigInteger.valueOf(units)));
        done(number, deployment.bridge().deposit(units));
        return ask(deployment.bridge().accountOf(address(number), BlockId.LATEST))
                .orElseThrow();
    }

    /** The header that an append on the tip will get, for this data and root, taking what it must from the inbox. */
    BatchHeader next(BatchHeader parent, int segments, byte[] data, Bytes32 finalRoot) {
        return next(parent, segments, data, finalRoot, ask(deployment.rollup().requiredInboxEnd(BlockId.LATEST)));
    }

    BatchHeader next(BatchHeader parent, int segments, byte[] data, Bytes32 finalRoot, long inboxEnd) {
        return new BatchHeader(
                BatchHeader.VERSION,
                parent.hash(),
                parent.index() + 1,
                head().timestamp(),
                inboxEnd,
                ask(deployment.bridge().inboxAcc(inboxEnd, BlockId.LATEST)),
                ask(deployment.sequencers().lease(BlockId.LATEST)).id(),
                data.length,
                segments,
                DataChunks.root(data),
                finalRoot);
    }

    BatchHeader appended(int number, BatchHeader parent, byte[] data, Bytes32 finalRoot) {
        return appended(number, data, next(parent, 1, data, finalRoot));
    }

    BatchHeader appended(int number, byte[] data, BatchHeader header) {
        done(number, deployment.rollup().append(header, data));
        assertThat(ask(deployment.rollup().tip(BlockId.LATEST)).batchHash()).isEqualTo(header.hash());
        return header;
    }

    private static SortedMap<Long, byte[]> genesisCells(long time) {
        SortedMap<Long, byte[]> cells = new TreeMap<>();
        byte[] cursor = new byte[CURSOR_LENGTH];
        Abi.word(BigInteger.valueOf(time * 1_000).shiftLeft(160)).copyTo(cursor, 0);
        BigInteger config = BigInteger.valueOf(700).shiftLeft(240).add(BigInteger.ONE.shiftLeft(232));
        cells.put(1L << 40, cursor);
        cells.put(1L << 40 | 1, Abi.word(config).bytes());
        return cells;
    }

    @Override
    public void close() {
        client.close();
        anvil.close();
    }
}
