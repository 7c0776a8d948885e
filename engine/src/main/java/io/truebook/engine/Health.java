package io.truebook.engine;

/** What a margin rule compares, in nano-USDC. */
record Health(long equity, long initialMargin, long maintenanceMargin) {

    /** The rule of section 6: initial margin holds afterwards, or the position only shrinks and health does not worsen. */
    static boolean allowed(Health before, Health after, long lotsBefore, long lotsAfter) {
        if (after.equity >= after.initialMargin) {
            return true;
        }
        boolean shrinks = lotsBefore != 0
                && Math.abs(lotsAfter) < Math.abs(lotsBefore)
                && (lotsAfter == 0 || lotsAfter > 0 == lotsBefore > 0);
        return shrinks
                && after.maintenanceMargin <= before.maintenanceMargin
                && productAtLeast(after.equity, before.maintenanceMargin, before.equity, after.maintenanceMargin)
                && (before.equity >= 0 || after.equity > before.equity);
    }

    /** a · b ≥ c · d in 128 bits. */
    private static boolean productAtLeast(long a, long b, long c, long d) {
        long high = Math.multiplyHigh(a, b);
        long otherHigh = Math.multiplyHigh(c, d);
        return high != otherHigh ? high > otherHigh : Long.compareUnsigned(a * b, c * d) >= 0;
    }
}
