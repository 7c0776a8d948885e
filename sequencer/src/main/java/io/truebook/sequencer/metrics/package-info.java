/** What an operator sees: counts, delays and the distance between the fast state and L1. */
package io.truebook.sequencer.metrics;
