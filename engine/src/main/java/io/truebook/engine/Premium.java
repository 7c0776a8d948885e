package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.PPB;

/** A distance as a share of a base, in ppb. */
final class Premium {
    /** min(PPB, floorDiv(distance · PPB, base)), exactly, for a distance of 0 or more and a base of 1 to 2^53. */
    static long ofRoundedDown(long distance, long base) {
        if (distance >= base) {
            return PPB;
        }
        // distance · PPB has up to 83 bits: long division in three digits of 1000.
        long share = 0;
        long rest = distance;
        for (int digit = 0; digit < 3; digit++) {
            share = share * 1000 + rest * 1000 / base;
            rest = rest * 1000 % base;
        }
        return share;
    }

    private Premium() {}
}
