package io.truebook.prover;

import io.truebook.tree.Multiproof;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;

/**
 * A tree in which every cell that could exist does, as far as the hashes beside a witness show: the longest multiproof and the
 * most hashing that a set of addresses can ever need. Nothing is stored; siblings are made up, and the root follows from them.
 */
final class FullTree {
    /** A set of addresses: some bits fixed, the others free. */
    private record Pattern(long fixed, long value) {
        boolean meets(long prefix, int depth) {
            long top = depth == 0 ? 0 : -1L << (48 - depth);
            return ((prefix ^ value) & fixed & top) == 0;
        }
    }

    private final List<Pattern> possible = new ArrayList<>();
    private final SplittableRandom random;

    /** @param accountBits account numbers lie below 2^accountBits */
    FullTree(long seed, int accountBits) {
        random = new SplittableRandom(seed);
        add(1, 0, 5);
        for (long slot : new long[] {0, 16, 256}) {
            int free = slot == 256 ? 8 : 4;
            long number = (1L << accountBits) - 1 << 9;
            possible.add(new Pattern(~(number | (1L << free) - 1), 2L << 40 | slot));
        }
        possible.add(new Pattern(~(0xffL << 8 | 1), 3L << 40));
        possible.add(new Pattern(~(0xffL << 8), 3L << 40 | 2));
        long book = 0x1ffL << 31;
        possible.add(new Pattern(~(book | 0xffffL << 9 | 0xff), 4L << 40));
        possible.add(new Pattern(~(book | 0xffffL << 9), 4L << 40 | 256));
        possible.add(new Pattern(~book, 4L << 40 | 1L << 25));
        possible.add(new Pattern(~(book | 0xff), 4L << 40 | 1L << 25 | 256));
        add(6, 0, 32);
    }

    private void add(long space, long value, int free) {
        possible.add(new Pattern(~((1L << free) - 1), space << 40 | value));
    }

    /**
     * The multiproof of the cells of a segment. A tree with fewer cells needs at most a byte more for each cell that is empty before or
     * after: leaving out what could stand beside it saves a sibling of 32 bytes, and at most opens another, for 33.
     *
     * @param before words by address, in order; {@code null} for an empty cell
     * @param emptyAfter those that are empty after the segment
     */
    byte[] multiproof(SortedMap<Long, byte[]> before, Set<Long> emptyAfter) {
        long[] addresses = before.keySet().stream().mapToLong(Long::longValue).toArray();
        Siblings siblings = new Siblings(before, emptyAfter);
        siblings.collect(addresses, 0, addresses.length, 0);
        byte[] bits = new byte[(siblings.count + 7) / 8];
        siblings.zero.stream().forEach(i -> bits[i / 8] |= (byte) (0x80 >>> i % 8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(siblings.count >>> 8);
        out.write(siblings.count);
        out.writeBytes(bits);
        out.writeBytes(siblings.bytes.toByteArray());
        return out.toByteArray();
    }

    static Multiproof.Roots roots(long[] addresses, byte[][] before, byte[][] after, byte[] multiproof) {
        return Multiproof.roots(addresses, before, after, multiproof);
    }

    /** Whether a side is empty. */
    private record Empty(boolean before, boolean after) {}

    private final class Siblings {
        private final SortedMap<Long, byte[]> before;
        private final Set<Long> emptyAfter;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final BitSet zero = new BitSet();
        private int count;

        Siblings(SortedMap<Long, byte[]> before, Set<Long> emptyAfter) {
            this.before = before;
            this.emptyAfter = emptyAfter;
        }

        Empty collect(long[] addresses, int low, int high, int depth) {
            if (depth == 48) {
                return new Empty(before.get(addresses[low]) == null, emptyAfter.contains(addresses[low]));
            }
            int shift = 47 - depth;
            int middle = low;
            while (middle < high && (addresses[middle] >>> shift & 1) == 0) {
                middle++;
            }
            if (low < middle && middle < high) {
                Empty left = collect(addresses, low, middle, depth + 1);
                Empty right = collect(addresses, middle, high, depth + 1);
                return new Empty(left.before && right.before, left.after && right.after);
            }
            Empty side = collect(addresses, low, high, depth + 1);
            long beside = (addresses[low] >>> shift ^ 1) << shift;
            boolean exists = canExist(beside, depth + 1);
            zero.set(count++, !exists);
            if (!exists) {
                return side;
            }
            write(beside, depth + 1, side);
            return new Empty(false, false);
        }

        private void write(long beside, int depth, Empty side) {
            if (depth < 48 && (side.before || side.after)) {
                long path = beside;
                int end = depth;
                while (end < 48 && canExist(path, end + 1) != canExist(path | 1L << 47 - end, end + 1)) {
                    path |= canExist(path, end + 1) ? 0 : 1L << 47 - end;
                    end++;
                }
                bytes.write(end);
                if (end > depth) {
                    bytes.writeBytes(Arrays.copyOfRange(
                            ByteBuffer.allocate(8).putLong(path).array(), 2, 8));
                } else if (!side.before) {
                    bytes.writeBytes(hash());
                }
            }
            bytes.writeBytes(hash());
        }
    }

    private boolean canExist(long prefix, int depth) {
        return possible.stream().anyMatch(pattern -> pattern.meets(prefix, depth));
    }

    private byte[] hash() {
        byte[] hash = new byte[32];
        random.nextBytes(hash);
        return hash;
    }
}
