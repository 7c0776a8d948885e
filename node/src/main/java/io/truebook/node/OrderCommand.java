package io.truebook.node;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.MarketOrderItem;
import io.truebook.engine.protocol.PlaceItem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "order",
        description = {
            "Signs an order and sends it to the sequencer. Key: keys.trader.",
            "With --tick a limit order, without it a market order bounded by --slippage."
        })
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

    @Parameters(index = "0", description = "${COMPLETION-CANDIDATES}")
    private Side side;

    @Parameters(index = "1", description = "market number")
    private int market;

    @Parameters(index = "2", description = "size in lots")
    private long lots;

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
        try (TraderSession trader = new TraderSession(common.config())) {
            int flags = (side == Side.SELL ? FLAG_SELL : 0) | (reduceOnly ? FLAG_REDUCE_ONLY : 0);
            long account = acting.account(trader);
            long nonce = TraderSession.nonce();
            if (tick == null) {
                trader.submit(new MarketOrderItem(
                        account, acting.key(), nonce, market, flags, slippagePpm, lots, TraderSession.soon()));
            } else {
                long expiry = System.currentTimeMillis() / 1000 + goodForSeconds;
                trader.submit(new PlaceItem(
                        account, acting.key(), nonce, market, flags | timeInForceFlag(), tick, lots, expiry));
            }
            System.out.println("nonce " + nonce + " names the order; cancel it with its slot and this nonce");
        }
    }

    private int timeInForceFlag() {
        return switch (timeInForce) {
            case GTT -> FLAG_TIF_GTT;
            case IOC -> FLAG_TIF_IOC;
            case POST_ONLY -> FLAG_TIF_POST_ONLY;
        };
    }
}
