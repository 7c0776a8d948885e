package io.truebook.node;

import io.truebook.engine.Eip712Domain;
import io.truebook.l1.Bytes32;
import io.truebook.l1.Deployment;
import io.truebook.l1.RollupParameters;
import io.truebook.l1.Signer;
import io.truebook.sequencer.FeedFan;
import io.truebook.sequencer.Sequencer;
import io.truebook.sequencer.SequencerOptions;
import io.truebook.sequencer.Setup;
import io.truebook.sequencer.gateway.Gateway;
import io.truebook.sequencer.gateway.GatewayOptions;
import io.truebook.sequencer.market.MarketData;
import io.truebook.sequencer.metrics.SequencerMetrics;
import io.truebook.sequencer.posting.BatchPoster;
import io.truebook.sequencer.posting.L1Link;
import io.truebook.sequencer.posting.L1Options;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** A whole sequencer: the state in its folder, the gateway before it, and L1 behind it. */
final class SequencerNode implements AutoCloseable {
    private final Sequencer sequencer;
    private final L1Link link;
    private final Gateway gateway;

    /** @param posting put around what posts batches to L1 */
    SequencerNode(
            NodeConfig config,
            L1Session l1,
            Deployment deployment,
            Signer signer,
            UnaryOperator<BatchPoster> posting,
            boolean restored) {
        MarketData marketData = new MarketData();
        SequencerMetrics metrics = new SequencerMetrics();
        Path folder = config.dataFolder().resolve("sequencer");
        Eip712Domain domain = l1.domain(deployment);
        Setup setup = new Setup(
                folder,
                domain,
                deployment.genesisTime(),
                digest -> signer.sign(Bytes32.of(digest)),
                options(config.sequencer()));
        sequencer = Sequencer.open(setup, new FeedFan(List.of(marketData, metrics)));
        L1Options l1Options = L1Options.of(
                config.dataFolder(),
                RollupParameters.profile(config.deploy().profile()),
                config.l1().fees(),
                config.sequencer().inboxDepth(),
                config.sequencer().pollInterval(),
                config.sequencer().priceFeeds());
        link = new L1Link(sequencer, l1.client(), deployment, signer, l1Options, posting);
        metrics.watch(sequencer);
        config.sequencer().priceFeeds().forEach(feed -> metrics.watch(sequencer, feed));
        metrics.watch(link);
        Gateway.Backend backend = new Gateway.Backend(
                sequencer,
                marketData,
                domain,
                deployment.chainId(),
                deployment.bridgeAddress().bytes(),
                submission -> sequencer.submit(metrics.observed(submission)),
                metrics::scrape);
        gateway = openGateway(config.sequencer(), backend);
        if (restored) {
            link.restored();
        }
        link.start();
    }

    int port() {
        return gateway.port();
    }

    Sequencer sequencer() {
        return sequencer;
    }

    /** Stops taking items first, then posting; what is confirmed and not yet posted is in the folder and goes out at the next start. */
    @Override
    public void close() {
        gateway.close();
        link.close();
        sequencer.close();
    }

    private Gateway openGateway(NodeConfig.SequencerSection config, Gateway.Backend backend) {
        try {
            return Gateway.open(gatewayOptions(config), backend);
        } catch (RuntimeException failure) {
            link.close();
            sequencer.close();
            throw failure;
        }
    }

    private static SequencerOptions options(NodeConfig.SequencerSection config) {
        return new SequencerOptions(
                config.maxBatchBytes(),
                config.heartbeat().toMillis(),
                config.timeStep().toMillis(),
                config.headInterval().toMillis(),
                config.queueLength(),
                config.dataRate(),
                config.dataBurst(),
                config.policy());
    }

    private static GatewayOptions gatewayOptions(NodeConfig.SequencerSection config) {
        GatewayOptions usual = GatewayOptions.DEFAULT;
        return new GatewayOptions(
                config.httpHost(),
                config.httpPort(),
                usual.ioThreads(),
                usual.verifyThreads(),
                config.maxBodyBytes(),
                config.maxConnections(),
                config.maxConnectionsPerAddress(),
                config.requestsPerSecond(),
                config.requestBurst(),
                usual.maxOutboundBytes(),
                usual.idleSeconds());
    }
}
