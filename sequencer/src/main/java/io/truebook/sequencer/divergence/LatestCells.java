package io.truebook.sequencer.divergence;

import io.truebook.engine.ChangedCells;
import java.util.Arrays;

/** The last values of the cells that a run of segments has changed: between two looks only these count. */
final class LatestCells {
    private static final int FREE = -1;
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private long[] addresses = new long[1 << 10];
    private byte[][] values = new byte[1 << 10][];

    /** Places in the arrays by address, with linear probing; at most half full. */
    private int[] places = new int[1 << 11];

    private int size;

    LatestCells() {
        Arrays.fill(places, FREE);
    }

    /** Notes what has to do with a figure. */
    void put(ChangedCells changed) {
        for (int i = 0; i < changed.addresses().length; i++) {
            long address = changed.addresses()[i];
            if (Ledger.watches(address)) {
                put(address, changed.values()[i]);
            }
        }
    }

    /** Enters all into the ledger's open batch, and begins anew. */
    void enter(Ledger ledger) {
        for (int i = 0; i < size; i++) {
            ledger.change(addresses[i], values[i]);
            values[i] = null;
        }
        if (size > 0) {
            size = 0;
            Arrays.fill(places, FREE);
        }
    }

    private void put(long address, byte[] words) {
        int place = find(address);
        if (places[place] == FREE) {
            if (size == addresses.length) {
                grow();
                place = find(address);
            }
            places[place] = size;
            addresses[size++] = address;
        }
        values[places[place]] = words;
    }

    private int find(long address) {
        int mask = places.length - 1;
        int place = (int) (address * SPREAD >>> 32) & mask;
        while (places[place] != FREE && addresses[places[place]] != address) {
            place = place + 1 & mask;
        }
        return place;
    }

    private void grow() {
        addresses = Arrays.copyOf(addresses, 2 * size);
        values = Arrays.copyOf(values, 2 * size);
        places = new int[4 * size];
        Arrays.fill(places, FREE);
        for (int i = 0; i < size; i++) {
            places[find(addresses[i])] = i;
        }
    }
}
