package io.truebook.node;

import io.truebook.engine.protocol.TransferItem;
import java.math.BigDecimal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "transfer",
        description = "Moves collateral to another account of the same owner, such as a sub-account. Key: keys.trader.")
final class TransferCommand implements Runnable {
    @Mixin
    private CommonOptions common;

    @Mixin
    private ActingFor acting;

    @Mixin
    private AfterSending after;

    @Parameters(index = "0", description = "account number to transfer to")
    private long to;

    @Parameters(index = "1", paramLabel = "USDC", description = "amount, at most 6 decimals")
    private BigDecimal usdc;

    @Override
    public void run() {
        try (TraderSession trader = new TraderSession(common.config())) {
            trader.submit(
                    acting,
                    (account, nonce) ->
                            new TransferItem(account, acting.key(), nonce, to, Units.nano(usdc), TraderSession.soon()),
                    after);
        }
    }
}
