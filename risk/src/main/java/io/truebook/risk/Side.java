package io.truebook.risk;

/** The two sides of a position: what its margin stands up to. */
public enum Side {
    LONG,
    SHORT;

    /** The adverse logarithmic move that uses up a margin, exactly. */
    double barrier(double margin) {
        if (this == SHORT) {
            return Math.log1p(margin);
        }
        return margin < 1 ? -Math.log1p(-margin) : Double.POSITIVE_INFINITY;
    }

    /** The margin that an adverse logarithmic move uses up. */
    double margin(double barrier) {
        return this == LONG ? -Math.expm1(-barrier) : Math.expm1(barrier);
    }
}
