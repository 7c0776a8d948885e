package io.truebook.sequencer.divergence;

import java.util.List;

/**
 * A total market by market. The signed changes of the markets and of collateral add up to the signed total; their values to no less than its
 * value, because what one account gains in one place and loses in another counts in both.
 *
 * @param sequence the last item that is counted
 * @param collateralValue Σ |collateral now − collateral then|, nano-USDC
 * @param collateralSigned the same without the absolute value
 * @param prices of the markets that have a price feed
 */
public record MarketBreakdown(
        long sequence,
        DivergenceFigures.Change total,
        List<MarketChange> markets,
        long collateralValue,
        long collateralSigned,
        List<PriceDifference> prices) {}
