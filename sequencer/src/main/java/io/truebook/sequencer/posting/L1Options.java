package io.truebook.sequencer.posting;

import io.truebook.l1.FeePolicy;
import io.truebook.l1.RollupParameters;
import io.truebook.sequencer.divergence.PriceFeed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * How a sequencer deals with L1.
 *
 * @param folder of the node's data: what is read of L1 goes into {@code l1}, signed transactions into {@code outbox}
 * @param parameters of the deployment
 * @param inboxDepth blocks on top of an inbox message before it is consumed; empty: the finalized block
 * @param certainty blocks for which a fact of L1 must have stood before work is begun or given up because of it
 * @param inFlight batches that may be on their way at once, at least 1
 * @param pollInterval time between two looks at L1
 * @param priceFeeds at most one of each market
 */
public record L1Options(
        Path folder,
        RollupParameters parameters,
        FeePolicy fees,
        OptionalInt inboxDepth,
        int certainty,
        int inFlight,
        Duration pollInterval,
        List<PriceFeed> priceFeeds) {
    private static final int USUAL_CERTAINTY = 2;
    private static final int USUAL_IN_FLIGHT = 4;

    public L1Options {
        if (certainty < 0 || inFlight < 1 || !pollInterval.isPositive() || inboxDepth.orElse(0) < 0) {
            throw new IllegalArgumentException("depths must not be negative, in-flight and poll interval be positive");
        }
    }

    public static L1Options of(
            Path folder,
            RollupParameters parameters,
            FeePolicy fees,
            OptionalInt inboxDepth,
            Duration pollInterval,
            List<PriceFeed> priceFeeds) {
        return new L1Options(
                folder, parameters, fees, inboxDepth, USUAL_CERTAINTY, USUAL_IN_FLIGHT, pollInterval, priceFeeds);
    }
}
