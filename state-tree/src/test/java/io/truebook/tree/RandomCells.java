package io.truebook.tree;

import java.util.SplittableRandom;

/** Seeded addresses as an attacker and as an exchange would choose them, and cells of one to seven words. */
final class RandomCells {
    private final SplittableRandom random;

    RandomCells(long seed) {
        random = new SplittableRandom(seed);
        System.out.println("seed " + seed + " (replay with -Dtruebook.seed=" + seed + ")");
    }

    long address() {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextLong(64);
            case 1 -> CellAddress.MAX - random.nextLong(4);
            case 2 -> 2L << 40 | random.nextLong(16) << 9 | random.nextLong(512);
            case 3 -> 1L << random.nextInt(48);
            case 4 -> (2L << 40) ^ 1L << random.nextInt(48);
            default -> random.nextLong(CellAddress.MAX + 1);
        };
    }

    byte[] cell() {
        if (random.nextInt(4) == 0) {
            return random.nextBoolean() ? null : new byte[32];
        }
        byte[] cell = new byte[32 * (1 + random.nextInt(7))];
        random.nextBytes(cell);
        return cell;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    long[] addresses(int count) {
        return java.util.stream.LongStream.generate(this::address)
                .limit(count)
                .sorted()
                .distinct()
                .toArray();
    }
}
