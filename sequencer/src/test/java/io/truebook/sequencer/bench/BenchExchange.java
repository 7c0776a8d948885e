package io.truebook.sequencer.bench;

import io.truebook.sequencer.FeedFan;
import io.truebook.sequencer.Sequencer;
import io.truebook.sequencer.SequencerOptions;
import io.truebook.sequencer.Setup;
import io.truebook.sequencer.TestExchange;
import io.truebook.sequencer.gateway.Gateway;
import io.truebook.sequencer.gateway.GatewayOptions;
import io.truebook.sequencer.market.MarketData;
import io.truebook.sequencer.metrics.SequencerMetrics;
import java.nio.file.Path;
import java.util.List;

/**
 * The sequencer under load, a process of its own with an operator's settings, except that neither the data rate of L1 nor the age of
 * what is not posted holds anything back: nothing is posted here. Prints its port and runs until it is ended.
 */
final class BenchExchange {
    private static final long GENESIS = 1_700_000_000L;
    private static final long UNLIMITED = 1_000_000_000_000L;
    private static final long A_DAY = 86_400_000L;

    /** Arguments: folder, number of traders. */
    public static void main(String[] arguments) throws Exception {
        MarketData marketData = new MarketData();
        SequencerMetrics metrics = new SequencerMetrics();
        Setup setup = new Setup(
                Path.of(arguments[0]),
                TestExchange.DOMAIN,
                GENESIS,
                TestExchange.key(77),
                withoutL1(SequencerOptions.DEFAULT));
        Sequencer sequencer = Sequencer.open(setup, new FeedFan(List.of(marketData, metrics)));
        metrics.watch(sequencer);
        sequencer.hold(TestExchange.LEASE);
        sequencer.deliver(0, TestExchange.genesisMessages(Integer.parseInt(arguments[1])));
        Gateway gateway = Gateway.open(
                GatewayOptions.DEFAULT,
                new Gateway.Backend(
                        sequencer,
                        marketData,
                        TestExchange.DOMAIN,
                        TestExchange.CHAIN_ID,
                        TestExchange.BRIDGE,
                        submission -> sequencer.submit(metrics.observed(submission)),
                        metrics::scrape));
        System.out.println("port " + gateway.port());
        System.out.flush();
        // Whoever started this holds the other end: when it goes away, so does the exchange.
        while (System.in.read() >= 0) {}
        sequencer.close();
        gateway.close();
        marketData.close();
        System.exit(0);
    }

    private static SequencerOptions withoutL1(SequencerOptions o) {
        return new SequencerOptions(
                o.maxBatchBytes(),
                o.policy().maxAgeMillis(),
                o.heartbeatMillis(),
                o.timeStepMillis(),
                o.headMillis(),
                o.queueLength(),
                UNLIMITED,
                UNLIMITED,
                A_DAY);
    }

    private BenchExchange() {}
}
