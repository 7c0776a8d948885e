package io.truebook.tree;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The hashes beside a set of cells, from which the root before and the root after a change of just those cells follow in
 * one pass. Bytes: docs/multiproof.md.
 */
public final class Multiproof {
    /** Roots of one set of addresses before and after. */
    public record Roots(byte[] before, byte[] after) {}

    /** A proof that does not fit its addresses. */
    public static final class MalformedProofException extends IllegalArgumentException {
        MalformedProofException(String message) {
            super(message);
        }
    }

    private static final int HEAD = 2;
    private static final int MAX_SIBLINGS = 0xffff;

    /** Builds the proof for strictly ascending addresses, empty cells included. */
    public static byte[] build(SparseTree tree, long[] addresses) {
        CellAddress.requireAscending(addresses);
        if (addresses.length == 0) {
            throw new IllegalArgumentException("a proof needs at least one address");
        }
        Siblings siblings = new Siblings();
        collect(tree.cursor(), addresses, 0, addresses.length, 0, siblings);
        return siblings.bytes();
    }

    /** Computes both roots; throws when a sibling is missing, left over, or not in its canonical form. */
    public static Roots roots(long[] addresses, byte[][] before, byte[][] after, byte[] proof) {
        CellAddress.requireAscending(addresses);
        if (addresses.length == 0 || before.length != addresses.length || after.length != addresses.length) {
            throw new IllegalArgumentException("one cell before and one after for each address");
        }
        Reader reader = new Reader(addresses, before, after, proof);
        byte[] pair = new byte[2 * Hashing.LENGTH];
        reader.hash(0, addresses.length, 0, pair, 0);
        reader.requireEnd();
        return new Roots(
                Arrays.copyOf(pair, Hashing.LENGTH), Arrays.copyOfRange(pair, Hashing.LENGTH, 2 * Hashing.LENGTH));
    }

    private static void collect(
            SparseTree.Cursor node, long[] addresses, int low, int high, int depth, Siblings siblings) {
        if (depth == CellAddress.DEPTH) {
            return;
        }
        int middle = CellAddress.split(addresses, low, high, depth);
        if (low < middle) {
            collect(node.child(false), addresses, low, middle, depth + 1, siblings);
        }
        if (middle < high) {
            collect(node.child(true), addresses, middle, high, depth + 1, siblings);
        }
        if (low == middle || middle == high) {
            siblings.add(node.childHash(middle == high));
        }
    }

    private static final class Siblings {
        private final ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        private final java.util.BitSet zero = new java.util.BitSet();
        private int count;

        void add(byte[] hash) {
            if (count == MAX_SIBLINGS) {
                throw new IllegalArgumentException("more than " + MAX_SIBLINGS + " siblings");
            }
            if (Hashing.isZero(hash, 0, Hashing.LENGTH)) {
                zero.set(count);
            } else {
                hashes.writeBytes(hash);
            }
            count++;
        }

        byte[] bytes() {
            byte[] bits = new byte[(count + 7) / 8];
            zero.stream().forEach(i -> bits[i / 8] |= (byte) (0x80 >>> i % 8));
            return ByteBuffer.allocate(HEAD + bits.length + hashes.size())
                    .putShort((short) count)
                    .put(bits)
                    .put(hashes.toByteArray())
                    .array();
        }
    }

    private static final class Reader {
        private final Hashing hashing = new Hashing();
        private final long[] addresses;
        private final byte[][] before;
        private final byte[][] after;
        private final byte[] proof;
        private final int count;
        private int next;
        private int at;

        Reader(long[] addresses, byte[][] before, byte[][] after, byte[] proof) {
            if (proof.length < HEAD) {
                throw new MalformedProofException("no sibling count");
            }
            this.addresses = addresses;
            this.before = before;
            this.after = after;
            this.proof = proof;
            count = (proof[0] & 0xff) << 8 | proof[1] & 0xff;
            at = HEAD + (count + 7) / 8;
            if (at > proof.length) {
                throw new MalformedProofException("zero bits cut short");
            }
        }

        /** Writes hash before ‖ hash after of the node that holds the range. */
        void hash(int low, int high, int depth, byte[] out, int to) {
            if (depth == CellAddress.DEPTH) {
                hashing.leaf(before[low], out, to);
                hashing.leaf(after[low], out, to + Hashing.LENGTH);
                return;
            }
            int middle = CellAddress.split(addresses, low, high, depth);
            byte[] left = new byte[2 * Hashing.LENGTH];
            byte[] right = new byte[2 * Hashing.LENGTH];
            if (low < middle) {
                hash(low, middle, depth + 1, left, 0);
            }
            if (middle < high) {
                hash(middle, high, depth + 1, right, 0);
            }
            if (low == middle) {
                sibling(left);
            } else if (middle == high) {
                sibling(right);
            }
            join(left, right, 0, out, to);
            join(left, right, Hashing.LENGTH, out, to + Hashing.LENGTH);
        }

        private void join(byte[] left, byte[] right, int from, byte[] out, int to) {
            byte[] pair = new byte[2 * Hashing.LENGTH];
            System.arraycopy(left, from, pair, 0, Hashing.LENGTH);
            System.arraycopy(right, from, pair, Hashing.LENGTH, Hashing.LENGTH);
            hashing.node(pair, 0, out, to);
        }

        private void sibling(byte[] both) {
            if (next == count) {
                throw new MalformedProofException("a sibling is missing");
            }
            boolean zero = (proof[HEAD + next / 8] & 0x80 >>> next % 8) != 0;
            next++;
            if (zero) {
                return;
            }
            if (at + Hashing.LENGTH > proof.length) {
                throw new MalformedProofException("siblings cut short");
            }
            if (Hashing.isZero(proof, at, Hashing.LENGTH)) {
                throw new MalformedProofException("a zero sibling must be a bit");
            }
            System.arraycopy(proof, at, both, 0, Hashing.LENGTH);
            System.arraycopy(proof, at, both, Hashing.LENGTH, Hashing.LENGTH);
            at += Hashing.LENGTH;
        }

        void requireEnd() {
            if (next != count || at != proof.length) {
                throw new MalformedProofException("siblings left over");
            }
            int unused = (8 - count % 8) % 8;
            if (unused > 0 && (proof[HEAD + count / 8] & (1 << unused) - 1) != 0) {
                throw new MalformedProofException("unused zero bits must be 0");
            }
        }
    }

    private Multiproof() {}
}
