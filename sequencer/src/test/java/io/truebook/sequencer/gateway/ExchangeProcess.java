package io.truebook.sequencer.gateway;

import io.truebook.sequencer.FeedFan;
import io.truebook.sequencer.RunningSequencer;
import io.truebook.sequencer.Sequencer;
import io.truebook.sequencer.SequencerOptions;
import io.truebook.sequencer.Setup;
import io.truebook.sequencer.TestExchange;
import io.truebook.sequencer.market.MarketData;
import java.nio.file.Path;
import java.util.List;

/** A sequencer with its gateway as a process of its own; prints its port and runs until it is killed. */
public final class ExchangeProcess {
    public static void main(String[] arguments) throws Exception {
        MarketData marketData = new MarketData();
        SequencerOptions options =
                new SequencerOptions(20_000, 200, 0, 100, 2, 10_000, 1_000_000_000L, 1_000_000_000L, 3_600_000);
        Setup setup = new Setup(
                Path.of(arguments[0]), TestExchange.DOMAIN, RunningSequencer.GENESIS, TestExchange.key(77), options);
        Sequencer sequencer = Sequencer.open(setup, new FeedFan(List.of(marketData)));
        sequencer.hold(TestExchange.LEASE);
        sequencer.deliver(0, TestExchange.genesisMessages(8));
        Gateway gateway = Gateway.open(
                GatewayOptions.DEFAULT,
                new Gateway.Backend(
                        sequencer,
                        marketData,
                        TestExchange.DOMAIN,
                        TestExchange.CHAIN_ID,
                        TestExchange.BRIDGE,
                        sequencer::submit,
                        () -> ""));
        System.out.println("port " + gateway.port());
        System.out.flush();
    }

    private ExchangeProcess() {}
}
