package io.truebook.tree;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The two hash rules of the tree: an all-zero cell and a node of two zero children are 32 zero bytes. Not thread-safe. */
final class Hashing {
    static final int LENGTH = 32;

    private static final byte[] ZEROS = new byte[256];

    private final MessageDigest sha256;
    private long runs;

    Hashing() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** Writes the hash of a cell's words; {@code null} stands for an empty cell. */
    void leaf(byte[] cell, byte[] out, int at) {
        if (isEmpty(cell)) {
            Arrays.fill(out, at, at + LENGTH, (byte) 0);
        } else {
            digest(cell, 0, cell.length, out, at);
        }
    }

    /** Writes the hash of the 64 bytes left ‖ right. */
    void node(byte[] pair, int from, byte[] out, int at) {
        if (isZero(pair, from, 2 * LENGTH)) {
            Arrays.fill(out, at, at + LENGTH, (byte) 0);
        } else {
            digest(pair, from, 2 * LENGTH, out, at);
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
