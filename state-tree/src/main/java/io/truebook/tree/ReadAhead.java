package io.truebook.tree;

/**
 * Reads all nodes on the way to some addresses, several ways side by side, so that their cache misses overlap; an update would meet them one
 * after another, each as dear as a hash.
 */
final class ReadAhead {
    /** About as many misses as a core has in flight. */
    private static final int WAYS = 16;

    private final NodePages nodes;
    private final int[] refs = new int[WAYS];
    private final long[] addresses = new long[WAYS];

    /** Keeps the reads from being optimised away; of no meaning. */
    private int seen;

    ReadAhead(NodePages nodes) {
        this.nodes = nodes;
    }

    /** @param ascending addresses below the node, of which those from low to high are wanted; the same may come several times */
    void read(int top, long[] ascending, int low, int high) {
        int at = low;
        while (at < high) {
            int ways = 0;
            for (; at < high && ways < WAYS; at++) {
                if (at == low || ascending[at] != ascending[at - 1]) {
                    refs[ways] = top;
                    addresses[ways++] = ascending[at];
                }
            }
            descend(ways);
        }
    }

    private void descend(int ways) {
        int open = ways;
        while (open > 0) {
            open = 0;
            for (int i = 0; i < ways; i++) {
                int ref = refs[i];
                if (ref != NodePages.NONE) {
                    seen += nodes.page(ref)[nodes.at(ref)];
                    refs[i] = next(ref, addresses[i]);
                    open++;
                }
            }
        }
    }

    private int next(int ref, long address) {
        if (NodePages.isLeaf(ref)) {
            seen += (int) nodes.path(ref);
            return NodePages.NONE;
        }
        return nodes.child(ref, CellAddress.turnsRight(address, nodes.depth(ref)));
    }
}
