package io.truebook.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The inner nodes of the state tree in memory, updated in batches by a single writer. A node is a 64-byte slot left ‖ right,
 * which is at once its cache line and its hash input: a child's digest is written straight into its parent's half. Nodes
 * live in pages, so growing never copies; a node whose children are both empty is freed.
 */
public final class SparseTree {
    private static final int PAGE_BITS = 14;
    private static final int PAGE_NODES = 1 << PAGE_BITS;
    private static final int SLOT = 2 * Hashing.LENGTH;
    private static final int NONE = 0;
    private static final int LEAF = -1;

    private final Hashing hashing = new Hashing();
    private final List<byte[]> hashes = new ArrayList<>();
    private final List<int[]> children = new ArrayList<>();
    private final byte[] root = new byte[Hashing.LENGTH];
    private int rootNode = NONE;
    private int nodes = 1;
    private int free = NONE;

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
            addresses = ascending;
            cells = values;
            rootNode = update(rootNode, 0, 0, ascending.length, root, 0);
        }
        return root();
    }

    /** The root, 32 zero bytes for the empty tree. */
    public byte[] root() {
        return root.clone();
    }

    private int update(int before, int depth, int low, int high, byte[] out, int at) {
        if (depth == CellAddress.DEPTH) {
            hashing.leaf(cells[low], out, at);
            return Hashing.isZero(out, at, Hashing.LENGTH) ? NONE : LEAF;
        }
        int node = before == NONE ? allocate() : before;
        byte[] page = hashes.get(node >>> PAGE_BITS);
        int[] links = children.get(node >>> PAGE_BITS);
        int index = node & (PAGE_NODES - 1);
        int middle = CellAddress.split(addresses, low, high, depth);
        if (low < middle) {
            links[2 * index] = update(links[2 * index], depth + 1, low, middle, page, index * SLOT);
        }
        if (middle < high) {
            links[2 * index + 1] =
                    update(links[2 * index + 1], depth + 1, middle, high, page, index * SLOT + Hashing.LENGTH);
        }
        hashing.node(page, index * SLOT, out, at);
        if (links[2 * index] == NONE && links[2 * index + 1] == NONE) {
            links[2 * index] = free;
            free = node;
            return NONE;
        }
        return node;
    }

    private int allocate() {
        int node = free;
        if (node == NONE) {
            node = nodes++;
        }
        if (node >>> PAGE_BITS == hashes.size()) {
            hashes.add(new byte[PAGE_NODES * SLOT]);
            children.add(new int[PAGE_NODES * 2]);
        }
        int[] links = children.get(node >>> PAGE_BITS);
        int index = node & (PAGE_NODES - 1);
        if (node == free) {
            free = links[2 * index];
        }
        links[2 * index] = NONE;
        links[2 * index + 1] = NONE;
        int at = index * SLOT;
        Arrays.fill(hashes.get(node >>> PAGE_BITS), at, at + SLOT, (byte) 0);
        return node;
    }

    /** Reads the tree from the root downwards; valid until the next update. */
    Cursor cursor() {
        return new Cursor(rootNode);
    }

    /** One inner node as a proof builder sees it. */
    final class Cursor {
        private final int node;

        private Cursor(int node) {
            this.node = node;
        }

        Cursor child(boolean right) {
            if (node == NONE || node == LEAF) {
                return this;
            }
            return new Cursor(children.get(node >>> PAGE_BITS)[2 * (node & (PAGE_NODES - 1)) + (right ? 1 : 0)]);
        }

        byte[] childHash(boolean right) {
            if (node == NONE) {
                return new byte[Hashing.LENGTH];
            }
            int at = (node & (PAGE_NODES - 1)) * SLOT + (right ? Hashing.LENGTH : 0);
            return Arrays.copyOfRange(hashes.get(node >>> PAGE_BITS), at, at + Hashing.LENGTH);
        }
    }
}
