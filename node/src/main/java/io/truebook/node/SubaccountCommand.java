package io.truebook.node;

import io.truebook.engine.protocol.OpenSubaccountItem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "subaccount",
        description = {
            "Opens a sub-account of the same owner, with positions and margin of its own; costs 1 USDC. Key: keys.trader.",
            "Fund it with `truebook transfer`, and act for it with --account."
        })
final class SubaccountCommand implements Runnable {
    @Mixin
    private CommonOptions common;

    @Mixin
    private ActingFor acting;

    @Mixin
    private AfterSending after;

    @Override
    public void run() {
        try (TraderSession trader = new TraderSession(common.config())) {
            trader.submit(
                    acting,
                    (account, nonce) -> new OpenSubaccountItem(account, acting.key(), nonce, TraderSession.soon()),
                    after);
        }
    }
}
