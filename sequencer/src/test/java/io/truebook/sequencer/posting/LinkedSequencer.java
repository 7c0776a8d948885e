package io.truebook.sequencer.posting;

import io.truebook.engine.Cells;
import io.truebook.engine.Eip712Domain;
import io.truebook.l1.Bytes32;
import io.truebook.l1.Deployment;
import io.truebook.l1.L1Client;
import io.truebook.l1.RollupParameters;
import io.truebook.l1.SignedHead;
import io.truebook.sequencer.BatchStatus;
import io.truebook.sequencer.Feed;
import io.truebook.sequencer.Mode;
import io.truebook.sequencer.Outcome;
import io.truebook.sequencer.Sequencer;
import io.truebook.sequencer.SequencerOptions;
import io.truebook.sequencer.Setup;
import io.truebook.sequencer.Submission;
import io.truebook.sequencer.TestExchange;
import io.truebook.sequencer.divergence.PriceFeed;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A sequencer with its link to L1, as a process would run both. */
final class LinkedSequencer implements AutoCloseable {
    static final SequencerOptions OPTIONS = options(60_000);

    final Sequencer sequencer;
    final L1Link link;

    /** Everything it has signed. */
    final Queue<SignedHead> heads = new ConcurrentLinkedQueue<>();

    final Eip712Domain domain;
    private final L1Client client;

    LinkedSequencer(Path folder, URI l1, Deployment deployment, RollupParameters parameters, int key) {
        this(folder, l1, deployment, parameters, key, OPTIONS, UnaryOperator.identity());
    }

    LinkedSequencer(
            Path folder,
            URI l1,
            Deployment deployment,
            RollupParameters parameters,
            int key,
            SequencerOptions options,
            UnaryOperator<BatchPoster> posting) {
        this(folder, l1, deployment, parameters, key, options, OptionalInt.of(2), posting);
    }

    /** @param inboxDepth blocks on top of an inbox message before it is consumed; empty: the finalized block */
    LinkedSequencer(
            Path folder,
            URI l1,
            Deployment deployment,
            RollupParameters parameters,
            int key,
            SequencerOptions options,
            OptionalInt inboxDepth,
            UnaryOperator<BatchPoster> posting) {
        this(folder, l1, deployment, parameters, key, options, inboxDepth, List.of(), posting, false);
    }

    /** @param restored whether its operator says that the folder is from a backup */
    LinkedSequencer(
            Path folder,
            URI l1,
            Deployment deployment,
            RollupParameters parameters,
            int key,
            SequencerOptions options,
            OptionalInt inboxDepth,
            List<PriceFeed> feeds,
            UnaryOperator<BatchPoster> posting,
            boolean restored) {
        domain = new Eip712Domain(
                deployment.chainId(), deployment.bridgeAddress().bytes());
        client = DeployedExchange.client(l1);
        Bytes32 secret = DeployedExchange.key(key);
        Setup setup = new Setup(
                folder,
                domain,
                deployment.genesisTime(),
                new io.truebook.sequencer.signing.Signer(secret.bytes()),
                options);
        sequencer = Sequencer.open(setup, new Feed() {
            @Override
            public void signed(SignedHead head) {
                heads.add(head);
            }
        });
        L1Options l1Options =
                L1Options.of(folder, parameters, DeployedExchange.fees(), inboxDepth, Duration.ofMillis(100), feeds);
        link = new L1Link(sequencer, client, deployment, io.truebook.l1.Signer.of(secret), l1Options, posting);
        if (restored) {
            link.restored();
        }
        link.start();
    }

    static LinkedSequencer on(DeployedExchange exchange, Path folder, int key) {
        return new LinkedSequencer(folder, exchange.anvil.url(), exchange.deployment, exchange.parameters, key);
    }

    /** @param maxUnpostedMillis age of what is not on L1 from which orders are refused */
    static SequencerOptions options(long maxUnpostedMillis) {
        return new SequencerOptions(
                20_000, 400, 2_000, 100, 2, 10_000, 1_000_000_000L, 1_000_000_000L, maxUnpostedMillis);
    }

    /** Waits for the lease, the traders' deposits and a price. */
    LinkedSequencer trading() throws Exception {
        await("a lease", () -> sequencer.standing().mode() == Mode.ACTIVE);
        await("deposits", () -> sequencer.accounts().count() == DeployedExchange.TRADERS);
        Outcome priced = submit(TestExchange.price(domain, TestExchange.MARK, System.currentTimeMillis() - 200));
        if (!(priced instanceof Outcome.Sequenced)) {
            throw new AssertionError("no price: " + priced);
        }
        return this;
    }

    Outcome submit(byte[] item) throws Exception {
        return later(item).get(20, TimeUnit.SECONDS);
    }

    CompletableFuture<Outcome> later(byte[] item) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        sequencer.submit(new Submission(item, List.of(), outcome::complete, System.nanoTime()));
        return outcome;
    }

    byte[] place(int trader, long nonce, int flags, int tick, long lots) {
        return TestExchange.place(domain, trader, nonce, flags, tick, lots);
    }

    <T> T ask(Function<Cells, T> question) throws Exception {
        CompletableFuture<T> answer = new CompletableFuture<>();
        sequencer.query(
                question,
                answer::complete,
                refusal -> answer.completeExceptionally(new IllegalStateException(refusal.name())));
        return answer.get(20, TimeUnit.SECONDS);
    }

    /** Whether the batch of an item has come so far. */
    boolean has(long sequence, BatchStatus status) {
        var entry = sequencer.batches().ofSequence(sequence);
        return entry != null && entry.status().compareTo(status) >= 0;
    }

    void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(what + " did not come; mode "
                        + sequencer.standing().mode() + " "
                        + sequencer.standing().reason() + ", obstacle '"
                        + link.figures().obstacle() + "', last error '"
                        + link.figures().lastError() + "'");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Override
    public void close() {
        link.close();
        sequencer.close();
        client.close();
    }
}
