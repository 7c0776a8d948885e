package io.truebook.node;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "price",
        description = {
            "Signs and publishes an index price. Key: keys.publisher, which must be one of the deployment's publishers.",
            "For a quorum of one; nothing trades in a market without a fresh price."
        })
final class PriceCommand implements Runnable {
    @Mixin
    private CommonOptions common;

    @Parameters(index = "0", description = "market number")
    private int market;

    @Parameters(index = "1", description = "price in ticks")
    private int tick;

    @Option(
            names = "--publisher",
            defaultValue = "0",
            description = "the publisher's number in deploy.publishers (default: ${DEFAULT-VALUE})")
    private int publisher;

    @Override
    public void run() {
        NodeConfig config = common.config();
        try (TraderSession session = new TraderSession(config, config.keys().publisher())) {
            session.publish(publisher, market, tick);
        }
    }
}
