package io.truebook.tree;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Memory of the tree: branches and leaves in pages, so that growing never copies. Only nodes with two children exist; a chain of
 * single children is an edge. What a node is lies together, because it is read together: a branch is its hash input left ‖ right, its place
 * depth(16) ‖ path(48) and two links left(32) ‖ right(32); a leaf is its hash and address. That is 80 + 40 bytes for each leaf of a large
 * tree. A reference is positive for a branch, negative for a leaf, 0 for nothing.
 */
final class NodePages {
    static final int NONE = 0;
    static final int SLOT = 2 * Hashing.LENGTH;

    private static final int PLACE = SLOT;
    private static final int LINKS = PLACE + Long.BYTES;
    private static final int BRANCH = LINKS + Long.BYTES;
    private static final int ADDRESS = Hashing.LENGTH;
    private static final int LEAF = ADDRESS + Long.BYTES;
    private static final int PAGE_BITS = 12;
    private static final int PAGE_NODES = 1 << PAGE_BITS;
    private static final int IN_PAGE = PAGE_NODES - 1;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private byte[][] branches = new byte[1][];
    private int branchPages;
    private byte[][] leaves = new byte[1][];
    private int leafPages;

    /**
     * Where one thread allocates: whole pages of its own, and what was freed. It hands what it frees on to the others when it has too
     * much of it, and takes of theirs before it begins another page. Other threads may read and change the nodes.
     */
    final class Lane {
        private final FreeNodes ownBranches = new FreeNodes();
        private int nextBranch;
        private int endOfBranches;
        private final FreeNodes ownLeaves = new FreeNodes();
        private int nextLeaf;
        private int endOfLeaves;

        /** Allocates a branch at a depth on the way to an address. */
        int branch(long path, int depth) {
            if (ownBranches.isEmpty() && nextBranch == endOfBranches && !freeBranches.moveTo(ownBranches)) {
                int page = addBranchPage();
                // Reference 0 is nothing.
                nextBranch = Math.max(1, page << PAGE_BITS);
                endOfBranches = page + 1 << PAGE_BITS;
            }
            int ref = ownBranches.isEmpty() ? nextBranch++ : ownBranches.take();
            LONG.set(page(ref), at(ref) + PLACE, path | (long) depth << CellAddress.DEPTH);
            return ref;
        }

        /** Allocates a leaf. */
        int leaf(long address) {
            if (ownLeaves.isEmpty() && nextLeaf == endOfLeaves && !freeLeaves.moveTo(ownLeaves)) {
                int page = addLeafPage();
                nextLeaf = Math.max(1, page << PAGE_BITS);
                endOfLeaves = page + 1 << PAGE_BITS;
            }
            int index = ownLeaves.isEmpty() ? nextLeaf++ : ownLeaves.take();
            LONG.set(page(-index), at(-index) + ADDRESS, address);
            return -index;
        }

        void free(int ref) {
            if (ref > 0) {
                ownBranches.add(ref, freeBranches);
            } else {
                ownLeaves.add(-ref, freeLeaves);
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
        if (branchPages == branches.length) {
            branches = Arrays.copyOf(branches, 2 * branchPages);
        }
        branches[branchPages] = new byte[PAGE_NODES * BRANCH];
        return branchPages++;
    }

    private synchronized int addLeafPage() {
        if (leafPages == leaves.length) {
            leaves = Arrays.copyOf(leaves, 2 * leafPages);
        }
        leaves[leafPages] = new byte[PAGE_NODES * LEAF];
        return leafPages++;
    }

    static boolean isLeaf(int ref) {
        return ref < 0;
    }

    /** Levels below the root; a leaf is at the bottom. */
    int depth(int ref) {
        return isLeaf(ref)
                ? CellAddress.DEPTH
                : (int) ((long) LONG.get(page(ref), at(ref) + PLACE) >>> CellAddress.DEPTH);
    }

    /** An address whose path leads here. */
    long path(int ref) {
        return isLeaf(ref)
                ? (long) LONG.get(page(ref), at(ref) + ADDRESS)
                : (long) LONG.get(page(ref), at(ref) + PLACE) & CellAddress.MAX;
    }

    int child(int branch, boolean right) {
        long both = (long) LONG.get(page(branch), at(branch) + LINKS);
        return (int) (right ? both : both >>> Integer.SIZE);
    }

    void link(int branch, int left, int right) {
        LONG.set(page(branch), at(branch) + LINKS, (long) left << Integer.SIZE | right & 0xffffffffL);
    }

    /** The array that holds a branch's hashes or a leaf's hash; see {@link #at}. */
    byte[] page(int ref) {
        return isLeaf(ref) ? leaves[-ref >>> PAGE_BITS] : branches[ref >>> PAGE_BITS];
    }

    int at(int ref) {
        return isLeaf(ref) ? (-ref & IN_PAGE) * LEAF : (ref & IN_PAGE) * BRANCH;
    }

    /** Writes a node's hash at its own depth. */
    void hash(int ref, Hashing hashing, byte[] out, int to) {
        if (isLeaf(ref)) {
            System.arraycopy(page(ref), at(ref), out, to, Hashing.LENGTH);
        } else {
            hashing.digest(page(ref), at(ref), SLOT, out, to);
        }
    }

    /** Bytes held, pages not yet full included. */
    long bytes() {
        return (long) PAGE_NODES * (branchPages * BRANCH + leafPages * LEAF);
    }
}
