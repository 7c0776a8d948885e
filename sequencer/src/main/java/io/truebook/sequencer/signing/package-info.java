/** Native secp256k1: who signed an item, and the sequencer's own signature under its heads. */
package io.truebook.sequencer.signing;
