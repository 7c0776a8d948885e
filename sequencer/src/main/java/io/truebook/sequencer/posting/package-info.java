/** From sealed batches to L1 and back: posting, the lease, the inbox, finality, and what to do when L1 says otherwise. */
package io.truebook.sequencer.posting;
