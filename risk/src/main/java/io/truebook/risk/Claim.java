package io.truebook.risk;

/**
 * A claim on an unsettled position: at settlement it pays its face, as far as the equity of the position reaches then. All amounts are
 * fractions of the notional; the rate is continuous, a year; with the chance of a revert the claim is void.
 */
public record Claim(double equity, double face, double rate, double revertProbability) {
    public Claim {
        if (!(face > 0) || !(equity >= 0)) {
            throw new IllegalArgumentException(
                    "a claim has a face above 0, and a position with equity: " + face + ", " + equity);
        }
        if (!(revertProbability >= 0 && revertProbability <= 1)) {
            throw new IllegalArgumentException("no probability of a revert: " + revertProbability);
        }
        if (!Double.isFinite(rate)) {
            throw new IllegalArgumentException("no rate: " + rate);
        }
    }
}
