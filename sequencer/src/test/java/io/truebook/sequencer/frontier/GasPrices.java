package io.truebook.sequencer.frontier;

import java.util.Random;

/**
 * L1 as the benchmark has it: a slot every 12.3 s, of which one in a hundred stays empty, and a base fee that walks about its usual height and moves by no more
 * than an eighth between two slots, as EIP-1559 has it. The same for the same seed.
 */
final class GasPrices {
    /** A little more than 12 s, so that no age of so many seconds keeps step with the slots and always just meets or misses one. */
    static final long SLOT_MILLIS = 12_300;

    private static final double RETURN = 0.04;
    private static final double STEP = 0.10;
    private static final double MOST = Math.log(9 / 8.0);
    private static final double EMPTY = 0.01;

    private final double usualWei;
    private final double[] wei;
    private final boolean[] empty;

    GasPrices(long seed, double usualWei, long millis) {
        this.usualWei = usualWei;
        int slots = (int) (millis / SLOT_MILLIS) + 100;
        wei = new double[slots];
        empty = new boolean[slots];
        Random random = new Random(seed);
        double height = 0;
        for (int slot = 0; slot < slots; slot++) {
            double step = STEP * random.nextGaussian() - RETURN * height;
            height += Math.clamp(step, -MOST, MOST);
            wei[slot] = usualWei * Math.exp(height);
            empty[slot] = random.nextDouble() < EMPTY;
        }
    }

    double usualWei() {
        return usualWei;
    }

    /** Of the last block. @param millis since the flow began */
    double weiAt(long millis) {
        return wei[(int) (millis / SLOT_MILLIS)];
    }

    /** Whether a block is made at this moment. */
    boolean isBlock(long millis) {
        return millis % SLOT_MILLIS == 0 && !empty[(int) (millis / SLOT_MILLIS)];
    }
}
