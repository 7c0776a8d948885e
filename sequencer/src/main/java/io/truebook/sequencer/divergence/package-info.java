/** How far the fast state is from what L1 holds: docs/divergence.md. */
package io.truebook.sequencer.divergence;
