package io.truebook.tree;

/** A cell's place: 48 bits in a long, {@code space(8) ‖ index(40)}. The path in the tree is its bits, most significant first. */
public final class CellAddress {
    /** Levels between the root and a leaf. */
    public static final int DEPTH = 48;

    /** The greatest address. */
    public static final long MAX = (1L << DEPTH) - 1;

    /** True when the path turns right at the node of this depth (0 = root). */
    static boolean turnsRight(long address, int depth) {
        return (address >>> (DEPTH - 1 - depth) & 1) == 1;
    }

    /** The depth at which the paths of two addresses part, DEPTH when they are the same. */
    static int firstDifference(long a, long b) {
        return a == b ? DEPTH : Long.numberOfLeadingZeros(a ^ b) - (Long.SIZE - DEPTH);
    }

    /** The first bits of an address, as many as the depth, the rest 0: the place of a node. */
    static long prefix(long address, int depth) {
        return address >>> (DEPTH - depth) << (DEPTH - depth);
    }

    /** The place beside the one that an address has at a depth below the root. */
    static long beside(long address, int depth) {
        return prefix(address, depth) ^ 1L << (DEPTH - depth);
    }

    /** Checks that addresses are in range and strictly ascending. */
    static void requireAscending(long[] addresses) {
        for (int i = 0; i < addresses.length; i++) {
            if (addresses[i] < 0 || addresses[i] > MAX || (i > 0 && addresses[i] <= addresses[i - 1])) {
                throw new IllegalArgumentException("addresses must be 48-bit and strictly ascending, at position " + i);
            }
        }
    }

    /** First position in [low, high) whose address turns right at the depth. */
    static int split(long[] addresses, int low, int high, int depth) {
        int from = low;
        int to = high;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (turnsRight(addresses[middle], depth)) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    private CellAddress() {}
}
