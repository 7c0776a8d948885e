package io.truebook.node;

import io.truebook.engine.Items;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "expire",
        description =
                "Removes an order that no longer counts: expired, switched off, or of a settled market. Needs no key.")
final class ExpireCommand implements Runnable {
    @Mixin
    private CommonOptions common;

    @Parameters(index = "0", description = "account number")
    private long account;

    @Parameters(index = "1", description = "order slot, 0 to 255")
    private int slot;

    @Override
    public void run() {
        try (GatewayClient gateway = new GatewayClient(common.config().gateway())) {
            TraderSession.report(gateway.submit(Items.expire(account, slot)));
        }
    }
}
