package io.truebook.sequencer.frontier;

import static io.truebook.sequencer.controller.DivergencePolicy.Limit.NONE;

import io.truebook.sequencer.controller.DivergencePolicy;
import io.truebook.sequencer.controller.DivergencePolicy.Cost;
import io.truebook.sequencer.controller.DivergencePolicy.Limit;
import io.truebook.sequencer.controller.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A policy that is tried. The levels above POST_NOW are left out: a record cannot take less than was recorded.
 *
 * @param maxBytes at which a batch is closed
 * @param seesGas whether it is told the price of gas, or the usual one all the time
 */
record Candidate(String name, DivergencePolicy policy, int maxBytes, boolean seesGas) {
    private static final int MOST_BYTES = 86_000;
    private static final long USDC = 1_000_000_000;
    private static final long LONGEST = 600_000;
    private static final int LEAVE_PERCENT = 70;
    private static final long DWELL = 2_000;
    private static final long HORIZON = 600_000;

    /** As node.conf is delivered: the first of {@link #all}. */
    private static final Candidate DELIVERED =
            new Candidate("as delivered", policy(2_000, 0, 0, new Limit(100_000 * USDC, 8_000)), MOST_BYTES, true);

    static List<Candidate> all(double etherUsdc) {
        List<Candidate> all = new ArrayList<>(List.of(DELIVERED));
        for (int seconds : new int[] {1, 2, 4, 6, 12, 24, 60, 120, 300, 600}) {
            all.add(new Candidate("age " + seconds + " s", policy(seconds * 1_000L, 0, 0, null), MOST_BYTES, true));
        }
        for (int bytes : new int[] {8_192, 20_000, 40_000}) {
            all.add(new Candidate("bytes " + bytes, policy(LONGEST, 0, 0, null), bytes, true));
        }
        for (long limit : new long[] {5, 10, 20, 50, 100, 500}) {
            all.add(new Candidate(
                    "limit " + limit + " USDC",
                    policy(LONGEST, 0, 0, new Limit(limit * USDC, NONE)),
                    MOST_BYTES,
                    true));
        }
        for (long percent : new long[] {30, 100, 300, 1_000, 3_000, 10_000, 30_000}) {
            for (boolean sees : new boolean[] {false, true}) {
                all.add(new Candidate(
                        "marginal " + percent + " %/h" + (sees ? ", gas" : ""),
                        policy(LONGEST, percent * 10_000_000, etherUsdc, null),
                        MOST_BYTES,
                        sees));
            }
        }
        return List.copyOf(all);
    }

    private static DivergencePolicy policy(long maxAge, long ppbPerHour, double etherUsdc, Limit postNow) {
        Cost cost = new Cost(ppbPerHour, etherUsdc, AppendGas.SMALL, AppendGas.FLOOR_BYTE, HORIZON);
        Map<Level, Limit> limits = postNow == null ? Map.of() : Map.of(Level.POST_NOW, postNow);
        return new DivergencePolicy(maxAge, cost, limits, LEAVE_PERCENT, DWELL, RecordedFlow.TICK_MILLIS);
    }
}
