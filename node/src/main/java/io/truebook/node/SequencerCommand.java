package io.truebook.node;

import io.truebook.l1.Deployment;
import io.truebook.l1.DeploymentAudit;
import io.truebook.l1.RollupParameters;
import io.truebook.l1.Signer;
import io.truebook.sequencer.Mode;
import io.truebook.sequencer.Standing;
import io.truebook.sequencer.controller.DivergencePolicy;
import io.truebook.sequencer.controller.Level;
import io.truebook.sequencer.posting.BatchPoster;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "sequencer",
        description = {
            "Takes signed orders, matches and confirms them, and posts batches to L1. Key: keys.sequencer, which must be bonded.",
            "Serves REST, WebSocket and /metrics at sequencer.http-port. Waits for the lease when another sequencer holds it."
        })
final class SequencerCommand implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger("sequencer");
    private static final Duration WATCH = Duration.ofMillis(200);

    /** Builds what stands around posting, when there is anything. */
    interface Posting {
        Posting HONEST = (l1, deployment) -> UnaryOperator.identity();

        UnaryOperator<BatchPoster> around(L1Session l1, Deployment deployment);
    }

    @Mixin
    private CommonOptions common;

    @Option(
            names = "--restored",
            description = {
                "The data folder is from a backup, or the machine was set back: sign nothing under a lease taken before.",
                "What the folder has accepted is posted, then another lease is taken."
            })
    private boolean restored;

    @Override
    public void run() {
        run(common.config(), Posting.HONEST, restored);
    }

    /** Runs until the process is told to stop, or a check of the sequencer's own fails. */
    static void run(NodeConfig config, Posting posting) {
        run(config, posting, false);
    }

    private static void run(NodeConfig config, Posting posting, boolean restored) {
        CountDownLatch stop = new CountDownLatch(1);
        Thread running = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.countDown();
            try {
                running.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }));
        RollupParameters parameters = RollupParameters.profile(config.deploy().profile());
        requireTimelyPosting(config, parameters);
        try (L1Session l1 = new L1Session(config)) {
            Deployment deployment = l1.deployment();
            requireSound(l1, deployment, parameters);
            Signer signer = l1.signer(config.keys().sequencer());
            try (SequencerNode node =
                    new SequencerNode(config, l1, deployment, signer, posting.around(l1, deployment), restored)) {
                LOG.info(
                        "sequencer {} at http://{}:{}",
                        signer.address(),
                        config.sequencer().httpHost(),
                        node.port());
                watch(node.sequencer().standing(), stop);
            }
        }
    }

    /** Orders accepted for longer than this could wait for L1 until it takes their batch no more. */
    private static void requireTimelyPosting(NodeConfig config, RollupParameters parameters) {
        requireAge(config, Level.HALT, Duration.ofSeconds(parameters.lag()).dividedBy(4), "a quarter of");
        requireAge(config, Level.CLOSED, Duration.ofSeconds(parameters.lag()).dividedBy(2), "half");
    }

    private static void requireAge(NodeConfig config, Level level, Duration most, String part) {
        DivergencePolicy.Limit limit = config.sequencer().policy().limits().get(level);
        if (limit.ageMillis() > most.toMillis()) {
            throw new InvalidConfigException(List.of("sequencer.divergence-policy: the age for " + level + " is above "
                    + most.toSeconds() + " s; profile " + config.deploy().profile() + " allows no more, " + part
                    + " the age at which L1 refuses a batch"));
        }
    }

    /** Contracts other than those this build mirrors would prove honest batches wrong. */
    private static void requireSound(L1Session l1, Deployment deployment, RollupParameters parameters) {
        List<String> problems = DeploymentAudit.problems(l1.client(), deployment, parameters);
        if (!problems.isEmpty()) {
            throw new CommandFailure(
                    "the deployment is not what this build is made for:\n  " + String.join("\n  ", problems));
        }
    }

    private static void watch(Standing standing, CountDownLatch stop) {
        Mode last = null;
        try {
            do {
                Mode now = standing.mode();
                if (now != last) {
                    LOG.info("{} {}", now, standing.reason());
                    last = now;
                }
            } while (!stop.await(WATCH.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
