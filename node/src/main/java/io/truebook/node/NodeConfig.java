package io.truebook.node;

import com.typesafe.config.Config;
import io.truebook.l1.FeePolicy;
import io.truebook.l1.SignerSource;
import io.truebook.sequencer.controller.DivergencePolicy;
import io.truebook.sequencer.controller.DivergencePolicy.Limit;
import io.truebook.sequencer.controller.Level;
import io.truebook.sequencer.divergence.PriceFeed;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What {@code node.conf} says, checked as a whole: every problem is named with its key at once. */
public record NodeConfig(
        Path dataFolder,
        L1 l1,
        Keys keys,
        SequencerSection sequencer,
        WatcherSection watcher,
        URI gateway,
        DeployConfig deploy) {
    private static final long NANO = 1_000_000_000L;
    private static final long MOST_USDC = Long.MAX_VALUE / NANO;

    public record L1(List<URI> endpoints, Path deploymentFile, FeePolicy fees) {}

    public record Keys(
            SignerSource sequencer,
            SignerSource challenger,
            SignerSource trader,
            SignerSource publisher,
            SignerSource deployer,
            SignerSource governor) {}

    /**
     * @param inboxDepth blocks on top of a message before it is consumed; empty: the finalized block
     * @param requestsPerSecond of one address in the long run
     * @param requestBurst of one address at once
     */
    public record SequencerSection(
            String httpHost,
            int httpPort,
            int maxBodyBytes,
            int maxConnections,
            int maxConnectionsPerAddress,
            int requestsPerSecond,
            int requestBurst,
            OptionalInt inboxDepth,
            int maxBatchBytes,
            Duration heartbeat,
            Duration timeStep,
            Duration headInterval,
            int queueLength,
            long dataRate,
            long dataBurst,
            DivergencePolicy policy,
            Duration pollInterval,
            List<PriceFeed> priceFeeds) {}

    /** @param headSources gateways whose signed heads are compared with the batches */
    public record WatcherSection(
            int challengeDepth,
            Duration pollInterval,
            String metricsHost,
            int metricsPort,
            boolean challenge,
            boolean reconcile,
            List<URI> headSources) {}

    static NodeConfig of(Config config) {
        ConfigReader read = new ConfigReader(config);
        NodeConfig result = new NodeConfig(
                Path.of(read.text("data-folder")),
                l1(read),
                keys(read),
                sequencer(read),
                watcher(read),
                read.uri("gateway"),
                DeployConfig.of(read));
        read.requireNoProblems();
        return result;
    }

    private static L1 l1(ConfigReader read) {
        FeePolicy fees = new FeePolicy(
                BigInteger.valueOf(read.number("l1.tip", 0, Long.MAX_VALUE)),
                BigInteger.valueOf(read.number("l1.max-fee", 1, Long.MAX_VALUE)),
                (int) read.number("l1.bump-after", 1, 1_000),
                (int) read.number("l1.settle-depth", 1, 100_000));
        return new L1(read.uris("l1.endpoints"), Path.of(read.text("l1.deployment-file")), fees);
    }

    private static Keys keys(ConfigReader read) {
        return new Keys(
                key(read, "sequencer"),
                key(read, "challenger"),
                key(read, "trader"),
                key(read, "publisher"),
                key(read, "deployer"),
                key(read, "governor"));
    }

    private static SignerSource key(ConfigReader read, String role) {
        String keystore = read.text("keys." + role + ".keystore");
        return keystore.isEmpty()
                ? new SignerSource.Environment(read.text("keys." + role + ".key-variable"))
                : new SignerSource.Keystore(Path.of(keystore), read.text("keys." + role + ".password-variable"));
    }

    private static SequencerSection sequencer(ConfigReader read) {
        return new SequencerSection(
                read.text("sequencer.http-host"),
                (int) read.number("sequencer.http-port", 0, 65_535),
                (int) read.number("sequencer.max-body-bytes", 4_200, 1 << 24),
                (int) read.number("sequencer.max-connections", 1, 1 << 20),
                (int) read.number("sequencer.max-connections-per-address", 1, 1 << 20),
                (int) read.number("sequencer.requests-per-second", 1, 1 << 30),
                (int) read.number("sequencer.request-burst", 1, 1 << 30),
                read.depth("sequencer.inbox-depth"),
                (int) read.number("sequencer.max-batch-bytes", 8_192, 86_000),
                read.duration("sequencer.heartbeat"),
                read.duration("sequencer.time-step"),
                read.duration("sequencer.head-interval"),
                (int) read.number("sequencer.queue-length", 1, 1 << 24),
                read.number("sequencer.data-rate", 1, Long.MAX_VALUE),
                read.number("sequencer.data-burst", 4_200, Long.MAX_VALUE),
                policy(read),
                read.duration("sequencer.poll-interval"),
                PriceFeedConfig.all(read));
    }

    private static DivergencePolicy policy(ConfigReader read) {
        String section = "sequencer.divergence-policy.";
        DivergencePolicy.Cost cost = new DivergencePolicy.Cost(
                read.number(section + "cost.ppb-per-hour", 0, 1_000_000_000_000L),
                read.number(section + "cost.ether-usdc", 1, 1_000_000_000),
                read.number(section + "cost.batch-gas", 1, 1 << 24),
                read.number(section + "cost.byte-gas", 1, 1_000),
                Math.max(1, read.duration(section + "cost.horizon").toMillis()));
        Map<Level, Limit> limits = new EnumMap<>(Level.class);
        limits.put(Level.POST_NOW, limit(read, section + "post-now"));
        limits.put(Level.REDUCE_ONLY, limit(read, section + "reduce-only"));
        limits.put(Level.HALT, limit(read, section + "halt"));
        limits.put(Level.CLOSED, limit(read, section + "closed"));
        return read.checked(
                "sequencer.divergence-policy",
                () -> new DivergencePolicy(
                        read.duration(section + "max-age").toMillis(),
                        cost,
                        limits,
                        (int) read.number(section + "leave-percent", 1, 100),
                        read.duration(section + "dwell").toMillis(),
                        read.duration(section + "tick").toMillis()),
                DivergencePolicy.byAge(1, 1));
    }

    /** 0 for no limit. */
    private static Limit limit(ConfigReader read, String key) {
        long usdc = read.number(key + ".divergence", 0, MOST_USDC);
        long millis = read.duration(key + ".age").toMillis();
        return new Limit(usdc == 0 ? Limit.NONE : usdc * NANO, millis == 0 ? Limit.NONE : millis);
    }

    private static WatcherSection watcher(ConfigReader read) {
        return new WatcherSection(
                (int) read.number("watcher.challenge-depth", 0, 1_000),
                read.duration("watcher.poll-interval"),
                read.text("watcher.metrics-host"),
                (int) read.number("watcher.metrics-port", 0, 65_535),
                read.flag("watcher.challenge"),
                read.flag("watcher.reconcile"),
                read.urisOrNone("watcher.head-sources"));
    }
}
