package io.truebook.node;

import io.truebook.engine.Items;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "settle",
        description = "Settles what a position owes or is owed, and closes it in a settled market. Needs no key.")
final class SettleCommand implements Runnable {
    @Mixin
    private CommonOptions common;

    @Parameters(index = "0", description = "account number")
    private long account;

    @Parameters(index = "1", description = "market number")
    private int market;

    @Override
    public void run() {
        try (GatewayClient gateway = new GatewayClient(common.config().gateway())) {
            TraderSession.report(gateway.submit(Items.settle(account, market)));
        }
    }
}
