package io.truebook.engine;

import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.Reason;

/** Moves engine time forward within a batch. */
final class Time {
    private static final int LENGTH = 6;

    static Reason time(Execution x, byte[] bytes, int at, int length) {
        if (length != LENGTH) {
            return Reason.BAD_LENGTH;
        }
        CursorCell cursor = x.cells.cursor();
        long time = BigEndian.get(bytes, at, LENGTH);
        if (time < cursor.time) {
            return Reason.TIME_BACKWARD;
        }
        if (time > x.input.time() * 1000) {
            return Reason.TIME_BEYOND_HEADER;
        }
        cursor.time = time;
        return Reason.OK;
    }

    private Time() {}
}
