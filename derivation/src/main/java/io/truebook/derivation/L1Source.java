package io.truebook.derivation;

import io.truebook.l1.Agreement;
import io.truebook.l1.Bytes32;
import java.util.List;

/** L1 as a follower asks it. Every answer says whether the endpoints agree on it. */
public interface L1Source {
    /** The block up to which to follow. */
    Agreement<BlockRef> head();

    /** The hash of the canonical block of this number. */
    Agreement<Bytes32> hashOf(long number);

    /** All events of the deployment in these blocks, both included, in the order of their positions. */
    Agreement<List<ChainEvent>> events(long fromBlock, long toBlock);

    /** What the contracts hold after this block. */
    Agreement<Ends> endsAt(long block);
}
