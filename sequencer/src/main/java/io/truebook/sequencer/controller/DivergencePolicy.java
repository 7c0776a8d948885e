package io.truebook.sequencer.controller;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What an operator has decided: section {@code sequencer.divergence-policy} of node.conf.
 *
 * @param maxAgeMillis an open batch is posted at this age at the latest
 * @param cost when posting pays
 * @param limits from which a level holds; a level without one is never entered. With rising levels they do not fall
 * @param leavePercent of a limit, below which its level may be left
 * @param dwellMillis how long a level is kept at least before a lower one
 * @param tickMillis between two looks; 0 for a look before each item
 */
public record DivergencePolicy(
        long maxAgeMillis, Cost cost, Map<Level, Limit> limits, int leavePercent, long dwellMillis, long tickMillis) {

    /** Reached when either is. @param divergence nano-USDC @param ageMillis of the oldest batch that is not on L1 */
    public record Limit(long divergence, long ageMillis) {
        public static final long NONE = Long.MAX_VALUE;

        boolean isReached(Inputs inputs) {
            return inputs.divergence() >= divergence || inputs.unpostedAge() >= ageMillis;
        }

        Limit percent(int percent) {
            return new Limit(percentRoundedUp(divergence, percent), percentRoundedUp(ageMillis, percent));
        }

        // A part of a small limit must not become 0, which every state reaches.
        private static long percentRoundedUp(long limit, int percent) {
            return limit == NONE ? NONE : limit / 100 * percent + (limit % 100 * percent + 99) / 100;
        }
    }

    /**
     * What gas and divergence cost.
     *
     * @param ppbPerHour of Δ: the price of an hour of a USDC of divergence, in thousand-millionths; 0: posting by age and bytes alone
     * @param etherUsdc USDC for one ether
     * @param batchGas of a batch without its bytes
     * @param byteGas of each byte of data
     * @param horizonMillis over which the usual gas price is averaged
     */
    public record Cost(long ppbPerHour, double etherUsdc, long batchGas, long byteGas, long horizonMillis) {
        public static final Cost BY_AGE = new Cost(0, 0, 0, 0, 1);
    }

    public DivergencePolicy {
        if (maxAgeMillis <= 0 || dwellMillis < 0 || tickMillis < 0 || leavePercent < 1 || leavePercent > 100) {
            throw new IllegalArgumentException("ages must be positive, leave-percent lie between 1 and 100");
        }
        limits = limits.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(limits));
        long divergence = 1;
        long age = 1;
        for (Map.Entry<Level, Limit> entry : limits.entrySet()) {
            Limit limit = entry.getValue();
            if (entry.getKey() == Level.NORMAL || limit.divergence() < divergence || limit.ageMillis() < age) {
                throw new IllegalArgumentException(
                        "the limit of " + entry.getKey() + " is not positive, or reached before that of a lower level");
            }
            divergence = limit.divergence() == Limit.NONE ? divergence : limit.divergence();
            age = limit.ageMillis() == Limit.NONE ? age : limit.ageMillis();
        }
    }

    /** Batches by their age alone; at the first age only what protects is taken, at twice that nothing. */
    public static DivergencePolicy byAge(long maxAgeMillis, long haltMillis) {
        Map<Level, Limit> limits = Map.of(
                Level.HALT, new Limit(Limit.NONE, haltMillis), Level.CLOSED, new Limit(Limit.NONE, 2 * haltMillis));
        return new DivergencePolicy(maxAgeMillis, Cost.BY_AGE, limits, 100, 0, 0);
    }

    /** The highest level whose limit is reached. */
    Level required(Inputs inputs) {
        return highest(inputs, 100);
    }

    /** The highest level that is not to be left yet. */
    Level held(Inputs inputs) {
        return highest(inputs, leavePercent);
    }

    private Level highest(Inputs inputs, int percent) {
        Level highest = Level.NORMAL;
        for (Map.Entry<Level, Limit> entry : limits.entrySet()) {
            if (entry.getKey().compareTo(highest) > 0
                    && entry.getValue().percent(percent).isReached(inputs)) {
                highest = entry.getKey();
            }
        }
        return highest;
    }
}
