package io.truebook.prover;

import io.truebook.tree.Multiproof;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
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

    /** The multiproof of strictly ascending addresses. */
    byte[] multiproof(long[] addresses) {
        List<byte[]> siblings = new ArrayList<>();
        collect(addresses, 0, addresses.length, 0, siblings);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(siblings.size() >>> 8);
        out.write(siblings.size());
        byte[] bits = new byte[(siblings.size() + 7) / 8];
        for (int i = 0; i < siblings.size(); i++) {
            if (siblings.get(i) == null) {
                bits[i / 8] |= (byte) (0x80 >>> i % 8);
            }
        }
        out.writeBytes(bits);
        siblings.stream().filter(sibling -> sibling != null).forEach(out::writeBytes);
        return out.toByteArray();
    }

    static Multiproof.Roots roots(long[] addresses, byte[][] before, byte[][] after, byte[] multiproof) {
        return Multiproof.roots(addresses, before, after, multiproof);
    }

    private void collect(long[] addresses, int low, int high, int depth, List<byte[]> siblings) {
        if (depth == 48) {
            return;
        }
        int shift = 47 - depth;
        int middle = low;
        while (middle < high && (addresses[middle] >>> shift & 1) == 0) {
            middle++;
        }
        if (low < middle) {
            collect(addresses, low, middle, depth + 1, siblings);
        }
        if (middle < high) {
            collect(addresses, middle, high, depth + 1, siblings);
        }
        if (low == middle || middle == high) {
            long beside = (addresses[low] >>> shift ^ 1) << shift;
            siblings.add(canExist(beside, depth + 1) ? hash() : null);
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
