package io.truebook.node;

import static io.truebook.engine.protocol.Protocol.ALL_MARKETS;

import io.truebook.engine.protocol.CancelAllItem;
import io.truebook.engine.protocol.CancelItem;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "cancel", description = "Cancels one order, or all of a market or account. Key: keys.trader.")
final class CancelCommand implements Runnable {
    static final class One {
        @Option(names = "--slot", required = true, description = "order slot, 0 to 255")
        private int slot;

        @Option(names = "--nonce", required = true, description = "nonce the order was placed with")
        private long placingNonce;
    }

    static final class Target {
        @ArgGroup(exclusive = false)
        private One one;

        @Option(names = "--market", description = "all orders of one market")
        private Integer market;

        @Option(names = "--all", description = "all orders")
        private boolean all;
    }

    @Mixin
    private CommonOptions common;

    @Mixin
    private ActingFor acting;

    @Mixin
    private AfterSending after;

    @ArgGroup(multiplicity = "1")
    private Target target;

    @Override
    public void run() {
        try (TraderSession trader = new TraderSession(common.config())) {
            long expiry = TraderSession.soon();
            if (target.one != null) {
                trader.submit(
                        acting,
                        (account, nonce) -> new CancelItem(
                                account, acting.key(), nonce, target.one.slot, target.one.placingNonce, expiry),
                        after);
            } else {
                int market = target.market == null ? ALL_MARKETS : target.market;
                trader.submit(
                        acting,
                        (account, nonce) -> new CancelAllItem(account, acting.key(), nonce, market, expiry),
                        after);
            }
        }
    }
}
