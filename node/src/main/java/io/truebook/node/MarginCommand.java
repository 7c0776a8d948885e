package io.truebook.node;

import io.truebook.engine.protocol.SetMarginItem;
import java.math.BigDecimal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "margin",
        description = {
            "Gives a position its own margin, so that it can cost no more than that. Key: keys.trader.",
            "isolate: an empty position, with this margin; add, take: to or from it; join: the empty position to the others again."
        })
final class MarginCommand implements Runnable {
    /** In the order of the protocol's codes. */
    enum Action {
        ISOLATE,
        ADD,
        TAKE,
        JOIN
    }

    @Mixin
    private CommonOptions common;

    @Mixin
    private ActingFor acting;

    @Mixin
    private AfterSending after;

    @Parameters(index = "0", description = "${COMPLETION-CANDIDATES}")
    private Action action;

    @Parameters(index = "1", description = "market number")
    private int market;

    @Parameters(
            index = "2",
            arity = "0..1",
            defaultValue = "0",
            paramLabel = "USDC",
            description = "amount, at most 6 decimals; none to join")
    private BigDecimal usdc;

    @Override
    public void run() {
        try (TraderSession trader = new TraderSession(common.config())) {
            trader.submit(
                    acting,
                    (account, nonce) -> new SetMarginItem(
                            account,
                            acting.key(),
                            nonce,
                            market,
                            action.ordinal(),
                            Units.nano(usdc),
                            TraderSession.soon()),
                    after);
        }
    }
}
