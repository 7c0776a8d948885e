package io.truebook.engine;

/** 256-bit words as four longs: bit i of the word is bit 255 − i of the number, so index 0 is the most significant. */
final class Bits {
    static void set(long[] word, int index) {
        word[index >>> 6] |= Long.MIN_VALUE >>> (index & 63);
    }

    static void clear(long[] word, int index) {
        word[index >>> 6] &= ~(Long.MIN_VALUE >>> (index & 63));
    }

    static boolean isZero(long[] word) {
        return (word[0] | word[1] | word[2] | word[3]) == 0;
    }

    /** The lowest index whose bit is set, -1 when none is. */
    static int lowest(long[] word) {
        return lowestSetFrom(word, 0);
    }

    /** The highest index whose bit is set, -1 when none is. */
    static int highest(long[] word) {
        return highestSetBelow(word, 256);
    }

    /** The lowest index at or above {@code from} (0..256) whose bit is set, -1 when none is. */
    static int lowestSetFrom(long[] word, int from) {
        for (int i = from >>> 6; i < 4; i++) {
            long bits = i == from >>> 6 ? word[i] & -1L >>> (from & 63) : word[i];
            if (bits != 0) {
                return 64 * i + Long.numberOfLeadingZeros(bits);
            }
        }
        return -1;
    }

    /** The highest index below {@code before} (0..256) whose bit is set, -1 when none is. */
    static int highestSetBelow(long[] word, int before) {
        for (int i = before - 1 >> 6; i >= 0; i--) {
            long bits = i == before - 1 >> 6 ? word[i] & Long.MIN_VALUE >> (before - 1 & 63) : word[i];
            if (bits != 0) {
                return 64 * i + 63 - Long.numberOfTrailingZeros(bits);
            }
        }
        return -1;
    }

    private Bits() {}
}
