package io.truebook.tree;

import java.util.Arrays;
import java.util.List;

/** The cells that some checkpoints change, one after the other, in the order of their addresses; those of one address by checkpoint. */
final class CheckpointCells {
    private static final int CHECKPOINT_BITS = Long.SIZE - CellAddress.DEPTH;

    /** As many checkpoints as fit beside an address. */
    static final int MOST = 1 << CHECKPOINT_BITS;

    final long[] addresses;
    final int[] checkpoints;
    final byte[][] cells;

    CheckpointCells(List<CellChange> changes) {
        if (changes.size() == 1) {
            addresses = changes.getFirst().addresses();
            cells = changes.getFirst().values();
            checkpoints = new int[addresses.length];
            return;
        }
        if (changes.size() > MOST) {
            throw new IllegalArgumentException(changes.size() + " checkpoints are more than " + MOST);
        }
        addresses = keys(changes);
        checkpoints = new int[addresses.length];
        cells = new byte[addresses.length][];
        int[] next = new int[changes.size()];
        for (int i = 0; i < addresses.length; i++) {
            long key = addresses[i] ^ Long.MIN_VALUE;
            int checkpoint = (int) key & MOST - 1;
            addresses[i] = key >>> CHECKPOINT_BITS;
            checkpoints[i] = checkpoint;
            cells[i] = changes.get(checkpoint).values()[next[checkpoint]++];
        }
    }

    int size() {
        return addresses.length;
    }

    /** Sorted as unsigned numbers: the top bit is turned over. */
    private static long[] keys(List<CellChange> changes) {
        long[] keys = new long
                [changes.stream().mapToInt(change -> change.addresses().length).sum()];
        int at = 0;
        for (int checkpoint = 0; checkpoint < changes.size(); checkpoint++) {
            for (long address : changes.get(checkpoint).addresses()) {
                keys[at++] = (address << CHECKPOINT_BITS | checkpoint) ^ Long.MIN_VALUE;
            }
        }
        Arrays.sort(keys);
        return keys;
    }
}
