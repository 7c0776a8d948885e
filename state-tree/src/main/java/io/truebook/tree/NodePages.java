package io.truebook.tree;

import java.util.Arrays;

/**
 * Memory of the tree: branches and leaves in pages, so that growing never copies. Only nodes with two children exist; a chain of
 * single children is an edge. A branch is a 64-byte slot left ‖ right, at once its cache line and its hash input, with two links and
 * its path; a leaf is its address and hash. That is 80 + 40 bytes for each leaf of a large tree. A reference is positive for a branch,
 * negative for a leaf, 0 for nothing.
 */
final class NodePages {
    static final int NONE = 0;
    static final int SLOT = 2 * Hashing.LENGTH;

    private static final int PAGE_BITS = 12;
    private static final int PAGE_NODES = 1 << PAGE_BITS;
    private static final int IN_PAGE = PAGE_NODES - 1;

    private byte[][] slots = new byte[1][];

    /** Two for each branch, side by side because they are read together: depth(16) ‖ path(48), then left(32) ‖ right(32). */
    private long[][] links = new long[1][];

    private int branchPages;
    private byte[][] leafHashes = new byte[1][];
    private long[][] addresses = new long[1][];
    private int leafPages;

    /**
     * Where one thread allocates: whole pages of its own, and what was freed. It hands what it frees on to the others when it has too
     * much of it, and takes of theirs before it begins another page. Other threads may read and change the nodes.
     */
    final class Lane {
        private final FreeNodes branches = new FreeNodes();
        private int nextBranch;
        private int endOfBranches;
        private final FreeNodes leaves = new FreeNodes();
        private int nextLeaf;
        private int endOfLeaves;

        /** Allocates a branch at a depth on the way to an address. */
        int branch(long path, int depth) {
            if (branches.isEmpty() && nextBranch == endOfBranches && !freeBranches.moveTo(branches)) {
                int page = addBranchPage();
                // Reference 0 is nothing.
                nextBranch = Math.max(1, page << PAGE_BITS);
                endOfBranches = page + 1 << PAGE_BITS;
            }
            int ref = branches.isEmpty() ? nextBranch++ : branches.take();
            links[ref >>> PAGE_BITS][2 * (ref & IN_PAGE)] = path | (long) depth << CellAddress.DEPTH;
            return ref;
        }

        /** Allocates a leaf. */
        int leaf(long address) {
            if (leaves.isEmpty() && nextLeaf == endOfLeaves && !freeLeaves.moveTo(leaves)) {
                int page = addLeafPage();
                nextLeaf = Math.max(1, page << PAGE_BITS);
                endOfLeaves = page + 1 << PAGE_BITS;
            }
            int index = leaves.isEmpty() ? nextLeaf++ : leaves.take();
            addresses[index >>> PAGE_BITS][index & IN_PAGE] = address;
            return -index;
        }

        void free(int ref) {
            if (ref > 0) {
                branches.add(ref, freeBranches);
            } else {
                leaves.add(-ref, freeLeaves);
            }
        }
    }

    private final FreeNodes freeBranches = new FreeNodes();
    private final FreeNodes freeLeaves = new FreeNodes();

    /** A new place to allocate, for one thread at a time. */
    Lane lane() {
        return new Lane();
    }

    /** A thread that still sees the arrays before misses only pages whose nodes are none of its own. */
    private synchronized int addBranchPage() {
        if (branchPages == slots.length) {
            slots = Arrays.copyOf(slots, 2 * branchPages);
            links = Arrays.copyOf(links, 2 * branchPages);
        }
        slots[branchPages] = new byte[PAGE_NODES * SLOT];
        links[branchPages] = new long[PAGE_NODES * 2];
        return branchPages++;
    }

    private synchronized int addLeafPage() {
        if (leafPages == addresses.length) {
            addresses = Arrays.copyOf(addresses, 2 * leafPages);
            leafHashes = Arrays.copyOf(leafHashes, 2 * leafPages);
        }
        addresses[leafPages] = new long[PAGE_NODES];
        leafHashes[leafPages] = new byte[PAGE_NODES * Hashing.LENGTH];
        return leafPages++;
    }

    static boolean isLeaf(int ref) {
        return ref < 0;
    }

    /** Levels below the root; a leaf is at the bottom. */
    int depth(int ref) {
        return isLeaf(ref)
                ? CellAddress.DEPTH
                : (int) (links[ref >>> PAGE_BITS][2 * (ref & IN_PAGE)] >>> CellAddress.DEPTH);
    }

    /** An address whose path leads here. */
    long path(int ref) {
        return isLeaf(ref)
                ? addresses[-ref >>> PAGE_BITS][-ref & IN_PAGE]
                : links[ref >>> PAGE_BITS][2 * (ref & IN_PAGE)] & CellAddress.MAX;
    }

    int child(int branch, boolean right) {
        long both = links[branch >>> PAGE_BITS][2 * (branch & IN_PAGE) + 1];
        return (int) (right ? both : both >>> Integer.SIZE);
    }

    void link(int branch, int left, int right) {
        links[branch >>> PAGE_BITS][2 * (branch & IN_PAGE) + 1] = (long) left << Integer.SIZE | right & 0xffffffffL;
    }

    /** The array that holds a branch's slot or a leaf's hash; see {@link #at}. */
    byte[] page(int ref) {
        return isLeaf(ref) ? leafHashes[-ref >>> PAGE_BITS] : slots[ref >>> PAGE_BITS];
    }

    int at(int ref) {
        return isLeaf(ref) ? (-ref & IN_PAGE) * Hashing.LENGTH : (ref & IN_PAGE) * SLOT;
    }

    /** Bytes held, pages not yet full included. */
    long bytes() {
        return (long) PAGE_NODES
                * (branchPages * (SLOT + 2L * Long.BYTES) + leafPages * (Hashing.LENGTH + (long) Long.BYTES));
    }
}
