package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.Reason;

/** The first and the last steps of a batch. */
final class BatchBounds {
    static int batchStart(Execution x) {
        CursorCell cursor = x.cells.cursor();
        cursor.batch = x.input.index();
        System.arraycopy(x.input.leaseId(), 0, cursor.leaseId, 0, 32);
        cursor.offset = 0;
        cursor.phase = PHASE_ITEM;
        cursor.reason = Reason.OK.code();
        x.cells.changed(cursor);
        return WEIGHT_BATCH_START;
    }

    /** A step of its own, so that what the batch's time makes due still comes before its end. */
    static int timeEnd(Execution x) {
        CursorCell cursor = x.cells.cursor();
        cursor.time = x.input.time() * 1000;
        x.cells.changed(cursor);
        return WEIGHT_DUE;
    }

    static int batchEnd(Execution x) {
        CursorCell cursor = x.cells.cursor();
        cursor.offset = 0;
        cursor.reason = Reason.OK.code();
        cursor.inboxRemaining = 0;
        cursor.enqueuedAt = 0;
        InFlight.clear(cursor);
        cursor.phase = PHASE_IDLE;
        x.cells.changed(cursor);
        return WEIGHT_BATCH_END;
    }

    private BatchBounds() {}
}
