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
        return node(cells, 0, 1L << 48);
    }

    private static byte[] node(SortedMap<Long, byte[]> cells, long from, long to) {
        if (cells.isEmpty()) {
            return new byte[32];
        }
        if (to - from == 1) {
            return sha256(cells.get(from));
        }
        long middle = from + (to - from) / 2;
        return sha256(node(cells.headMap(middle), from, middle), node(cells.tailMap(middle), middle, to));
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
