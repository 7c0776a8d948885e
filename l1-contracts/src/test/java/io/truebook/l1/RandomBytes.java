package io.truebook.l1;

import java.util.SplittableRandom;

/** Seeded bytes and words; prints the seed, {@code -Dtruebook.seed=} replays it. */
final class RandomBytes {
    private final SplittableRandom random;

    RandomBytes() {
        long seed = Long.getLong("truebook.seed", 11L);
        random = new SplittableRandom(seed);
        System.out.println("seed " + seed + " (replay with -Dtruebook.seed=" + seed + ")");
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    Bytes32 word() {
        return Bytes32.of(bytes(Bytes32.LENGTH));
    }

    EthAddress address() {
        return EthAddress.of(bytes(EthAddress.LENGTH));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Of all widths up to {@code bits} about equally often, so that bounds are met. */
    long number(int bits) {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> (1L << bits) - 1;
            default -> random.nextLong(1L << random.nextInt(1, bits + 1));
        };
    }

    BatchHeader header() {
        return new BatchHeader(
                (int) number(16),
                word(),
                number(48),
                number(48),
                number(48),
                word(),
                word(),
                (int) number(31),
                (int) number(16),
                word(),
                word());
    }
}
