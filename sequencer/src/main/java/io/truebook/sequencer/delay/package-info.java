/** How long items and liquidations take on their way to finality, as distributions. */
package io.truebook.sequencer.delay;
