/** What the sequencer does per second and how long a trader waits, measured through its public gateway. */
package io.truebook.sequencer.bench;
