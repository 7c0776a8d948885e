package io.truebook.tree;

/**
 * The topmost node of a subtree that is not empty. What the subtree's hash is depends on the depth at which it is asked for.
 *
 * @param depth of the node: a branch above the leaves, else a leaf
 * @param path the bits that lead to it, as many as its depth, the rest 0
 */
record TopNode(byte[] hash, int depth, long path) {
    TopNode {
        path = CellAddress.prefix(path, depth);
    }

    /** Writes the subtree's hash at a depth at or above the node's. */
    void hashAt(Hashing hashing, int at, byte[] out, int to) {
        hashing.hashAt(hash, 0, depth, path, at, out, to);
    }

    /** What two sides make together at the depth where they part; {@code null} is an empty one. */
    static TopNode join(Hashing hashing, TopNode left, TopNode right, int depth) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        byte[] pair = new byte[2 * Hashing.LENGTH];
        left.hashAt(hashing, depth + 1, pair, 0);
        right.hashAt(hashing, depth + 1, pair, Hashing.LENGTH);
        byte[] hash = new byte[Hashing.LENGTH];
        hashing.digest(pair, 0, pair.length, hash, 0);
        return new TopNode(hash, depth, left.path);
    }
}
