package io.truebook.sequencer.divergence;

import io.truebook.engine.CellSource;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;

/**
 * The state as it was before some batches, brought forward through them by their undo records: what a cell held after a batch is what it held
 * before the next one that changed it.
 */
final class Replayed implements CellSource {
    private static final byte[] EMPTY = {};

    private final CellSource state;
    private final Map<Long, LinkedList<byte[]>> held = new HashMap<>();

    /** @param state after all of the batches */
    Replayed(CellSource state, List<Undo> batches) {
        this.state = state;
        for (Undo batch : batches) {
            for (int i = 0; i < batch.addresses().length; i++) {
                byte[] before = batch.before()[i];
                held.computeIfAbsent(batch.addresses()[i], address -> new LinkedList<>())
                        .add(before == null ? EMPTY : before);
            }
        }
    }

    /** What a cell held before the next of the batches. */
    @Override
    public byte[] read(long address) {
        return valueAt(address, 0);
    }

    /** What it holds after the next batch that changes it. */
    byte[] after(long address) {
        return valueAt(address, 1);
    }

    /** Moves it past that batch. */
    void advance(long address) {
        held.get(address).removeFirst();
    }

    private byte[] valueAt(long address, int batches) {
        List<byte[]> values = held.getOrDefault(address, new LinkedList<>());
        if (batches >= values.size()) {
            return state.read(address);
        }
        byte[] words = values.get(batches);
        return words.length == 0 ? null : words;
    }
}
