package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.PPM;

/** Fees and margin as parts per million of a notional, exact in 64 bits, always rounded against the payer. */
final class Fees {
    /** ceilDiv(notional · ppm, 10⁶) in nano-USDC, for 0 ≤ notional ≤ 2^57 and 0 ≤ ppm ≤ 10⁶. */
    static long feeRoundedUp(long notional, long ppm) {
        // The product itself needs 77 bits: the quotient by 10⁶ times ppm is whole, and only the remainder is rounded.
        return notional / PPM * ppm + (notional % PPM * ppm + PPM - 1) / PPM;
    }

    private Fees() {}
}
