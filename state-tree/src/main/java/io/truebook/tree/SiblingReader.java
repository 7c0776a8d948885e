package io.truebook.tree;

import java.util.Arrays;

/** Reads the siblings of a multiproof, each in the one form that is accepted in its place. Bytes: docs/multiproof.md. */
final class SiblingReader {
    static final int HEAD = 2;

    /** Bytes that a sibling can have beyond a hash, because it is opened. */
    static final int LONGEST_OPENING = 1 + Hashing.LENGTH;

    private static final int PATH = 6;

    private final Hashing hashing;
    private final byte[] proof;
    private final int count;
    private int next;
    private int at;

    SiblingReader(Hashing hashing, byte[] proof) {
        this.hashing = hashing;
        this.proof = proof;
        count = (int) number(HEAD);
        take((count + 7) / 8);
    }

    /**
     * The next sibling, {@code null} for an empty one. Beside a side that is empty before or after it is opened: the edge above goes on to
     * its topmost node, which its hash alone does not tell.
     *
     * @param depth of the sibling
     * @param place the bits that lead to it
     */
    TopNode next(int depth, long place, boolean emptyBefore, boolean emptyAfter) {
        if (isZero()) {
            return null;
        }
        if (depth == CellAddress.DEPTH || !emptyBefore && !emptyAfter) {
            return new TopNode(hash(), depth, place);
        }
        int end = (int) number(1);
        if (end < depth || end > CellAddress.DEPTH) {
            throw new Multiproof.MalformedProofException("no node of a sibling at depth " + depth + " lies at " + end);
        }
        if (end > depth) {
            return edge(depth, place, end);
        }
        // A side that was empty binds its sibling's node by the edge above. Beside a side that is emptied, what is said
        // to be
        // a branch is shown to be one, lest an edge be taken for it and an edge of an edge be claimed.
        return new TopNode(emptyBefore ? hash() : branch(), depth, place);
    }

    private TopNode edge(int depth, long place, int end) {
        long path = number(PATH);
        if (CellAddress.prefix(path, depth) != place) {
            throw new Multiproof.MalformedProofException("an edge that starts elsewhere");
        }
        if (CellAddress.prefix(path, end) != path) {
            throw new Multiproof.MalformedProofException("a path longer than its edge");
        }
        return new TopNode(hash(), end, path);
    }

    private byte[] branch() {
        byte[] pair = new byte[2 * Hashing.LENGTH];
        System.arraycopy(hash(), 0, pair, 0, Hashing.LENGTH);
        System.arraycopy(hash(), 0, pair, Hashing.LENGTH, Hashing.LENGTH);
        byte[] hash = new byte[Hashing.LENGTH];
        hashing.digest(pair, 0, pair.length, hash, 0);
        return hash;
    }

    private boolean isZero() {
        if (next == count) {
            throw new Multiproof.MalformedProofException("a sibling is missing");
        }
        boolean zero = (proof[HEAD + next / 8] & 0x80 >>> next % 8) != 0;
        next++;
        return zero;
    }

    private byte[] hash() {
        int from = take(Hashing.LENGTH);
        if (Hashing.isZero(proof, from, Hashing.LENGTH)) {
            throw new Multiproof.MalformedProofException("a zero sibling must be a bit");
        }
        return Arrays.copyOfRange(proof, from, from + Hashing.LENGTH);
    }

    private long number(int bytes) {
        long number = 0;
        for (int from = take(bytes), i = 0; i < bytes; i++) {
            number = number << 8 | proof[from + i] & 0xff;
        }
        return number;
    }

    private int take(int length) {
        if (at + length > proof.length) {
            throw new Multiproof.MalformedProofException("siblings cut short");
        }
        at += length;
        return at - length;
    }

    void requireEnd() {
        if (next != count || at != proof.length) {
            throw new Multiproof.MalformedProofException("siblings left over");
        }
        int unused = (8 - count % 8) % 8;
        if (unused > 0 && (proof[HEAD + count / 8] & (1 << unused) - 1) != 0) {
            throw new Multiproof.MalformedProofException("unused zero bits must be 0");
        }
    }
}
