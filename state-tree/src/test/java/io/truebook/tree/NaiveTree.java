package io.truebook.tree;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tree as its definition reads, computed whole each time: slow and obviously right. */
final class NaiveTree {
    private final TreeMap<Long, byte[]> cells = new TreeMap<>();

    void put(long address, byte[] cell) {
        if (cell == null || Arrays.equals(cell, new byte[cell.length])) {
            cells.remove(address);
        } else {
            cells.put(address, cell.clone());
        }
    }

    byte[] get(long address) {
        return cells.get(address);
    }

    byte[] root() {
        return hash(cells, 0, 0);
    }

    /** The hash at a depth of the cells that lie below one place there. */
    private static byte[] hash(SortedMap<Long, byte[]> cells, int depth, long place) {
        if (cells.isEmpty()) {
            return new byte[32];
        }
        int end = depth;
        while (end < 48
                && cells.headMap(place + half(end)).isEmpty()
                        != cells.tailMap(place + half(end)).isEmpty()) {
            place += cells.headMap(place + half(end)).isEmpty() ? half(end) : 0;
            end++;
        }
        byte[] node = end == 48
                ? sha256(cells.get(place))
                : sha256(
                        hash(cells.headMap(place + half(end)), end + 1, place),
                        hash(cells.tailMap(place + half(end)), end + 1, place + half(end)));
        return end == depth ? node : sha256(node, new byte[] {(byte) depth, (byte) end}, BoundaryCodec.key(place));
    }

    private static long half(int depth) {
        return 1L << 47 - depth;
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
