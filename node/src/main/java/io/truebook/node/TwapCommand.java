package io.truebook.node;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.TwapSliceItem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "twap",
        description = {
            "Signs a time-weighted order: market orders of equal size at equal distances, which the sequencer keeps and sends. Key: keys.trader.",
            "A key that uses 256 further nonces before its end calls off what is left: give a long one a key of its own (`truebook agent`, then --key).",
            "Slice i uses the nonce that is printed, plus i; `truebook void` leaves a slice out."
        })
final class TwapCommand implements Runnable {
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

    @Parameters(index = "2", description = "lots of one slice")
    private long sliceLots;

    @Option(names = "--slices", required = true, description = "how many, at most 64")
    private int slices;

    @Option(names = "--interval", required = true, paramLabel = "SECONDS", description = "between two slices")
    private long intervalSeconds;

    @Option(
            names = "--slippage",
            defaultValue = "5000",
            description = "ppm around the mark (default: ${DEFAULT-VALUE})")
    private int slippagePpm;

    @Option(names = "--reduce-only", description = "only shrink the position")
    private boolean reduceOnly;

    @Override
    public void run() {
        long nonce;
        long start = System.currentTimeMillis() / 1000;
        try (TraderSession trader = new TraderSession(common.config())) {
            nonce = trader.submit(acting, (account, next) -> item(account, next, start), after);
        }
        System.out.println("nonces " + nonce + " to " + (nonce + slices - 1) + " name its slices");
    }

    private TwapSliceItem item(long account, long nonce, long start) {
        return new TwapSliceItem(
                account,
                acting.key(),
                nonce,
                market,
                (side == OrderCommand.Side.SELL ? FLAG_SELL : 0) | (reduceOnly ? FLAG_REDUCE_ONLY : 0),
                slippagePpm,
                sliceLots,
                slices,
                start,
                intervalSeconds,
                // Twice its length: slices that come late keep their distance.
                start + 2 * slices * intervalSeconds + 60);
    }
}
