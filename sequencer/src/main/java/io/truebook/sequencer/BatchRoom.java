package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.*;

/** Whether any one further item still fits into a batch, a taker that matches to the limit included. */
final class BatchRoom {
    /** The most work of one match and the fill after it, with all positions scanned. */
    private static final int PAIR = WEIGHT_MATCH + WEIGHT_FILL + 2 * WEIGHT_PER_POSITION * MAX_POSITIONS;

    static boolean hasRoom(BatchAssembly assembly, int maxBytes) {
        int workLimit = assembly.cells().config().workLimit;
        int segments = 2 + (MAX_MATCHES * PAIR + workLimit - 1) / workLimit;
        int bytes = FRAME_LENGTH + MAX_ITEM_BODY + 32 * segments;
        return assembly.dataLength() <= Math.min(maxBytes, MAX_DATA_LENGTH - bytes)
                && assembly.segments() + segments <= MAX_SEGMENTS;
    }

    private BatchRoom() {}
}
