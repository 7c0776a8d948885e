package io.truebook.sequencer.divergence;

/** Sums over accounts of what each fits 64 bits by itself: they stop at the ends of the range instead of passing them. */
final class Saturating {
    static long sum(long a, long b) {
        long sum = a + b;
        return ((a ^ sum) & (b ^ sum)) < 0 ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }

    /** Of two numbers that are not negative. */
    static long product(long a, long b) {
        return Math.multiplyHigh(a, b) != 0 || a * b < 0 ? Long.MAX_VALUE : a * b;
    }

    static long abs(long a) {
        return a == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(a);
    }

    private Saturating() {}
}
