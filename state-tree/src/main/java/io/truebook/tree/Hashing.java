package io.truebook.tree;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The three hashes of the tree: of a cell, of a branch, of an edge. Not thread-safe. */
final class Hashing {
    static final int LENGTH = 32;

    private static final byte[] ZEROS = new byte[256];

    /** Bytes of an edge: node hash ‖ depth u8 ‖ end u8 ‖ path u48. */
    private static final int EDGE = LENGTH + Long.BYTES;

    private static final VarHandle PLACE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final MessageDigest sha256;
    private final byte[] edge = new byte[EDGE];
    private long runs;

    Hashing() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /**
     * Writes what a node gives at a depth above its own, past empty siblings. It stands there whatever the node is, and names the place of
     * both ends, so that no node can be taken for another. In and out may be the same.
     *
     * @param end the node's depth, greater than {@code depth}
     * @param path an address below the node
     */
    void edge(byte[] node, int from, int depth, int end, long path, byte[] out, int at) {
        System.arraycopy(node, from, edge, 0, LENGTH);
        PLACE.set(edge, LENGTH, ((long) depth << 8 | end) << CellAddress.DEPTH | CellAddress.prefix(path, end));
        digest(edge, 0, EDGE, out, at);
    }

    /** Writes what a node gives at a depth at or above its own. In and out may be the same. */
    void hashAt(byte[] node, int from, int end, long path, int depth, byte[] out, int at) {
        if (end > depth) {
            edge(node, from, depth, end, path, out, at);
        } else {
            System.arraycopy(node, from, out, at, LENGTH);
        }
    }

    /** How often SHA-256 ran. */
    long runs() {
        return runs;
    }

    /** An all-zero cell is no cell. */
    static boolean isEmpty(byte[] cell) {
        return cell == null || isZero(cell, 0, cell.length);
    }

    static boolean isZero(byte[] bytes, int from, int length) {
        for (int at = from; at < from + length; at += ZEROS.length) {
            int end = Math.min(at + ZEROS.length, from + length);
            if (!Arrays.equals(bytes, at, end, ZEROS, 0, end - at)) {
                return false;
            }
        }
        return true;
    }

    /** SHA-256 of a range, whatever it holds. */
    void digest(byte[] in, int from, int length, byte[] out, int at) {
        runs++;
        try {
            sha256.update(in, from, length);
            sha256.digest(out, at, LENGTH);
        } catch (DigestException tooShort) {
            throw new IllegalArgumentException("no room for a hash", tooShort);
        }
    }
}
