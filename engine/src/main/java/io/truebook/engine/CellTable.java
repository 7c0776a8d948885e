package io.truebook.engine;

import io.truebook.engine.protocol.Cell;

/**
 * Loaded cells by address: open addressing with linear probing. Addresses lie in an array of their own, so that a probe reads one
 * cache line and only the cell that is meant is touched.
 */
final class CellTable {
    private static final int INITIAL = 1 << 10;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    /** To the next line and another place in it; odd, so that a probe comes to every place. */
    private static final int STRIDE = 9;

    private long[] addresses = new long[INITIAL];
    private Cell[] cells = new Cell[INITIAL];
    private int size;

    /** The cell of an address, {@code null} when it is not loaded. Address 0 belongs to no space. */
    Cell get(long address) {
        long[] keys = addresses;
        int mask = keys.length - 1;
        for (int i = home(address, mask); ; i = i + STRIDE & mask) {
            long key = keys[i];
            if (key == address) {
                return cells[i];
            }
            if (key == 0) {
                return null;
            }
        }
    }

    /** Adds a cell whose address is not in the table yet. */
    void add(Cell cell) {
        if (2 * (size + 1) > cells.length) {
            grow();
        }
        place(addresses, cells, cell);
        size++;
    }

    private void grow() {
        long[] moreAddresses = new long[2 * cells.length];
        Cell[] moreCells = new Cell[2 * cells.length];
        for (Cell cell : cells) {
            if (cell != null) {
                place(moreAddresses, moreCells, cell);
            }
        }
        addresses = moreAddresses;
        cells = moreCells;
    }

    private static void place(long[] addresses, Cell[] cells, Cell cell) {
        int mask = cells.length - 1;
        int i = home(cell.address, mask);
        while (addresses[i] != 0) {
            i = i + STRIDE & mask;
        }
        addresses[i] = cell.address;
        cells[i] = cell;
    }

    /** Eight neighbouring addresses share one cache line of the array: an account's head and keys, its orders, levels side by side. */
    private static int home(long address, int mask) {
        long mixed = (address >>> 3) * MIX;
        return ((int) (mixed >>> 32) << 3 | (int) (address ^ mixed >>> 29) & 7) & mask;
    }
}
