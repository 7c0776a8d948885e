package io.truebook.node;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.TriggerOrderItem;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "trigger",
        description = {
            "Signs an order that counts once the mark has reached a price, and gives it to the sequencer to keep. Key: keys.trader.",
            "With --tick a limit order, without it a market order bounded by --slippage.",
            "It stays good while less than 256 further nonces of its key are used, and these commands count up one by one. A key that signs more",
            "than that in the meantime calls it off: give what waits for long a key of its own (`truebook agent`, then --key).",
            "Two triggers with one --nonce exclude each other: stop-loss and take-profit. `truebook void` calls them off."
        })
final class TriggerCommand implements Runnable {
    static final class When {
        @Option(names = "--above", paramLabel = "TICK", description = "once the mark is at or above it")
        private Integer above;

        @Option(names = "--below", paramLabel = "TICK", description = "once the mark is at or below it")
        private Integer below;
    }

    @Mixin
    private CommonOptions common;

    @Mixin
    private ActingFor acting;

    @Mixin
    private AfterSending after;

    @Parameters(index = "0", description = "${COMPLETION-CANDIDATES}")
    private OrderCommand.Side side;

    @Parameters(index = "1", description = "market number")
    private int market;

    @Parameters(index = "2", description = "size in lots")
    private long lots;

    @ArgGroup(multiplicity = "1")
    private When when;

    @Option(names = "--tick", defaultValue = "0", description = "limit price in ticks")
    private int tick;

    @Option(
            names = "--slippage",
            defaultValue = "5000",
            description = "ppm around the mark for a market order (default: ${DEFAULT-VALUE})")
    private int slippagePpm;

    @Option(names = "--reduce-only", description = "only shrink the position")
    private boolean reduceOnly;

    @Option(names = "--nonce", description = "of a trigger that this one excludes (default: a new one)")
    private Long nonce;

    @Option(
            names = "--good-for",
            defaultValue = "2592000",
            description = "seconds until it is dropped (default: ${DEFAULT-VALUE})")
    private long goodForSeconds;

    @Override
    public void run() {
        long used;
        try (TraderSession trader = new TraderSession(common.config())) {
            if (nonce == null) {
                used = trader.submit(acting, this::item, after);
            } else {
                used = nonce;
                trader.submit(acting, used, this::item, after);
            }
        }
        System.out.println("nonce " + used + " names the trigger; call it off with `truebook void`");
    }

    private TriggerOrderItem item(long account, long number) {
        return new TriggerOrderItem(
                account,
                acting.key(),
                number,
                market,
                (side == OrderCommand.Side.SELL ? FLAG_SELL : 0) | (reduceOnly ? FLAG_REDUCE_ONLY : 0),
                tick,
                tick == 0 ? slippagePpm : 0,
                lots,
                when.above != null ? when.above : when.below,
                when.above != null ? 1 : 0,
                System.currentTimeMillis() / 1000 + goodForSeconds);
    }
}
