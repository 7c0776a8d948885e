package io.truebook.node;

import io.truebook.derivation.BlockRef;
import io.truebook.derivation.Judged;
import io.truebook.derivation.Verdict;
import io.truebook.l1.Deployment;
import io.truebook.l1.SignedHead;
import io.truebook.l1.Signer;
import io.truebook.l1.TransactionSender;
import io.truebook.prover.Challenger;
import io.truebook.prover.Equivocation;
import io.truebook.prover.Equivocations;
import io.truebook.prover.Salts;
import io.truebook.prover.VerifierAudit;
import io.truebook.prover.Watcher;
import io.truebook.prover.WatcherListener;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "watcher",
        description = {
            "Replays every batch from L1 and proves a wrong one on L1. Key: keys.challenger.",
            "Compares signed heads with each other and with the batches, and has equivocations punished.",
            "Says `unknown`, and does nothing, when endpoints disagree or data are missing."
        })
final class WatcherCommand implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger("watcher");

    @Mixin
    private CommonOptions common;

    @Override
    public void run() {
        NodeConfig config = common.config();
        AtomicBoolean stop = new AtomicBoolean();
        Thread running = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.set(true);
            try {
                running.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }));
        try (L1Session l1 = new L1Session(config)) {
            Deployment deployment = l1.deployment();
            Signer signer = l1.signer(config.keys().challenger());
            Path folder = config.dataFolder().resolve("watcher");
            VerifierAudit audit = new VerifierAudit(l1.client(), deployment.verifier());
            try (FollowedChain followed = new FollowedChain(
                            l1, deployment, folder, config.watcher().challengeDepth(), audit);
                    WatcherMetrics metrics = new WatcherMetrics(config.watcher(), l1, deployment, followed);
                    HeadFeeds feeds = new HeadFeeds()) {
                TransactionSender sender = l1.sender(signer);
                Challenger challenger = new Challenger(
                        l1.client(),
                        sender,
                        new Salts(followed.store()),
                        deployment.rollup(),
                        config.watcher().challenge());
                Optional<Reconciler> reconciler = config.watcher().reconcile()
                        ? Optional.of(new Reconciler(l1.client(), deployment, sender, followed.store()))
                        : Optional.empty();
                Equivocations equivocations = followed.equivocations(l1, deployment, challenger);
                Watcher watcher = new Watcher(
                        followed.chain(),
                        followed.replay(),
                        challenger,
                        new Told(metrics, equivocations, reconciler),
                        Optional.of(audit));
                metrics.watch(equivocations);
                config.watcher().headSources().forEach(source -> feeds.hear(source, equivocations::offer));
                HeadFolder left = new HeadFolder(folder.resolve("heads"));
                LOG.info(
                        "watching {} as {}, metrics on port {}",
                        deployment.rollup().address(),
                        signer.address(),
                        metrics.port());
                watch(config, watcher, metrics, reconciler, equivocations, left, stop);
            }
        }
    }

    /** Who hears what the watcher sees. */
    private record Told(WatcherMetrics metrics, Equivocations equivocations, Optional<Reconciler> reconciler)
            implements WatcherListener {
        @Override
        public void judged(Judged judged) {
            metrics.judged(judged);
            if (judged.verdict() instanceof Verdict.Valid) {
                reconciler.ifPresent(each -> each.judged(judged));
            }
        }

        @Override
        public void audited(VerifierAudit.Finding finding) {
            metrics.audited(finding);
        }

        @Override
        public void reorganised(BlockRef now) {
            metrics.reorganised(now);
            equivocations.reorganised();
        }
    }

    private static void watch(
            NodeConfig config,
            Watcher watcher,
            WatcherMetrics metrics,
            Optional<Reconciler> reconciler,
            Equivocations equivocations,
            HeadFolder left,
            AtomicBoolean stop) {
        String last = "";
        String lastCharge = "";
        while (!stop.get()) {
            Watcher.Standing standing = watcher.step();
            metrics.stands(standing);
            if (standing instanceof Watcher.Standing.UpToDate) {
                reconciler.ifPresent(Reconciler::step);
            }
            String described = describe(standing);
            if (!described.equals(last)) {
                LOG.info(described);
                last = described;
            }
            left.read(equivocations::offer);
            if (!(standing instanceof Watcher.Standing.Unknown)) {
                for (Equivocations.Pursued pursued : equivocations.step()) {
                    String charge = describe(pursued);
                    if (!charge.equals(lastCharge)) {
                        LOG.warn(charge);
                        lastCharge = charge;
                    }
                }
            }
            Pause.of(config.watcher().pollInterval());
        }
    }

    private static String describe(Equivocations.Pursued pursued) {
        SignedHead head = pursued.equivocation().head().head();
        String against = pursued.equivocation() instanceof Equivocation.HeadAndBatch batch
                ? "batch " + batch.header().index()
                : "another head";
        return "EQUIVOCATION under lease " + head.leaseId() + ": item " + head.sequence() + " of a signed head and of "
                + against + " differ: " + pursued.move();
    }

    private static String describe(Watcher.Standing standing) {
        return switch (standing) {
            case Watcher.Standing.UpToDate up -> "valid up to batch " + up.tip().index();
            case Watcher.Standing.Unknown(String reason) -> "unknown: " + reason;
            case Watcher.Standing.Challenging challenging ->
                "batch " + challenging.batch().index() + " is WRONG in segment "
                        + challenging.evidence().segment() + ": " + challenging.move();
        };
    }
}
