package io.truebook.sequencer.divergence;

import java.util.Arrays;

/**
 * What one cell held at the ends of the batches that changed it, as far as these can still be undone; before them stands what it held at the
 * last batch that cannot. Kept as numbers in one array: as objects, thousands for each batch would live just long enough to cost the
 * collector most.
 */
final class History<V> {
    /** How a value lies in an array. */
    interface Form<V> {
        int longs();

        V read(long[] from, int at);

        void write(V value, long[] to, int at);
    }

    private final Form<V> form;
    private final int width;

    /** Rows of a batch and the value at its end, ascending. */
    private long[] rows;

    private int size = 1;

    History(Form<V> form, V before) {
        this.form = form;
        width = 1 + form.longs();
        rows = new long[2 * width];
        rows[0] = Long.MIN_VALUE;
        form.write(before, rows, 1);
    }

    /** What it holds now. */
    V now() {
        return value(size - 1);
    }

    /** What it held at the end of a batch. */
    V at(long batch) {
        return value(rowAt(batch));
    }

    /** Whether it holds what it held at the end of a batch. */
    boolean isAsAt(long batch) {
        int now = (size - 1) * width;
        int then = rowAt(batch) * width;
        return now == then || Arrays.equals(rows, now + 1, now + width, rows, then + 1, then + width);
    }

    /**
     * Notes a new value; within one batch the last one counts.
     *
     * @param settled batch that can no longer be undone, nor any before it
     */
    void put(long batch, long settled, V value) {
        if (changedBy() != batch) {
            if (size * width == rows.length) {
                makeRoom(settled);
            }
            rows[size++ * width] = batch;
        }
        form.write(value, rows, (size - 1) * width + 1);
    }

    /** Everything after a batch is undone. */
    void undoAfter(long batch) {
        size = rowAt(batch) + 1;
    }

    /** The last batch that has changed it, of those that are kept; {@link Long#MIN_VALUE} without one. */
    long changedBy() {
        return rows[(size - 1) * width];
    }

    private int rowAt(long batch) {
        int row = size - 1;
        while (row > 0 && rows[row * width] > batch) {
            row--;
        }
        return row;
    }

    private void makeRoom(long settled) {
        int first = rowAt(settled);
        size -= first;
        System.arraycopy(rows, first * width, rows, 0, size * width);
        if (2 * size * width > rows.length) {
            rows = Arrays.copyOf(rows, 2 * rows.length);
        }
    }

    private V value(int row) {
        return form.read(rows, row * width + 1);
    }
}
