package io.truebook.sequencer.divergence;

import java.util.Arrays;

/**
 * What one cell held at the ends of the batches that changed it, as far as these can still be undone; before them stands what it held at the
 * last batch that cannot. Kept as numbers in one array: as objects, thousands for each batch would live just long enough to cost the
 * collector most.
 */
final class History {
    /** Longs of a row: a batch, and the value at its end. */
    private final int width;

    /** The first row is what it holds now, read most; the others follow, ascending. */
    private long[] rows;

    private int size = 1;

    /** @param before the longs of a value, as many as all values of this cell have */
    History(long... before) {
        width = 1 + before.length;
        rows = new long[2 * width];
        rows[0] = Long.MIN_VALUE;
        System.arraycopy(before, 0, rows, 1, before.length);
    }

    /** One of the longs that it holds now. */
    long now(int part) {
        return rows[1 + part];
    }

    /** One of the longs that it held at the end of a batch. */
    long at(long batch, int part) {
        return rows[rowAt(batch) * width + 1 + part];
    }

    /** Whether it holds what it held at the end of a batch. */
    boolean isAsAt(long batch) {
        int then = rowAt(batch) * width;
        return then == 0 || Arrays.equals(rows, 1, width, rows, then + 1, then + width);
    }

    /**
     * Begins what it holds at the end of a batch with what it holds now, unless that batch has changed it already: now is to be {@link #set}.
     *
     * @param settled batch that can no longer be undone, nor any before it
     */
    void change(long batch, long settled) {
        if (changedBy() == batch) {
            return;
        }
        if (size * width == rows.length) {
            makeRoom(settled);
        }
        System.arraycopy(rows, 0, rows, size++ * width, width);
        rows[0] = batch;
    }

    void set(int part, long value) {
        rows[1 + part] = value;
    }

    /** Everything after a batch is undone. */
    void undoAfter(long batch) {
        int row = rowAt(batch);
        if (row > 0) {
            System.arraycopy(rows, row * width, rows, 0, width);
            size = row;
        }
    }

    /** The last batch that has changed it, of those that are kept; {@link Long#MIN_VALUE} without one. */
    long changedBy() {
        return rows[0];
    }

    /** The row of the last batch up to this one; the first batches of all stand at 1. */
    private int rowAt(long batch) {
        if (rows[0] <= batch) {
            return 0;
        }
        int low = 1;
        int high = size - 1;
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (rows[middle * width] <= batch) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private void makeRoom(long settled) {
        int first = rowAt(settled);
        if (first == 0) {
            size = 1;
        } else {
            size -= first - 1;
            System.arraycopy(rows, first * width, rows, width, (size - 1) * width);
        }
        if (2 * size * width > rows.length) {
            rows = Arrays.copyOf(rows, 2 * rows.length);
        }
    }
}
