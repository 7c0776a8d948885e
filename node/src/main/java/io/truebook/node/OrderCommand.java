package io.truebook.node;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.MarketOrderItem;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.SignedItem;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "order",
        description = {
            "Signs an order and sends it to the sequencer. Key: keys.trader.",
            "With --tick a limit order, without it a market order bounded by --slippage."
        },
        subcommands = OrderStatusCommand.class)
final class OrderCommand implements Runnable {
    enum Side {
        BUY,
        SELL
    }

    enum TimeInForce {
        GTT,
        IOC,
        POST_ONLY
    }

    @Mixin
    private CommonOptions common;

    @Mixin
    private ActingFor acting;

    @Mixin
    private AfterSending after;

    /** What to order; left out when a subcommand is given. */
    static final class Order {
        @Parameters(index = "0", description = "${COMPLETION-CANDIDATES}")
        private Side side;

        @Parameters(index = "1", description = "market number")
        private int market;

        @Parameters(index = "2", description = "size in lots")
        private long lots;
    }

    @Spec
    private CommandSpec spec;

    @ArgGroup(exclusive = false)
    private Order order;

    @Option(names = "--tick", description = "limit price in ticks")
    private Integer tick;

    @Option(
            names = "--slippage",
            defaultValue = "5000",
            description = "ppm around the mark for a market order (default: ${DEFAULT-VALUE})")
    private int slippagePpm;

    @Option(
            names = "--time-in-force",
            defaultValue = "GTT",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private TimeInForce timeInForce;

    @Option(names = "--reduce-only", description = "only shrink the position")
    private boolean reduceOnly;

    @Option(
            names = "--good-for",
            defaultValue = "3600",
            description = "seconds until a resting order expires (default: ${DEFAULT-VALUE})")
    private long goodForSeconds;

    @Override
    public void run() {
        if (order == null) {
            throw new ParameterException(spec.commandLine(), "say what to order: SIDE MARKET LOTS");
        }
        int flags = (order.side == Side.SELL ? FLAG_SELL : 0) | (reduceOnly ? FLAG_REDUCE_ONLY : 0);
        try (TraderSession trader = new TraderSession(common.config())) {
            long nonce = trader.submit(acting, (account, next) -> item(account, next, flags), after);
            System.out.println("nonce " + nonce + " names the order; cancel it with its slot and this nonce");
        }
    }

    private SignedItem item(long account, long nonce, int flags) {
        if (tick == null) {
            return new MarketOrderItem(
                    account, acting.key(), nonce, order.market, flags, slippagePpm, order.lots, TraderSession.soon());
        }
        long expiry = System.currentTimeMillis() / 1000 + goodForSeconds;
        return new PlaceItem(
                account, acting.key(), nonce, order.market, flags | timeInForceFlag(), tick, order.lots, expiry);
    }

    private int timeInForceFlag() {
        return switch (timeInForce) {
            case GTT -> FLAG_TIF_GTT;
            case IOC -> FLAG_TIF_IOC;
            case POST_ONLY -> FLAG_TIF_POST_ONLY;
        };
    }
}
