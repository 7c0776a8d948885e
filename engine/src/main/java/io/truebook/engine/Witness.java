package io.truebook.engine;

import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Everything one segment reads: cells with their values before it, the range of transaction bytes, the inbox messages. From
 * this alone, and the header, the segment runs again.
 *
 * @param cells words by address; {@code null} values are empty cells
 * @param emptyAfter those of the cells that are empty when the segment has ended
 * @param fromOffset first transaction byte read, equal to {@code toOffset} when none was
 * @param toOffset one past the last transaction byte read
 * @param firstMessage number of the first message consumed
 * @param messageCount how many were consumed
 */
public record Witness(
        SortedMap<Long, byte[]> cells,
        SortedSet<Long> emptyAfter,
        int fromOffset,
        int toOffset,
        long firstMessage,
        int messageCount) {

    /** A source that knows the witness's cells and no others. */
    public CellSource source() {
        return address -> {
            byte[] words = cells.get(address);
            if (words == null && !cells.containsKey(address)) {
                throw new MissingCellException(address);
            }
            return words;
        };
    }

    /** The same witness without one cell. */
    public Witness without(long address) {
        SortedMap<Long, byte[]> fewer = new TreeMap<>((Map<Long, byte[]>) cells);
        fewer.remove(address);
        return new Witness(fewer, emptyAfter, fromOffset, toOffset, firstMessage, messageCount);
    }
}
