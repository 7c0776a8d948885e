package io.truebook.node;

import io.truebook.engine.Items;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "unwind",
        description = "Trades away the position of a market's backstop. The sequencer does so by itself; needs no key.")
final class UnwindCommand implements Runnable {
    @Mixin
    private CommonOptions common;

    @Parameters(index = "0", description = "market number")
    private int market;

    @Override
    public void run() {
        try (GatewayClient gateway = new GatewayClient(common.config().gateway())) {
            TraderSession.report(gateway.submit(Items.unwind(market)));
        }
    }
}
