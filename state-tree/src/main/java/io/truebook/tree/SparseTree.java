package io.truebook.tree;

import java.util.ArrayList;
import java.util.List;
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

    private final Hashing hashing = new Hashing();
    private int top = NodePages.NONE;

    /**
     * Sets cells to absolute values and returns the new root.
     *
     * @param ascending strictly ascending addresses
     * @param values the words of each, {@code null} or all zero for an empty cell
     */
    public byte[] update(long[] ascending, byte[][] values) {
        return update(List.of(new CellChange(ascending, values))).getFirst();
    }

    /** Carries out one change after the other, at most 65,536, and returns the root after each. */
    public List<byte[]> update(List<CellChange> changes) {
        CheckpointCells cells = new CheckpointCells(changes);
        List<byte[]> roots = new ArrayList<>(changes.size());
        if (cells.size() == 0) {
            changes.forEach(_ -> roots.add(root()));
            return roots;
        }
        SubtreeUpdate whole = take();
        whole.run(cells, top, 0, cells.size());
        top = whole.top();
        Versions versions = whole.versions();
        int next = 0;
        for (int checkpoint = 0; checkpoint < changes.size(); checkpoint++) {
            if (next < versions.size() && versions.checkpoint(next) == checkpoint) {
                whole.root(next++, root);
            }
            roots.add(root());
        }
        giveBack(whole);
        return roots;
    }

    /** The root, 32 zero bytes for the empty tree. */
    public byte[] root() {
        return root.clone();
    }

    /** Bytes of memory that the nodes take. */
    public long memory() {
        return nodes.bytes();
    }

    /** SHA-256 runs of updates since the tree was made, for measuring. */
    public long hashesRun() {
        return idle.stream().mapToLong(SubtreeUpdate::hashesRun).sum();
    }

    /** For a thread's part of an update; to be given back. */
    SubtreeUpdate take() {
        SubtreeUpdate taken = idle.pollFirst();
        return taken == null ? new SubtreeUpdate(this, nodes) : taken;
    }

    void giveBack(SubtreeUpdate part) {
        idle.addFirst(part);
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
            if (ref != NodePages.NONE) {
                topNode().hashAt(hashing, depth, hash, 0);
            }
            return hash;
        }

        /** The topmost node at or below this place, which is not empty. */
        TopNode topNode() {
            byte[] hash = new byte[Hashing.LENGTH];
            int end = nodes.depth(ref);
            nodes.hash(ref, hashing, hash, 0);
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
