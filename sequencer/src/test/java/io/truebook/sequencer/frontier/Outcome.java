package io.truebook.sequencer.frontier;

/**
 * What came of a policy.
 *
 * @param ether paid for gas
 * @param area ∫Δ, USDC·s
 * @param mean Δ, USDC
 * @param most the highest Δ, USDC
 * @param oldest the highest age of an item that was not on L1, seconds
 */
record Outcome(String name, int posts, long gas, double ether, double area, double mean, double most, double oldest) {
    private static final double HOUR = 3_600;

    /** Gas, and the divergence at a price for an hour of it; USDC. */
    double cost(double etherUsdc, double ofDivergence) {
        return ether * etherUsdc + area / HOUR * ofDivergence;
    }

    boolean isAsGoodAs(Outcome other) {
        return ether == other.ether && mean == other.mean;
    }

    /** Better in one of gas paid and mean divergence, and not worse in the other. */
    boolean dominates(Outcome other) {
        return ether <= other.ether && mean <= other.mean && (ether < other.ether || mean < other.mean);
    }
}
