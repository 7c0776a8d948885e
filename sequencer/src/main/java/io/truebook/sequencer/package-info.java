/** Orders signed commands, confirms them softly, and turns them into batches for L1. */
package io.truebook.sequencer;
