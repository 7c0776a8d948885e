package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.GovernanceActions.FundingTerms;
import io.truebook.engine.protocol.ActivityCell;
import io.truebook.engine.protocol.RiskCell;

/** A market with funding whose first premium counts from a known minute, 46 minutes before the hour ends. */
final class Hours {
    /** Interest 0.01 %, clamp 0.05 %, cap 2 %, impact prices of 1,000 USDC: 200 lots at the index. */
    static final FundingTerms TERMS = new FundingTerms(1_000, 100_000, 500_000, 20_000_000);

    static final long INDEX = 50_000L * 100_000;

    final Market market;
    final long start;
    final long hourEnd;

    Hours() {
        this(Messages.Listing.usual(0).withFunding(TERMS));
    }

    Hours(Messages.Listing listing) {
        market = new Market(listing.withOracle(1L << 31, 10_000));
        start = market.trial.now() / MINUTE_MS + 1;
        toMinute(start);
        hourEnd = (start / FUNDING_MINUTES + 1) * FUNDING_MINUTES;
    }

    void toMinute(long minute) {
        market.trial.time(minute * MINUTE_MS);
    }

    ActivityCell activity() {
        return market.trial.cells().activity(0);
    }

    RiskCell risk() {
        return market.trial.cells().risk(0);
    }

    /** The premium of the next minute, alone. */
    long nextPremium() {
        ActivityCell activity = activity();
        long sum = activity.premiumSum;
        toMinute(activity.sampleMinute + 1);
        return activity.premiumSum - sum;
    }

    /** A bid 1 % above the index, deep enough for an impact price. */
    void bidAbove() {
        market.place(16, BUY, 50_500, 300);
    }
}
