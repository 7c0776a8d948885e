package io.truebook.sequencer.posting;

import io.truebook.derivation.BlockRef;
import io.truebook.derivation.Families;
import io.truebook.derivation.L1Chain;
import io.truebook.derivation.Progress;
import io.truebook.derivation.RpcSource;
import io.truebook.l1.Block;
import io.truebook.l1.BlockId;
import io.truebook.l1.Deployment;
import io.truebook.l1.FileOutbox;
import io.truebook.l1.L1Client;
import io.truebook.l1.L1Query;
import io.truebook.l1.Signer;
import io.truebook.l1.TransactionSender;
import io.truebook.sequencer.BatchLog;
import io.truebook.sequencer.Mode;
import io.truebook.sequencer.Sequencer;
import io.truebook.tree.CellStore;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Ties a sequencer to L1 on one thread of its own. Each look reads what is new and then moves everything as far as it can go: the
 * sequencer's chain to L1's, the lease, the inbox, the batches. What L1 does not say is left for the next look; no error ends the thread.
 */
public final class L1Link implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(L1Link.class.getName());
    private static final Duration CLOSING = Duration.ofSeconds(30);

    private final Sequencer sequencer;
    private final L1Client client;
    private final Deployment deployment;
    private final L1Options options;
    private final L1Figures figures = new L1Figures();
    private final ChainClock clock;
    private final L1Answers l1;
    private final CellStore store;
    private final LeaseFence fence;
    private final ChainAlignment alignment;
    private final FinalityTracker finality;
    private final LeaseTaker lease;
    private final InboxFeed inbox;
    private final PostingLine posting;
    private final PriceFeeds feeds;
    private final List<Consumer<BatchLog.Entry>> onAdvanced = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().daemon().name("l1-link").unstarted(this::run);
    private L1Chain chain;

    public L1Link(Sequencer sequencer, L1Client client, Deployment deployment, Signer signer, L1Options options) {
        this(sequencer, client, deployment, signer, options, UnaryOperator.identity());
    }

    /**
     * @param signer the bonded key; nothing else may use its account
     * @param posting put around the poster, or in its place
     */
    public L1Link(
            Sequencer sequencer,
            L1Client client,
            Deployment deployment,
            Signer signer,
            L1Options options,
            UnaryOperator<BatchPoster> posting) {
        this.sequencer = sequencer;
        this.client = client;
        this.deployment = deployment;
        this.options = options;
        clock = new ChainClock(sequencer.clock(), options.parameters().blockSeconds() * 1000);
        l1 = new L1Answers(client);
        FileOutbox outbox = new FileOutbox(
                options.folder().resolve("outbox").resolve(signer.address().hex()));
        TransactionSender sender = new TransactionSender(client, signer, outbox, options.fees(), deployment.chainId());
        LocalBatches local = new LocalBatches(sequencer, deployment.genesis());
        store = Families.open(options.folder().resolve("l1"), LeaseFence.FAMILIES);
        fence = new LeaseFence(store, new LinkedHashSet<>(List.of(options.folder(), sequencer.folder())));
        alignment = new ChainAlignment(sequencer, local, fence, figures);
        finality = new FinalityTracker(
                sequencer,
                deployment,
                options.parameters(),
                client,
                l1,
                figures,
                entry -> onAdvanced.forEach(listener -> listener.accept(entry)));
        lease = new LeaseTaker(
                sequencer,
                local,
                alignment,
                fence,
                deployment,
                signer.address(),
                options,
                l1,
                clock,
                new RepeatableCall(sender));
        inbox = new InboxFeed(sequencer, client, deployment, options);
        BatchPoster poster = new RollupPoster(client, deployment, options.parameters(), sender, clock);
        feeds = new PriceFeeds(options.priceFeeds(), client, sequencer::feedsRead);
        this.posting = new PostingLine(local, posting.apply(poster), alignment, options, figures);
    }

    /**
     * Says that the data are older than what this sequencer has done last, as after a restore. Nothing is signed any more under leases taken
     * until now: what these data have accepted is posted, then a new lease is taken. To be called before {@link #start}.
     */
    public void restored() {
        fence.forgetClaims("the data were restored");
    }

    /** Begins to look at L1; returns at once, whether L1 is there or not. */
    public void start() {
        thread.start();
    }

    /** Called on the link's thread with each batch that came onto L1 or became final. */
    public void onAdvanced(Consumer<BatchLog.Entry> listener) {
        onAdvanced.add(listener);
    }

    public L1Figures figures() {
        return figures;
    }

    public ChainClock clock() {
        return clock;
    }

    /** Ends after the look that is under way. To be closed before the sequencer. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(CLOSING);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!thread.isAlive()) {
            store.close();
        }
    }

    private void run() {
        try {
            do {
                try {
                    look();
                } catch (RuntimeException failure) {
                    note(failure);
                }
                feeds.look();
            } while (!closing.await(options.pollInterval().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** An endpoint that is dead for an hour is worth one line, a failure of the link itself its trace. */
    private void note(RuntimeException failure) {
        String why = String.valueOf(failure.getMessage());
        if (!why.equals(figures.lastError())) {
            if (failure instanceof UnknownAnswerException) {
                LOG.log(Level.WARNING, "L1 is left for the next look: {0}", why);
            } else {
                LOG.log(Level.ERROR, "a look at L1 failed", failure);
            }
        }
        figures.failed(why);
    }

    private void look() throws InterruptedException {
        Mode mode = sequencer.standing().mode();
        if (mode == Mode.HALTED || mode == Mode.STOPPED) {
            return;
        }
        L1View view = follow();
        ChainAlignment.Aligned aligned = alignment.align(view);
        if (aligned.common() < finality.settled()) {
            sequencer.halt("L1 has left batch " + finality.settled() + ", which was final");
            return;
        }
        finality.track(view, aligned.common());
        if (lease.step(view, aligned)) {
            inbox.deliver(view);
        }
        posting.step(view, aligned);
    }

    private L1View follow() {
        if (chain == null) {
            RpcSource source = new RpcSource(client, deployment, BlockId.LATEST, 0);
            BlockRef origin = L1Answers.agreed(source.origin(deployment));
            chain = new L1Chain(store, source, origin, deployment.genesis());
        }
        if (chain.advance() instanceof Progress.Unknown(String reason)) {
            throw new UnknownAnswerException(reason);
        }
        Block head = l1.ask(L1Query.block(BlockId.of(chain.tip().number())));
        clock.saw(head);
        sequencer.gasCosts(head.baseFee().add(options.fees().tip()).doubleValue());
        figures.at(head.number(), chain.batches().tip().index());
        return new L1View(chain, head);
    }
}
