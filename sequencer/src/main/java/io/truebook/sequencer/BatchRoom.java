package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.*;

import java.util.Arrays;

/**
 * Whether any one further item still fits into a batch, with what time makes due before it and at the end: a taker that matches to the
 * limit or a bundle of takers, a liquidation that removes all orders first, samples of all markets.
 */
final class BatchRoom {
    private static final int ROOT = 32;

    /** The most work of one match and the fill after it, with all positions scanned. */
    private static final int PAIR = WEIGHT_MATCH + WEIGHT_FILL + 2 * WEIGHT_PER_POSITION * MAX_POSITIONS;

    /** One taker, or all takers and cancel-alls of a bundle. */
    private static final int TAKERS = MAX_MATCHES * PAIR
            + MAX_BUNDLE
                    * (WEIGHT_BUNDLE
                            + 4
                            + WEIGHT_REMOVE
                            + WEIGHT_REST
                            + WEIGHT_PER_POSITION * MAX_POSITIONS
                            + WEIGHT_LOOK);

    private static final int LIQUIDATION =
            MAX_ORDERS * WEIGHT_CANCEL + WEIGHT_LIQUIDATE + WEIGHT_BACKSTOP + 2 * WEIGHT_PER_POSITION * MAX_POSITIONS;

    /** Both sides of one market's book, each with a last step that finds nothing. */
    private static final int SAMPLES = WEIGHT_DUE + 2 * (IMPACT_LEVELS + 1) * WEIGHT_SAMPLE;

    static boolean hasRoom(BatchAssembly assembly, int maxBytes) {
        int segments = segmentsOfAnItem(assembly.cells().config().workLimit, listed(assembly));
        return assembly.dataLength() <= Math.min(maxBytes, MAX_DATA_LENGTH - bytesOfAnItem(segments))
                && assembly.segments() + segments <= MAX_SEGMENTS;
    }

    /** The most segments that one item and what time makes due may take. */
    static int segmentsOfAnItem(int workLimit, int markets) {
        int work = TAKERS + LIQUIDATION + 2 * markets * SAMPLES;
        return 2 + (work + workLimit - 1) / workLimit;
    }

    /** The most bytes of one item and of the roots of so many segments. */
    static int bytesOfAnItem(int segments) {
        return FRAME_LENGTH + MAX_ITEM_BODY + ROOT * segments;
    }

    private static int listed(BatchAssembly assembly) {
        return Arrays.stream(assembly.cells().listed().markets)
                .mapToInt(Long::bitCount)
                .sum();
    }

    private BatchRoom() {}
}
