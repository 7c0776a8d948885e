package io.truebook.sequencer.posting;

import io.truebook.derivation.L1Chain;
import io.truebook.l1.Block;
import io.truebook.l1.BlockId;

/** L1 as one look at it found it. @param head the block up to which batches and messages are known */
record L1View(L1Chain chain, Block head) {
    BlockId at() {
        return BlockId.of(head.number());
    }

    /** The block so far below the head, not below the first. */
    BlockId below(int blocks) {
        return BlockId.of(Math.max(0, head.number() - blocks));
    }
}
