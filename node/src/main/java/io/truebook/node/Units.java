package io.truebook.node;

import java.math.BigDecimal;
import java.math.BigInteger;

/** USDC as people write it, and the protocol's whole numbers. */
public final class Units {
    private static final int NANO_DIGITS = 9;
    private static final int TOKEN_DIGITS = 6;

    /** Token units of 10⁻⁶ USDC. */
    static long tokenUnits(BigDecimal usdc) {
        try {
            return usdc.movePointRight(TOKEN_DIGITS).longValueExact();
        } catch (ArithmeticException tooFine) {
            throw new CommandFailure("USDC has at most 6 decimals: " + usdc.toPlainString());
        }
    }

    /** Nano-USDC of an amount with at most 6 decimals. */
    static long nano(BigDecimal usdc) {
        return Math.multiplyExact(tokenUnits(usdc), 1_000L);
    }

    /** Nano-USDC as USDC. */
    public static String usdc(BigInteger nano) {
        BigDecimal value = new BigDecimal(nano, NANO_DIGITS).stripTrailingZeros();
        return (value.scale() < 0 ? value.setScale(0) : value).toPlainString();
    }

    public static String usdc(long nano) {
        return usdc(BigInteger.valueOf(nano));
    }

    private Units() {}
}
