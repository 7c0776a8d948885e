package io.truebook.tree;

import java.util.function.LongPredicate;

/**
 * The hashes beside a set of cells, from which the root before and the root after a change of just those cells follow in
 * one pass. Bytes: docs/multiproof.md.
 */
public final class Multiproof {
    /** Roots of one set of addresses before and after. */
    public record Roots(byte[] before, byte[] after) {}

    /** A proof that does not fit its addresses, or is not in the one form that is accepted. */
    public static final class MalformedProofException extends IllegalArgumentException {
        MalformedProofException(String message) {
            super(message);
        }
    }

    /** The topmost nodes of one side before and after, {@code null} where it is empty. */
    private record Change(TopNode before, TopNode after) {}

    private final Hashing hashing = new Hashing();
    private final long[] addresses;
    private final byte[][] before;
    private final byte[][] after;
    private final SiblingReader siblings;

    private Multiproof(long[] addresses, byte[][] before, byte[][] after, byte[] proof) {
        this.addresses = addresses;
        this.before = before;
        this.after = after;
        siblings = new SiblingReader(hashing, proof);
    }

    /** Builds the proof of cells that stay as they are, for strictly ascending addresses, empty cells included. */
    public static byte[] build(SparseTree tree, long[] addresses) {
        return build(tree, addresses, address -> tree.cursor().isEmptyAt(address));
    }

    /**
     * Builds the proof for strictly ascending addresses, empty cells included.
     *
     * @param tree of the state before
     * @param emptyAfter tells of each of the addresses whether its cell is empty after the change
     */
    public static byte[] build(SparseTree tree, long[] addresses, LongPredicate emptyAfter) {
        CellAddress.requireAscending(addresses);
        if (addresses.length == 0) {
            throw new IllegalArgumentException("a proof needs at least one address");
        }
        return new SiblingWriter(addresses, emptyAfter).siblings(tree.cursor());
    }

    /** Computes both roots; throws when a sibling is missing, left over, or not in its canonical form. */
    public static Roots roots(long[] addresses, byte[][] before, byte[][] after, byte[] proof) {
        CellAddress.requireAscending(addresses);
        if (addresses.length == 0 || before.length != addresses.length || after.length != addresses.length) {
            throw new IllegalArgumentException("one cell before and one after for each address");
        }
        Multiproof multiproof = new Multiproof(addresses, before, after, proof);
        Change whole = multiproof.change(0, addresses.length, 0);
        multiproof.siblings.requireEnd();
        return new Roots(multiproof.root(whole.before()), multiproof.root(whole.after()));
    }

    private byte[] root(TopNode top) {
        byte[] root = new byte[Hashing.LENGTH];
        if (top != null) {
            top.hashAt(hashing, 0, root, 0);
        }
        return root;
    }

    private Change change(int low, int high, int depth) {
        if (depth == CellAddress.DEPTH) {
            return new Change(leaf(low, before[low]), leaf(low, after[low]));
        }
        int middle = CellAddress.split(addresses, low, high, depth);
        if (low < middle && middle < high) {
            return join(change(low, middle, depth + 1), change(middle, high, depth + 1), depth);
        }
        Change side = change(low, high, depth + 1);
        long place = CellAddress.beside(addresses[low], depth + 1);
        TopNode sibling = siblings.next(depth + 1, place, side.before() == null, side.after() == null);
        if (sibling == null) {
            return side;
        }
        Change unchanged = new Change(sibling, sibling);
        return low == middle ? join(unchanged, side, depth) : join(side, unchanged, depth);
    }

    private Change join(Change left, Change right, int depth) {
        return new Change(
                TopNode.join(hashing, left.before(), right.before(), depth),
                TopNode.join(hashing, left.after(), right.after(), depth));
    }

    private TopNode leaf(int cell, byte[] words) {
        if (Hashing.isEmpty(words)) {
            return null;
        }
        byte[] hash = new byte[Hashing.LENGTH];
        hashing.digest(words, 0, words.length, hash, 0);
        return new TopNode(hash, CellAddress.DEPTH, addresses[cell]);
    }
}
