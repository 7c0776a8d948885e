package io.truebook.node;

import io.truebook.engine.Items;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "liquidate",
        description =
                "Liquidates a position of an account that is below maintenance margin. The sequencer does so by itself; needs no key.")
final class LiquidateCommand implements Runnable {
    @Mixin
    private CommonOptions common;

    @Parameters(index = "0", description = "account number")
    private long account;

    @Parameters(index = "1", description = "market number")
    private int market;

    @Override
    public void run() {
        try (GatewayClient gateway = new GatewayClient(common.config().gateway())) {
            TraderSession.report(gateway.submit(Items.liquidate(account, market)));
        }
    }
}
