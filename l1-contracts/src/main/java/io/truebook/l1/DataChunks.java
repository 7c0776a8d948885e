package io.truebook.l1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The Keccak Merkle tree over the data of a batch in chunks of 1,024 bytes, by which any byte of it can be proven later. The last
 * chunk is short; an odd node at a level is carried up as it is; leaves and nodes are told apart by their first hashed byte.
 */
public final class DataChunks {
    public static final int CHUNK_LENGTH = 1_024;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final byte[] data;
    private final List<List<Bytes32>> levels = new ArrayList<>();

    public DataChunks(byte[] data) {
        this.data = data.clone();
        List<Bytes32> level = new ArrayList<>();
        for (int chunk = 0; chunk < count(data.length); chunk++) {
            int from = chunk * CHUNK_LENGTH;
            level.add(Keccak.hash(LEAF, data, from, Math.min(CHUNK_LENGTH, data.length - from)));
        }
        levels.add(level);
        while (level.size() > 1) {
            level = parents(level);
            levels.add(level);
        }
    }

    /** Root over the data, zero when there is none. */
    public static Bytes32 root(byte[] data) {
        return new DataChunks(data).root();
    }

    public static int count(int dataLength) {
        return (dataLength + CHUNK_LENGTH - 1) / CHUNK_LENGTH;
    }

    public Bytes32 root() {
        List<Bytes32> top = levels.getLast();
        return top.isEmpty() ? Bytes32.ZERO : top.getFirst();
    }

    public byte[] chunk(int index) {
        int from = requireChunk(index, data.length) * CHUNK_LENGTH;
        return Arrays.copyOfRange(data, from, Math.min(from + CHUNK_LENGTH, data.length));
    }

    /** Siblings from the leaf upwards, none where the node is carried. */
    public List<Bytes32> proof(int index) {
        int at = requireChunk(index, data.length);
        List<Bytes32> siblings = new ArrayList<>();
        for (List<Bytes32> level : levels.subList(0, levels.size() - 1)) {
            int sibling = at ^ 1;
            if (sibling < level.size()) {
                siblings.add(level.get(sibling));
            }
            at /= 2;
        }
        return siblings;
    }

    /**
     * Siblings of several chunks, level by level from the leaves up and from left to right in each, in the order in which
     * docs/segment-proof.md takes them.
     *
     * @param ascending numbers of chunks, strictly ascending
     */
    public List<Bytes32> proof(int[] ascending) {
        List<Bytes32> siblings = new ArrayList<>();
        int[] known = ascending;
        for (List<Bytes32> level : levels.subList(0, levels.size() - 1)) {
            for (int i = 0; i < known.length; i++) {
                int sibling = known[i] ^ 1;
                boolean bothKnown = known[i] % 2 == 0 && i + 1 < known.length && known[i + 1] == sibling;
                if (bothKnown) {
                    i++;
                } else if (sibling < level.size()) {
                    siblings.add(level.get(sibling));
                }
            }
            known = Arrays.stream(known).map(node -> node / 2).distinct().toArray();
        }
        return siblings;
    }

    /** Whether {@code chunk} is chunk {@code index} of data with this root and length. */
    public static boolean verify(Bytes32 root, int dataLength, int index, byte[] chunk, List<Bytes32> siblings) {
        int width = count(dataLength);
        if (index < 0 || index >= width || chunk.length != Math.min(CHUNK_LENGTH, dataLength - index * CHUNK_LENGTH)) {
            return false;
        }
        Bytes32 hash = Keccak.hash(LEAF, chunk, 0, chunk.length);
        int used = 0;
        for (int at = index; width > 1; at /= 2, width = (width + 1) / 2) {
            if ((at ^ 1) >= width) {
                continue;
            }
            if (used == siblings.size()) {
                return false;
            }
            Bytes32 sibling = siblings.get(used++);
            hash = at % 2 == 0 ? node(hash, sibling) : node(sibling, hash);
        }
        return used == siblings.size() && hash.equals(root);
    }

    private static List<Bytes32> parents(List<Bytes32> level) {
        List<Bytes32> parents = new ArrayList<>((level.size() + 1) / 2);
        for (int left = 0; left < level.size(); left += 2) {
            boolean alone = left + 1 == level.size();
            parents.add(alone ? level.get(left) : node(level.get(left), level.get(left + 1)));
        }
        return parents;
    }

    private static Bytes32 node(Bytes32 left, Bytes32 right) {
        return Keccak.hash(new byte[] {NODE}, left.bytes(), right.bytes());
    }

    private static int requireChunk(int index, int dataLength) {
        if (index < 0 || index >= count(dataLength)) {
            throw new IndexOutOfBoundsException("chunk " + index + " of " + count(dataLength));
        }
        return index;
    }
}
