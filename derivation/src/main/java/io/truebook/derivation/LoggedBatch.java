package io.truebook.derivation;

import io.truebook.l1.BatchHeader;
import io.truebook.l1.Bytes32;

/** A batch of the canonical chain. @param hash computed here from the header, not taken from L1 @param at where L1 took it */
public record LoggedBatch(BatchHeader header, Bytes32 hash, L1Position at) {
    public long index() {
        return header.index();
    }
}
