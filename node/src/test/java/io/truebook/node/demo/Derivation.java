package io.truebook.node.demo;

import io.truebook.derivation.BlockRef;
import io.truebook.derivation.Families;
import io.truebook.derivation.Judged;
import io.truebook.derivation.L1Chain;
import io.truebook.derivation.LoggedBatch;
import io.truebook.derivation.Progress;
import io.truebook.derivation.Replay;
import io.truebook.derivation.RpcSource;
import io.truebook.derivation.Solvency;
import io.truebook.derivation.StateProofs;
import io.truebook.derivation.Verdict;
import io.truebook.engine.Cells;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.EngineListener;
import io.truebook.l1.Agreement;
import io.truebook.l1.BlockId;
import io.truebook.l1.BridgeContract;
import io.truebook.l1.Deployment;
import io.truebook.l1.L1Query;
import io.truebook.l1.Read;
import io.truebook.l1.TransactionOutcome;
import io.truebook.l1.TransactionSender;
import io.truebook.sequencer.signing.NativeRecovery;
import io.truebook.tree.CellStore;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The state as anybody derives it from L1, held against the Bridge's books; and the claims that are made from it. */
final class Derivation implements AutoCloseable {
    private static final BigInteger NANO_PER_UNIT = BigInteger.valueOf(1_000);
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration POLL = Duration.ofMillis(100);

    /**
     * Solvency at one block, nano-USDC. All but the last two are 0 when nothing was made or lost.
     *
     * @param gap books of the state less its liabilities, added up
     * @param miscounted liabilities as the engine counts them less those added up
     * @param credited what the Bridge has credited up to the state's end of the inbox less what the state has
     * @param unpaid withdrawn in the state less what the Bridge has paid: not negative
     * @param surplus tokens of the Bridge less its books: not negative
     */
    record Sample(long batch, long gap, long miscounted, long credited, long unpaid, long surplus) {
        long worst() {
            long most = Math.max(Math.abs(gap), Math.max(Math.abs(miscounted), Math.abs(credited)));
            return Math.max(most, -Math.min(0, Math.min(unpaid, surplus)));
        }
    }

    private final DemoL1 l1;
    private final Deployment deployment;
    private final CellStore store;
    private final L1Chain chain;
    private final Replay replay;
    private int claims;

    Derivation(DemoL1 l1, Deployment deployment, Path folder) {
        this.l1 = l1;
        this.deployment = deployment;
        store = Families.open(folder);
        RpcSource source = new RpcSource(l1.client(), deployment, BlockId.LATEST, 0);
        if (!(source.origin(deployment) instanceof Agreement.Agreed<BlockRef>(BlockRef origin))) {
            throw new DemoFailure("the block before the deployment cannot be read");
        }
        chain = new L1Chain(store, source, origin, deployment.genesis());
        Eip712Domain domain = new Eip712Domain(
                deployment.chainId(), deployment.bridgeAddress().bytes());
        replay = new Replay(store, chain, domain, new NativeRecovery(), EngineListener.NONE);
    }

    /** Follows L1 to its head and looks; empty when L1 went another way meanwhile. */
    Optional<Sample> sample() {
        if (!follow()) {
            return Optional.empty();
        }
        Optional<Sample> first = sampleAt(chain.tip());
        if (first.isEmpty() || first.get().worst() == 0) {
            return first;
        }
        // Asked about its latest block, anvil may answer by the next one's state, which it makes just then: only a
        // block below says for sure.
        return waitUntilBuiltOn(chain.tip()) ? sampleAt(chain.tip()) : Optional.empty();
    }

    private boolean waitUntilBuiltOn(BlockRef head) {
        for (Instant end = Instant.now().plus(PATIENCE); Instant.now().isBefore(end); ) {
            if (read(L1Query.block(BlockId.LATEST))
                    .filter(latest -> latest.number() > head.number())
                    .isPresent()) {
                return true;
            }
            Pause.of(POLL);
        }
        return false;
    }

    private Optional<Sample> sampleAt(BlockRef head) {
        BlockId block = BlockId.of(head.number());
        LoggedBatch at = replay.at();
        Solvency state = Solvency.of(store::read);
        BridgeContract bridge = deployment.bridge();
        Optional<BigInteger> credited = read(bridge.credited(at.header().inboxEnd(), block));
        Optional<BridgeContract.Books> books = read(bridge.books(block));
        Optional<BigInteger> tokens = read(deployment.token().balanceOf(bridge.address(), block));
        boolean same = read(L1Query.block(block))
                .filter(now -> now.hash().equals(head.hash()))
                .isPresent();
        if (!same || credited.isEmpty() || books.isEmpty() || tokens.isEmpty()) {
            return Optional.empty();
        }
        BigInteger held = books.get().credited().subtract(books.get().claimed());
        return Optional.of(new Sample(
                at.index(),
                state.gap(),
                state.counted() - state.liabilities(),
                credited.get().longValue() - state.credited(),
                state.withdrawn() - books.get().claimed().longValue(),
                tokens.get().multiply(NANO_PER_UNIT).subtract(held).longValueExact()));
    }

    /** Claims everything that the last reconciled state says is withdrawn; a claim that a reorg drops is made again the next time. */
    void claim(TransactionSender sender) {
        sender.poll();
        Optional<BridgeContract.Reconciliation> reached =
                read(deployment.bridge().reconciliation(BlockId.LATEST));
        Optional<BridgeContract.Books> books = read(deployment.bridge().books(BlockId.LATEST));
        if (reached.isEmpty()
                || books.isEmpty()
                || reached.get().withdrawn().equals(books.get().claimed())
                || !follow()
                || reached.get().index() > replay.at().index()) {
            return;
        }
        replay.goBackTo(reached.get().index());
        LoggedBatch at = replay.at();
        long withdrawals = new Cells(store::read).totals().withdrawals;
        for (long number = 0; number < withdrawals; number++) {
            if (read(deployment.bridge().isClaimed(number, BlockId.LATEST)).orElse(true)) {
                continue;
            }
            BridgeContract.Withdrawal withdrawal =
                    StateProofs.withdrawal(store, store.tree(), number).orElseThrow();
            TransactionOutcome outcome = sender.send(
                    deployment.bridge().claim(at.header(), withdrawal).keyed("claim-" + number + "-" + ++claims),
                    PATIENCE,
                    POLL);
            if (!(outcome instanceof TransactionOutcome.Confirmed)) {
                return;
            }
        }
    }

    /** False when L1 cannot be followed just now, as in the middle of a reorg. A wrong batch is a failure. */
    private boolean follow() {
        BlockRef before;
        do {
            before = chain.tip();
            if (chain.advance() instanceof Progress.Unknown) {
                return false;
            }
        } while (!before.equals(chain.tip()));
        while (true) {
            Optional<Judged> judged = replay.next();
            if (judged.isEmpty()) {
                return true;
            }
            switch (judged.get().verdict()) {
                case Verdict.Valid() -> {}
                case Verdict.Unknown(String reason) -> {
                    return false;
                }
                case Verdict.Invalid(var divergence) ->
                    throw new DemoFailure("batch " + judged.get().batch().index() + " is wrong: " + divergence);
            }
        }
    }

    private <T> Optional<T> read(L1Query<T> query) {
        return l1.client().read(query) instanceof Read.Value<T>(T value, String endpoint)
                ? Optional.of(value)
                : Optional.empty();
    }

    @Override
    public void close() {
        store.close();
    }
}
