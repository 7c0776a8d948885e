package io.truebook.tree;

import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The nodes of the state tree in memory, updated in batches by a single writer: branches, which have two children, and leaves. What lies
 * between a node and the branch above it is an edge, one hash however long, made anew when the node changes. It is written straight into
 * its half of the branch.
 */
public final class SparseTree {
    private final NodePages nodes = new NodePages();
    private final byte[] root = new byte[Hashing.LENGTH];

    /** Not in use by a thread. As many as ever worked at the same time. */
    private final ConcurrentLinkedDeque<SubtreeUpdate> idle = new ConcurrentLinkedDeque<>();

    private final SubtreeUpdate own = new SubtreeUpdate(this, nodes);
    private int top = NodePages.NONE;

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
            top = own.run(new SubtreeUpdate.Change(ascending, values), top, 0, 0, ascending.length, root, 0);
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
        return own.hashesRun()
                + idle.stream().mapToLong(SubtreeUpdate::hashesRun).sum();
    }

    /** Part of an update, by whichever thread has time. */
    int update(SubtreeUpdate.Change change, int ref, int depth, int low, int high, byte[] out, int at) {
        SubtreeUpdate taken = idle.pollFirst();
        SubtreeUpdate part = taken == null ? new SubtreeUpdate(this, nodes) : taken;
        int node = part.run(change, ref, depth, low, high, out, at);
        idle.addFirst(part);
        return node;
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
            own.hashAt(ref, depth, hash, 0);
            return hash;
        }

        /** The topmost node at or below this place, which is not empty. */
        TopNode topNode() {
            byte[] hash = new byte[Hashing.LENGTH];
            int end = nodes.depth(ref);
            own.hashAt(ref, end, hash, 0);
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
