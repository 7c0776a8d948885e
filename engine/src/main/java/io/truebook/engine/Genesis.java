package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.INITIAL_WORK_LIMIT;

import io.truebook.engine.protocol.Cell;
import io.truebook.engine.protocol.ConfigCell;
import io.truebook.engine.protocol.CursorCell;

/** The state before batch 1: section 1.2 of the protocol page. */
public final class Genesis {
    /** Writes the cells of genesis; all others are empty. */
    public static void write(long timeSeconds, CellSink sink) {
        CursorCell cursor = new CursorCell(CellAddresses.cursor());
        cursor.time = timeSeconds * 1000;
        ConfigCell config = new ConfigCell(CellAddresses.config());
        config.workLimit = INITIAL_WORK_LIMIT;
        config.quorum = 1;
        write(cursor, sink);
        write(config, sink);
    }

    private static void write(Cell cell, CellSink sink) {
        byte[] words = new byte[32 * cell.words()];
        cell.encode(words, 0);
        sink.write(cell.address, words);
    }

    private Genesis() {}
}
