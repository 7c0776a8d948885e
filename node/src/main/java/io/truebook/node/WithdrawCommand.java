package io.truebook.node;

import io.truebook.engine.protocol.WithdrawItem;
import java.math.BigDecimal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "withdraw",
        description = {
            "Takes collateral out of the state, towards the owner's address on L1. Key: keys.trader.",
            "When the batch is final, `truebook claim` pays it out."
        })
final class WithdrawCommand implements Runnable {
    @Mixin
    private CommonOptions common;

    @Mixin
    private ActingFor acting;

    @Mixin
    private AfterSending after;

    @Parameters(paramLabel = "USDC", description = "amount, at most 6 decimals")
    private BigDecimal usdc;

    @Override
    public void run() {
        try (TraderSession trader = new TraderSession(common.config())) {
            trader.submit(
                    acting,
                    (account, nonce) ->
                            new WithdrawItem(account, acting.key(), nonce, Units.nano(usdc), TraderSession.soon()),
                    after);
        }
    }
}
