/**
 * The price of the delay between the fast and the settled state of the exchange. Formulas, sources and units: docs/gap-risk.md.
 *
 * <p>Inside this package time is in years, margins and losses are fractions of the notional at the mark, moves are logarithms.
 */
package io.truebook.risk;
