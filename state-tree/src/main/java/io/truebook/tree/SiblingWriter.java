package io.truebook.tree;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.function.LongPredicate;

/** Collects the siblings of a set of addresses in the order and form in which {@link SiblingReader} takes them. */
final class SiblingWriter {
    private static final int MAX_SIBLINGS = 0xffff;

    /** Whether a side is empty. */
    private record Empty(boolean before, boolean after) {}

    private final long[] addresses;
    private final LongPredicate emptyAfter;
    private final ByteArrayOutputStream siblings = new ByteArrayOutputStream();
    private final BitSet zero = new BitSet();
    private int count;

    SiblingWriter(long[] addresses, LongPredicate emptyAfter) {
        this.addresses = addresses;
        this.emptyAfter = emptyAfter;
    }

    byte[] siblings(SparseTree.Cursor root) {
        collect(root, 0, addresses.length, 0);
        byte[] bits = new byte[(count + 7) / 8];
        zero.stream().forEach(i -> bits[i / 8] |= (byte) (0x80 >>> i % 8));
        return ByteBuffer.allocate(SiblingReader.HEAD + bits.length + siblings.size())
                .putShort((short) count)
                .put(bits)
                .put(siblings.toByteArray())
                .array();
    }

    private Empty collect(SparseTree.Cursor node, int low, int high, int depth) {
        if (depth == CellAddress.DEPTH) {
            return new Empty(node.isEmpty(), emptyAfter.test(addresses[low]));
        }
        int middle = CellAddress.split(addresses, low, high, depth);
        if (low < middle && middle < high) {
            Empty left = collect(node.child(false), low, middle, depth + 1);
            Empty right = collect(node.child(true), middle, high, depth + 1);
            return new Empty(left.before && right.before, left.after && right.after);
        }
        boolean right = low == middle;
        Empty side = collect(node.child(right), low, high, depth + 1);
        SparseTree.Cursor sibling = node.child(!right);
        if (count == MAX_SIBLINGS) {
            throw new IllegalArgumentException("more than " + MAX_SIBLINGS + " siblings");
        }
        zero.set(count++, sibling.isEmpty());
        if (sibling.isEmpty()) {
            return side;
        }
        write(sibling, depth + 1, side);
        return new Empty(false, false);
    }

    private void write(SparseTree.Cursor sibling, int depth, Empty side) {
        if (depth == CellAddress.DEPTH || !side.before && !side.after) {
            siblings.writeBytes(sibling.hash());
            return;
        }
        TopNode top = sibling.topNode();
        siblings.write(top.depth());
        if (top.depth() > depth) {
            siblings.writeBytes(BoundaryCodec.key(top.path()));
            siblings.writeBytes(top.hash());
        } else if (side.before) {
            siblings.writeBytes(top.hash());
        } else {
            siblings.writeBytes(sibling.child(false).hash());
            siblings.writeBytes(sibling.child(true).hash());
        }
    }
}
