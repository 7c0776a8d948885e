/** From L1 to batches to replayed state: follows the canonical chain, replays each batch segment by segment, and undoes both. */
package io.truebook.derivation;
