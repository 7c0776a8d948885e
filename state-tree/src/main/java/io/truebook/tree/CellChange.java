package io.truebook.tree;

/**
 * Cells that are set together, to absolute values.
 *
 * @param addresses strictly ascending
 * @param values the words of each, {@code null} or all zero for an empty cell
 */
public record CellChange(long[] addresses, byte[][] values) {
    public CellChange {
        CellAddress.requireAscending(addresses);
        if (addresses.length != values.length) {
            throw new IllegalArgumentException("one value for each address");
        }
    }
}
