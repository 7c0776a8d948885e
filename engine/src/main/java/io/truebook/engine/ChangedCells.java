package io.truebook.engine;

import java.util.Arrays;

/**
 * The cells that a stretch of steps has changed, as absolute values: what a tree or a store takes.
 *
 * @param addresses strictly ascending
 * @param values the words of each, all zero for an empty cell
 */
public record ChangedCells(long[] addresses, byte[][] values) {
    /** The first address at which two runs of the same steps differ, -1 when they agree. */
    public long firstDifference(ChangedCells other) {
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
