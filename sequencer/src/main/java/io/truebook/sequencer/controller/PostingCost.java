package io.truebook.sequencer.controller;

/**
 * What has come together since the open batch began, and whether posting it now is cheaper in the long run than waiting: the derivation is in docs/divergence-control.md.
 *
 * @param openedAt of the batch, ms; {@link Long#MAX_VALUE} when none is open
 * @param at when this was reckoned, ms
 * @param base divergence that earlier batches hold, nano-USDC
 * @param area ∫ of the divergence beyond it, USDC·h
 * @param usualWei average gas price
 */
public record PostingCost(long openedAt, long at, long base, double area, double usualWei) {
    static final PostingCost NONE = new PostingCost(Long.MAX_VALUE, 0, 0, 0, 0);

    private static final double USDC = 1e9;
    private static final double HOUR = 3_600_000;
    private static final double ETHER = 1e18;

    PostingCost advance(Inputs in, DivergencePolicy.Cost cost) {
        double passed = at == 0 ? 0 : Math.max(0, in.nowMillis() - at);
        double usual = usualWei == 0
                ? in.weiPerGas()
                : usualWei + (in.weiPerGas() - usualWei) * -Math.expm1(-passed / cost.horizonMillis());
        if (in.openedAt() != openedAt) {
            return new PostingCost(in.openedAt(), in.nowMillis(), in.divergence(), 0, usual);
        }
        // What an earlier batch held is less when that batch has come onto L1.
        long lower = Math.min(base, in.divergence());
        double more = (in.divergence() - lower) / USDC * passed / HOUR;
        return new PostingCost(openedAt, in.nowMillis(), lower, area + more, usual);
    }

    /** Whether another moment of waiting costs more than the average of a whole round of waiting and posting. */
    boolean pays(Inputs in, DivergencePolicy.Cost cost) {
        return cost.ppbPerHour() > 0 && in.isOpen() && gain(in, cost) >= price(in, cost);
    }

    /** What the divergence would have cost at its present height, less what it has cost; USDC. */
    double gain(Inputs in, DivergencePolicy.Cost cost) {
        double height = (in.divergence() - base) / USDC;
        return cost.ppbPerHour() / 1e9 * (height * in.openAge() / HOUR - area);
    }

    /** The batch itself, and what its bytes cost more than usual, or less; USDC. */
    double price(Inputs in, DivergencePolicy.Cost cost) {
        double wei = in.weiPerGas() * cost.batchGas() + (in.weiPerGas() - usualWei) * cost.byteGas() * in.openBytes();
        return wei / ETHER * cost.etherUsdc();
    }
}
