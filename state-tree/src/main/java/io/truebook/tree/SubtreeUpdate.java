package io.truebook.tree;

import java.util.Arrays;
import java.util.concurrent.RecursiveTask;

/**
 * One thread's part of an update: subtrees that no other thread changes meanwhile. Where both sides of a branch have much to do, another
 * thread takes one of them. What comes out does not depend on who did it: a node's hash is made of its children's.
 */
final class SubtreeUpdate {
    /** Cells that are worth another thread: some tens of microseconds. */
    private static final int FORKED_CELLS = 32;

    private static final int WAYS = 16;

    /** A side of a branch that another thread may take. */
    private static final class Side extends RecursiveTask<Integer> {
        private static final long serialVersionUID = 1;

        private final transient SparseTree tree;
        private final transient Change change;
        private final int ref;
        private final int depth;
        private final int low;
        private final int high;
        private final byte[] out;
        private final int at;

        private Side(SparseTree tree, Change change, int ref, int depth, int low, int high, byte[] out, int at) {
            this.tree = tree;
            this.change = change;
            this.ref = ref;
            this.depth = depth;
            this.low = low;
            this.high = high;
            this.out = out;
            this.at = at;
        }

        @Override
        protected Integer compute() {
            return tree.update(change, ref, depth, low, high, out, at);
        }
    }

    /** Strictly ascending addresses, and the words of each. */
    record Change(long[] addresses, byte[][] cells) {}

    private final SparseTree tree;
    private final NodePages nodes;
    private final NodePages.Lane lane;
    private final Hashing hashing = new Hashing();
    private final byte[][] split = new byte[CellAddress.DEPTH][NodePages.SLOT];

    /** Keeps {@link #touch} from being optimised away; of no meaning. */
    private int touched;

    private Change change;

    SubtreeUpdate(SparseTree tree, NodePages nodes) {
        this.tree = tree;
        this.nodes = nodes;
        lane = nodes.lane();
    }

    /** SHA-256 runs since it was made. */
    long hashesRun() {
        return hashing.runs();
    }

    /**
     * Updates what hangs at a depth and writes its hash there.
     *
     * @param ref the topmost node at or below that depth, or NONE
     * @return what is the topmost node now
     */
    int run(Change wanted, int ref, int depth, int low, int high, byte[] out, int at) {
        change = wanted;
        int top = high - low < FORKED_CELLS
                ? touchAndUpdate(ref, depth, low, high, out, at)
                : update(ref, depth, low, high, out, at);
        change = null;
        return top;
    }

    private int touchAndUpdate(int ref, int depth, int low, int high, byte[] out, int at) {
        touch(ref, low, high);
        return update(ref, depth, low, high, out, at);
    }

    /**
     * Reads all nodes on the way to the addresses, several ways side by side, so that their cache misses overlap; an update would meet
     * them one after another, each as dear as a hash.
     */
    private void touch(int top, int low, int high) {
        int[] refs = new int[WAYS];
        for (int from = low; from < high; from += WAYS) {
            int count = Math.min(WAYS, high - from);
            Arrays.fill(refs, 0, count, top);
            int open = count;
            while (open > 0) {
                open = 0;
                for (int i = 0; i < count; i++) {
                    int ref = refs[i];
                    if (ref != NodePages.NONE) {
                        touched += nodes.page(ref)[nodes.at(ref)];
                        refs[i] = next(ref, change.addresses[from + i]);
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

    private int update(int ref, int depth, int low, int high, byte[] out, int at) {
        long[] addresses = change.addresses;
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
        int branch = lane.branch(first, parts);
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
        if (high - low < FORKED_CELLS) {
            if (low < middle) {
                left = update(left, here + 1, low, middle, page, slot);
            }
            if (middle < high) {
                right = update(right, here + 1, middle, high, page, slot + Hashing.LENGTH);
            }
        } else if (middle == high) {
            left = narrowed(left, here + 1, low, high, page, slot);
        } else if (low == middle) {
            right = narrowed(right, here + 1, low, high, page, slot + Hashing.LENGTH);
        } else {
            Side other = new Side(tree, change, right, here + 1, middle, high, page, slot + Hashing.LENGTH);
            other.fork();
            try {
                left = narrowed(left, here + 1, low, middle, page, slot);
            } finally {
                right = other.join();
            }
        }
        if (left == NodePages.NONE || right == NodePages.NONE) {
            lane.free(branch);
            return only(left, right, depth, out, at);
        }
        nodes.link(branch, left, right);
        hashing.digest(page, slot, NodePages.SLOT, out, at);
        rise(nodes.path(branch), here, depth, out, at);
        return branch;
    }

    /** A side of a branch that had enough for two threads: its nodes are read ahead when it has no more than one can do. */
    private int narrowed(int ref, int depth, int low, int high, byte[] out, int at) {
        return high - low < FORKED_CELLS
                ? touchAndUpdate(ref, depth, low, high, out, at)
                : update(ref, depth, low, high, out, at);
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
        byte[] words = change.cells[cell];
        if (Hashing.isEmpty(words)) {
            if (ref != NodePages.NONE) {
                lane.free(ref);
            }
            Arrays.fill(out, at, at + Hashing.LENGTH, (byte) 0);
            return NodePages.NONE;
        }
        int leaf = ref == NodePages.NONE ? lane.leaf(change.addresses[cell]) : ref;
        hashing.digest(words, 0, words.length, nodes.page(leaf), nodes.at(leaf));
        hashAt(leaf, depth, out, at);
        return leaf;
    }

    /** Writes the hash that a node gives at a depth at or above its own. */
    void hashAt(int ref, int depth, byte[] out, int at) {
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
}
