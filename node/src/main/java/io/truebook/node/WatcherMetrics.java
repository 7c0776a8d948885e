package io.truebook.node;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.truebook.derivation.BlockRef;
import io.truebook.derivation.Judged;
import io.truebook.derivation.Solvency;
import io.truebook.derivation.Verdict;
import io.truebook.l1.Agreement;
import io.truebook.l1.BlockId;
import io.truebook.l1.BridgeContract;
import io.truebook.l1.Deployment;
import io.truebook.prover.Equivocations;
import io.truebook.prover.HeadCheck;
import io.truebook.prover.VerifierAudit;
import io.truebook.prover.Watcher;
import io.truebook.prover.WatcherListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a watcher shows on /metrics, and its alarms: a wrong batch, books that do not add up, a contract that differs. Money in nano-USDC. */
final class WatcherMetrics implements WatcherListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("watcher");
    private static final BigInteger NANO_PER_UNIT = BigInteger.valueOf(1_000);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final L1Session l1;
    private final Deployment deployment;
    private final FollowedChain followed;
    private final HttpServer server;
    private final AtomicLong batch = gauge("truebook.watcher.batch", "last valid batch");
    private final AtomicLong block = gauge("truebook.watcher.block", "L1 block followed up to");
    private final AtomicLong standing = gauge("truebook.watcher.standing", "0 up to date, 1 unknown, 2 challenging");
    private final AtomicLong gap = gauge("truebook.solvency.gap", "books less liabilities: 0");
    private final AtomicLong liabilities = gauge("truebook.liabilities", "all that accounts own");
    private final AtomicLong insurance = gauge("truebook.insurance", "the insurance fund");
    private final AtomicLong badDebt = gauge("truebook.bad.debt", "what accounts owe beyond all they have");
    private final AtomicLong surplus =
            gauge("truebook.bridge.surplus", "tokens of the Bridge less its books: not negative");
    private final AtomicLong miscounted =
            gauge("truebook.liabilities.miscounted", "liabilities as the engine counts them less those added up: 0");
    private final AtomicLong reconciled =
            gauge("truebook.bridge.reconciled", "last batch reconciled with the books of the Bridge");
    private final AtomicLong paused =
            gauge("truebook.bridge.paused", "batch that could not be reconciled when last tried, 0 for none");
    private final AtomicLong differing = gauge(
            "truebook.watcher.audit.differing", "1 while the verifier contract and the engine differ on a segment");
    private final Counter audited =
            Counter.builder("truebook.watcher.audit.passed").register(registry);
    private final Counter segments =
            Counter.builder("truebook.watcher.segments").register(registry);
    private final Counter reorgs = Counter.builder("truebook.watcher.reorgs").register(registry);
    private long judgedIndex = -1;

    WatcherMetrics(NodeConfig.WatcherSection config, L1Session l1, Deployment deployment, FollowedChain followed) {
        this.l1 = l1;
        this.deployment = deployment;
        this.followed = followed;
        try {
            server = HttpServer.create(new InetSocketAddress(config.metricsHost(), config.metricsPort()), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException("the metrics port " + config.metricsPort(), failure);
        }
        server.createContext("/metrics", exchange -> {
            byte[] text = registry.scrape().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void judged(Judged judged) {
        if (judged.verdict() instanceof Verdict.Valid) {
            segments.increment(judged.batch().header().segments());
            batch.set(judged.batch().index());
        }
    }

    @Override
    public void reorganised(BlockRef now) {
        reorgs.increment();
    }

    /** Shows the heads that are kept, and those that were dropped. */
    void watch(Equivocations watched) {
        Gauge.builder("truebook.watcher.heads.known", watched, Equivocations::known)
                .description("signed heads that a batch may yet contradict")
                .register(registry);
        for (HeadCheck.Fault fault : HeadCheck.Fault.values()) {
            FunctionCounter.builder(
                            "truebook.watcher.heads.dropped",
                            watched,
                            heads -> heads.dropped().getOrDefault(fault, 0L))
                    .tag("fault", fault.name())
                    .register(registry);
        }
    }

    @Override
    public void audited(VerifierAudit.Finding finding) {
        switch (finding) {
            case VerifierAudit.Finding.Agrees _ -> {
                audited.increment();
                differing.set(0);
            }
            case VerifierAudit.Finding.Differs(String how) -> {
                if (differing.getAndSet(1) == 0) {
                    LOG.error("ALARM: the verifier contract and this engine differ, no batch is challenged: {}", how);
                }
            }
            case VerifierAudit.Finding.Contradicted(String reason) -> LOG.warn(reason);
            case VerifierAudit.Finding.Unanswered(String reason) ->
                LOG.warn("the audit of the verifier contract got no answer: {}", reason);
        }
    }

    /** Notes a standing, and audits the books whenever the state has moved. */
    void stands(Watcher.Standing now) {
        standing.set(
                switch (now) {
                    case Watcher.Standing.UpToDate up -> 0;
                    case Watcher.Standing.Unknown unknown -> 1;
                    case Watcher.Standing.Challenging challenging -> 2;
                });
        long before = block.getAndSet(followed.chain().tip().number());
        if (now instanceof Watcher.Standing.UpToDate(BlockRef at, var _) && at.number() != before) {
            reconciliation(BlockId.of(at.number()));
        }
        if (now instanceof Watcher.Standing.UpToDate(BlockRef at, var tip) && tip.index() != judgedIndex) {
            judgedIndex = tip.index();
            batch.set(tip.index());
            audit(BlockId.of(at.number()));
        }
    }

    private void audit(BlockId at) {
        Solvency state = Solvency.of(followed.store()::read);
        gap.set(state.gap());
        liabilities.set(state.liabilities());
        insurance.set(state.insurance());
        badDebt.set(state.badDebt());
        miscounted.set(state.counted() - state.liabilities());
        if (state.counted() != state.liabilities()) {
            LOG.error(
                    "ALARM: batch {} counts liabilities of {} nano-USDC, it has {}",
                    judgedIndex,
                    state.counted(),
                    state.liabilities());
        }
        if (state.gap() != 0) {
            LOG.error(
                    "ALARM: the books of batch {} differ from its liabilities by {} nano-USDC",
                    judgedIndex,
                    state.gap());
        }
        if (l1.client().agree(deployment.bridge().books(at))
                        instanceof Agreement.Agreed<BridgeContract.Books>(var books)
                && l1.client()
                                .agree(deployment
                                        .token()
                                        .balanceOf(deployment.bridge().address(), at))
                        instanceof Agreement.Agreed<BigInteger>(BigInteger balance)) {
            BigInteger more =
                    balance.multiply(NANO_PER_UNIT).subtract(books.credited().subtract(books.claimed()));
            surplus.set(more.longValue());
            if (more.signum() < 0) {
                LOG.error("ALARM: the Bridge holds {} nano-USDC less than its books say", more.negate());
            }
        }
    }

    private void reconciliation(BlockId at) {
        if (l1.client().agree(deployment.bridge().reconciliation(at))
                instanceof Agreement.Agreed<BridgeContract.Reconciliation>(var now)) {
            reconciled.set(now.index());
            if (paused.getAndSet(now.pausedIndex()) != now.pausedIndex() && now.pausedIndex() != 0) {
                LOG.error("ALARM: the Bridge has paused the withdrawals of batch {}", now.pausedIndex());
            }
        }
    }

    private AtomicLong gauge(String name, String description) {
        AtomicLong value = new AtomicLong();
        Gauge.builder(name, value, AtomicLong::doubleValue)
                .description(description)
                .register(registry);
        return value;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
