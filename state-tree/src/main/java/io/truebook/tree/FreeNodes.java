package io.truebook.tree;

import java.util.Arrays;

/** Numbers of nodes that were freed, the last one first. One thread's own, or shared through {@link #moveTo} and {@link #add}. */
final class FreeNodes {
    /** So many move at once. */
    private static final int MOVED = 256;

    private int[] nodes = new int[2 * MOVED];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int take() {
        return nodes[--size];
    }

    /** Adds one; what becomes too many goes to the shared ones. */
    void add(int node, FreeNodes shared) {
        if (size == 2 * MOVED) {
            size -= MOVED;
            shared.receive(nodes, size, MOVED);
        }
        nodes[size++] = node;
    }

    /** Gives some of the shared ones to a thread's own, unless there are none. */
    synchronized boolean moveTo(FreeNodes own) {
        int count = Math.min(size, MOVED);
        size -= count;
        System.arraycopy(nodes, size, own.nodes, own.size, count);
        own.size += count;
        return count > 0;
    }

    private synchronized void receive(int[] from, int at, int count) {
        if (size + count > nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * nodes.length);
        }
        System.arraycopy(from, at, nodes, size, count);
        size += count;
    }
}
