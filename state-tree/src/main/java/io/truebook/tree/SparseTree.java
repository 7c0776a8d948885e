package io.truebook.tree;

import java.util.Arrays;

/**
 * The nodes of the state tree in memory, updated in batches by a single writer: branches, which have two children, and leaves. What lies
 * between a node and the branch above it is an edge, one hash however long, made anew when the node changes. It is written straight into
 * its half of the branch.
 */
public final class SparseTree {
    private static final int WAYS = 16;

    private final Hashing hashing = new Hashing();
    private final NodePages nodes = new NodePages();
    private final byte[] root = new byte[Hashing.LENGTH];
    private final byte[][] split = new byte[CellAddress.DEPTH][NodePages.SLOT];
    private int top = NodePages.NONE;

    /** Keeps {@link #touch} from being optimised away; of no meaning. */
    private int touched;

    private long[] addresses;
    private byte[][] cells;

    /**
     * Sets cells to absolute values and returns the new root.
     *
     * @param ascending strictly ascending addresses
     * @param values the words of each, {@code null} or all zero for an empty cell
     */
    public byte[] update(long[] ascending, byte[][] values) {
        CellAddress.requireAscending(ascending);
        if (ascending.length != values.length) {
            throw new IllegalArgumentException("one value for each address");
        }
        if (ascending.length > 0) {
            touch(ascending);
            addresses = ascending;
            cells = values;
            top = update(top, 0, 0, ascending.length, root, 0);
            addresses = null;
            cells = null;
        }
        return root();
    }

    /** The root, 32 zero bytes for the empty tree. */
    public byte[] root() {
        return root.clone();
    }

    /** Bytes of memory that the nodes take. */
    public long memory() {
        return nodes.bytes();
    }

    /** SHA-256 runs since the tree was made, for measuring. */
    public long hashesRun() {
        return hashing.runs();
    }

    /**
     * Reads all nodes on the way to the addresses, several ways side by side, so that their cache misses overlap; an update would meet
     * them one after another, each as dear as a hash.
     */
    private void touch(long[] ascending) {
        int[] refs = new int[WAYS];
        for (int from = 0; from < ascending.length; from += WAYS) {
            int count = Math.min(WAYS, ascending.length - from);
            Arrays.fill(refs, 0, count, top);
            int open = count;
            while (open > 0) {
                open = 0;
                for (int i = 0; i < count; i++) {
                    int ref = refs[i];
                    if (ref != NodePages.NONE) {
                        touched += nodes.page(ref)[nodes.at(ref)];
                        refs[i] = next(ref, ascending[from + i]);
                        open++;
                    }
                }
            }
        }
    }

    private int next(int ref, long address) {
        if (NodePages.isLeaf(ref)) {
            touched += (int) nodes.path(ref);
            return NodePages.NONE;
        }
        return nodes.child(ref, CellAddress.turnsRight(address, nodes.depth(ref)));
    }

    /**
     * Updates what hangs at a depth and writes its hash there.
     *
     * @param ref the topmost node at or below that depth, or NONE
     * @return what is the topmost node now
     */
    private int update(int ref, int depth, int low, int high, byte[] out, int at) {
        long first = addresses[low];
        long path = ref == NodePages.NONE ? first : nodes.path(ref);
        int here = ref == NodePages.NONE ? CellAddress.DEPTH : nodes.depth(ref);
        int parts = Math.min(
                here,
                Math.min(
                        CellAddress.firstDifference(first, addresses[high - 1]),
                        CellAddress.firstDifference(first, path)));
        if (parts == CellAddress.DEPTH) {
            return setLeaf(ref, depth, low, out, at);
        }
        int middle = CellAddress.split(addresses, low, high, parts);
        if (parts == here) {
            return updateBranch(ref, here, depth, low, middle, high, out, at);
        }
        byte[] pair = split[parts];
        boolean refIsRight = CellAddress.turnsRight(path, parts);
        int left = side(refIsRight ? NodePages.NONE : ref, parts + 1, low, middle, pair, 0);
        int right = side(refIsRight ? ref : NodePages.NONE, parts + 1, middle, high, pair, Hashing.LENGTH);
        if (left == NodePages.NONE || right == NodePages.NONE) {
            return only(left, right, depth, out, at);
        }
        int branch = nodes.branch(first, parts);
        System.arraycopy(pair, 0, nodes.page(branch), nodes.at(branch), NodePages.SLOT);
        nodes.link(branch, left, right);
        hashing.digest(pair, 0, NodePages.SLOT, out, at);
        rise(first, parts, depth, out, at);
        return branch;
    }

