package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.GovernanceActions.FundingTerms;
import io.truebook.engine.GovernanceActions.MarginTier;
import io.truebook.engine.GovernanceActions.OpenInterestTerms;
import io.truebook.engine.Messages;
import java.util.SplittableRandom;

/** Random parameters of markets, usual ones and ones on their bounds. */
final class MarketTerms {
    private final SplittableRandom random;

    MarketTerms(SplittableRandom random) {
        this.random = random;
    }

    /** Within all bounds. */
    Messages.Listing any(int number) {
        return random.nextInt(4) == 0 ? greatest(number) : Messages.Listing.usual(number);
    }

    /** A lot that is worth as much as one may be, at prices as high as they can be. */
    private Messages.Listing greatest(int number) {
        int maxTick = (1 << 24) - 1;
        long multiplier = LOT_BOUND / maxTick;
        return new Messages.Listing(
                number,
                multiplier,
                maxTick,
                POSITION_BOUND / (maxTick * multiplier),
                1_000,
                1,
                500,
                100,
                50_000,
                20_000,
                60_000,
                10_000,
                "GREATEST");
    }

    /** The same market with other parameters of what may change, some of them out of bounds. */
    Messages.Listing changed(Messages.Listing market) {
        return market.withOracle(any(60_000, 3_600_000, (1L << 32) - 1), (int) any(1, 1_000, 10_000, MAX_JUMP_PPM))
                .withMarkBand((int) any(0, 0, 1, 5_000, 100_000))
                .withFees((int) any(0, 500), 0, (int) any(0, 0, 400, 600), (int) any(0, MAX_LIQUIDATION_FEE_PPM))
                .withFunding(funding())
                .withOpenInterest(openInterest())
                .withTiers(tiers());
    }

    private FundingTerms funding() {
        long cap = any(0, 1, 20_000_000, MAX_FUNDING_PPB);
        return new FundingTerms(
                any(0, 1, 100, 1_000, 1_000, MAX_IMPACT_USDC),
                Math.min(cap, any(0, 100_000, cap, cap + 1)),
                any(0, Math.min(cap, 500_000), cap),
                cap);
    }

    private OpenInterestTerms openInterest() {
        return switch (random.nextInt(5)) {
            case 0 -> new OpenInterestTerms(any(0, 50, 5_000), 0, 1);
            case 1 -> new OpenInterestTerms(any(0, 100), 10, any(9, 11, 2_000, (1L << 40) - 1));
            default -> OpenInterestTerms.NONE;
        };
    }

    private MarginTier[] tiers() {
        MarginTier[] tiers = new MarginTier[random.nextInt(4)];
        long bound = 0;
        for (int i = 0; i < tiers.length; i++) {
            bound += any(1, 10, 10_000, random.nextInt(20) == 0 ? 0 : 7);
            tiers[i] = new MarginTier(bound, 1_000 * (i + 1), 500 * (i + 1));
        }
        return tiers;
    }

    private long any(long... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
