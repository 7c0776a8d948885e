package io.truebook.sequencer.divergence;

import java.util.Arrays;

/**
 * What one cell held at the ends of the batches that changed it, as far as these can still be undone; before them stands what it held at the
 * last batch that cannot.
 */
final class History<V> {
    private long[] batches = new long[2];
    private Object[] values = new Object[2];
    private int size;

    History(V before) {
        batches[0] = Long.MIN_VALUE;
        values[0] = before;
        size = 1;
    }

    /** What it holds now. */
    V now() {
        return value(size - 1);
    }

    /** What it held at the end of a batch. */
    V at(long batch) {
        int i = size - 1;
        while (i > 0 && batches[i] > batch) {
            i--;
        }
        return value(i);
    }

    /** Notes a new value; within one batch the last one counts. */
    void put(long batch, V value) {
        if (batches[size - 1] != batch) {
            if (size == batches.length) {
                batches = Arrays.copyOf(batches, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
            }
            batches[size++] = batch;
        }
        values[size - 1] = value;
    }

    /** A batch, and all before it, can no longer be undone. */
    void settle(long batch) {
        int first = size - 1;
        while (first > 0 && batches[first] > batch) {
            first--;
        }
        if (first == 0) {
            return;
        }
        System.arraycopy(batches, first, batches, 0, size - first);
        System.arraycopy(values, first, values, 0, size - first);
        cut(size - first);
        batches[0] = Long.MIN_VALUE;
    }

    /** Everything after a batch is undone. */
    void undoAfter(long batch) {
        int kept = size;
        while (kept > 1 && batches[kept - 1] > batch) {
            kept--;
        }
        cut(kept);
    }

    /** The last batch that can be undone and has changed it, {@link Long#MIN_VALUE} without one. */
    long changedBy() {
        return batches[size - 1];
    }

    /** Whether nothing that can be undone has changed it. */
    boolean isSettled() {
        return size == 1;
    }

    private void cut(int kept) {
        Arrays.fill(values, kept, size, null);
        size = kept;
    }

    @SuppressWarnings("unchecked")
    private V value(int i) {
        return (V) values[i];
    }
}