    private int updateBranch(int branch, int here, int depth, int low, int middle, int high, byte[] out, int at) {
        byte[] page = nodes.page(branch);
        int slot = nodes.at(branch);
        int left = nodes.child(branch, false);
        int right = nodes.child(branch, true);
        if (low < middle) {
            left = update(left, here + 1, low, middle, page, slot);
        }
        if (middle < high) {
            right = update(right, here + 1, middle, high, page, slot + Hashing.LENGTH);
        }
        if (left == NodePages.NONE || right == NodePages.NONE) {
            nodes.free(branch);
            return only(left, right, depth, out, at);
        }
        nodes.link(branch, left, right);
        hashing.digest(page, slot, NodePages.SLOT, out, at);
        rise(nodes.path(branch), here, depth, out, at);
        return branch;
    }

    /** One side of a new parting of ways, where perhaps nothing changes but the depth at which its hash is wanted. */
    private int side(int ref, int depth, int low, int high, byte[] out, int at) {
        if (low < high) {
            return update(ref, depth, low, high, out, at);
        }
        hashAt(ref, depth, out, at);
        return ref;
    }

    /** At most one child is left: there is no branch, and an edge goes on to that child from further above. */
    private int only(int left, int right, int depth, byte[] out, int at) {
        int child = left == NodePages.NONE ? right : left;
        hashAt(child, depth, out, at);
        return child;
    }

    private int setLeaf(int ref, int depth, int cell, byte[] out, int at) {
        byte[] words = cells[cell];
        if (Hashing.isEmpty(words)) {
            if (ref != NodePages.NONE) {
                nodes.free(ref);
            }
            Arrays.fill(out, at, at + Hashing.LENGTH, (byte) 0);
            return NodePages.NONE;
        }
        int leaf = ref == NodePages.NONE ? nodes.leaf(addresses[cell]) : ref;
        hashing.digest(words, 0, words.length, nodes.page(leaf), nodes.at(leaf));
        hashAt(leaf, depth, out, at);
        return leaf;
    }

    /** Writes the hash that a node gives at a depth at or above its own. */
    private void hashAt(int ref, int depth, byte[] out, int at) {
        if (ref == NodePages.NONE) {
            Arrays.fill(out, at, at + Hashing.LENGTH, (byte) 0);
            return;
        }
        if (NodePages.isLeaf(ref)) {
            System.arraycopy(nodes.page(ref), nodes.at(ref), out, at, Hashing.LENGTH);
        } else {
            hashing.digest(nodes.page(ref), nodes.at(ref), NodePages.SLOT, out, at);
        }
        rise(nodes.path(ref), nodes.depth(ref), depth, out, at);
    }

    /** Takes a node's hash up to the depth at which it is wanted. */
    private void rise(long path, int from, int to, byte[] out, int at) {
        if (from > to) {
            hashing.edge(out, at, to, from, path, out, at);
        }
    }

    /** Reads the tree from the root downwards; valid until the next update. */
    Cursor cursor() {
        return new Cursor(top, 0);
    }

    /** What hangs at one place, as a proof builder sees it. */
    final class Cursor {
        private final int ref;
        private final int depth;

        private Cursor(int ref, int depth) {
            this.ref = ref;
            this.depth = depth;
        }

        boolean isEmpty() {
            return ref == NodePages.NONE;
        }

        /** True when the cell at an address below this place is empty. */
        boolean isEmptyAt(long address) {
            int at = ref;
            while (at > 0 && CellAddress.prefix(address ^ nodes.path(at), nodes.depth(at)) == 0) {
                at = nodes.child(at, CellAddress.turnsRight(address, nodes.depth(at)));
            }
            return at >= 0 || nodes.path(at) != address;
        }

        Cursor child(boolean right) {
            return new Cursor(below(right), depth + 1);
        }

        /** The hash at this depth. */
        byte[] hash() {
            byte[] hash = new byte[Hashing.LENGTH];
            hashAt(ref, depth, hash, 0);
            return hash;
        }

        /** The topmost node at or below this place, which is not empty. */
        TopNode topNode() {
            byte[] hash = new byte[Hashing.LENGTH];
            int end = nodes.depth(ref);
            hashAt(ref, end, hash, 0);
            return new TopNode(hash, end, nodes.path(ref));
        }

        private int below(boolean right) {
            if (ref == NodePages.NONE) {
                return NodePages.NONE;
            }
            if (nodes.depth(ref) == depth) {
                return nodes.child(ref, right);
            }
            return CellAddress.turnsRight(nodes.path(ref), depth) == right ? ref : NodePages.NONE;
        }
    }
}
