package io.truebook.tree;

import java.util.Arrays;

/**
 * What the topmost node of a subtree is after each of the checkpoints that changed it, ascending. Several subtrees' versions lie one after
 * the other, the last one's at the end.
 */
final class Versions {
    /** The depth of no node: the subtree is empty. */
    static final int EMPTY = -1;

    private static final int INITIAL = 64;

    private int[] checkpoints = new int[INITIAL];
    private int[] depths = new int[INITIAL];
    private long[] paths = new long[INITIAL];
    private byte[] hashes = new byte[INITIAL * Hashing.LENGTH];
    private int size;

    int size() {
        return size;
    }

    /** Adds one whose hash is to be written at {@link #at}. */
    int add(int checkpoint, int depth, long path) {
        if (size == depths.length) {
            checkpoints = Arrays.copyOf(checkpoints, 2 * size);
            depths = Arrays.copyOf(depths, 2 * size);
            paths = Arrays.copyOf(paths, 2 * size);
            hashes = Arrays.copyOf(hashes, 2 * size * Hashing.LENGTH);
        }
        checkpoints[size] = checkpoint;
        depths[size] = depth;
        paths[size] = path;
        return size++;
    }

    void clear() {
        size = 0;
    }

    /** Adds one that is as another list's. */
    void add(int checkpoint, Versions other, int version) {
        int added = add(checkpoint, other.depths[version], other.paths[version]);
        System.arraycopy(other.hashes, at(version), hashes, at(added), Hashing.LENGTH);
    }

    /** Makes a version one of a node further up; its hash is to be written. */
    void set(int version, int depth) {
        depths[version] = depth;
    }

    /** Moves those from a position on to an earlier one, where they replace what stood between. */
    void moveDown(int from, int to) {
        int count = size - from;
        for (int i = 0; i < count; i++) {
            checkpoints[to + i] = checkpoints[from + i];
            depths[to + i] = depths[from + i];
            paths[to + i] = paths[from + i];
        }
        System.arraycopy(hashes, at(from), hashes, at(to), at(count));
        size = to + count;
    }

    /** Writes the hash of a version at a depth at or above its node's, zeros when it is empty. */
    void hashAt(int version, int depth, Hashing hashing, byte[] out, int at) {
        if (depths[version] == EMPTY) {
            Arrays.fill(out, at, at + Hashing.LENGTH, (byte) 0);
        } else {
            hashing.hashAt(hashes, at(version), depths[version], paths[version], depth, out, at);
        }
    }

    int checkpoint(int version) {
        return checkpoints[version];
    }

    /** The node's depth, {@link #EMPTY} without one. */
    int depth(int version) {
        return depths[version];
    }

    /** Holds the node's hash at its own depth, from {@link #at} on; another array once more versions are added. */
    byte[] hashes() {
        return hashes;
    }

    static int at(int version) {
        return version * Hashing.LENGTH;
    }
}
