package io.truebook.sequencer;

import io.truebook.engine.Cells;
import io.truebook.engine.ChangedCells;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/** The cells that one segment changed, as absolute values in the order of their addresses. */
record SegmentCells(long[] addresses, byte[][] values) {

    static SegmentCells drain(Cells cells) {
        ChangedCells changed = cells.drain();
        return new SegmentCells(changed.addresses(), changed.values());
    }

    /** What would be drained now, of the cells that are wanted. */
    static SegmentCells peek(Cells cells, LongPredicate wanted) {
        Map<Long, byte[]> changed = new TreeMap<>();
        cells.peek(wanted, changed::put);
        return new SegmentCells(
                changed.keySet().stream().mapToLong(Long::longValue).toArray(),
                changed.values().toArray(byte[][]::new));
    }

    /** The first address at which two runs of the same segment differ, -1 when they agree. */
    long firstDifference(SegmentCells other) {
        int common = Math.min(addresses.length, other.addresses.length);
        for (int i = 0; i < common; i++) {
            if (addresses[i] != other.addresses[i]) {
                return Math.min(addresses[i], other.addresses[i]);
            }
            if (!Arrays.equals(values[i], other.values[i])) {
                return addresses[i];
            }
        }
        if (addresses.length == other.addresses.length) {
            return -1;
        }
        return addresses.length > common ? addresses[common] : other.addresses[common];
    }
}
