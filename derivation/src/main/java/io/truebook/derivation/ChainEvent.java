package io.truebook.derivation;

import io.truebook.l1.BatchHeader;
import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;

/** What L1 says that changes what a follower holds. */
public sealed interface ChainEvent {
    L1Position at();

    /** The Bridge put a message into the inbox. @param accumulator over all messages up to this one, as the Bridge has it */
    record MessageEnqueued(L1Position at, long index, Bytes message, Bytes32 accumulator) implements ChainEvent {}

    /** The Rollup took a batch. @param hash as the Rollup has it */
    record BatchAppended(L1Position at, BatchHeader header, Bytes32 hash, Bytes data) implements ChainEvent {}

    /** A proven fraud deleted this batch and all after it. */
    record BatchDeleted(L1Position at, long index, Bytes32 hash) implements ChainEvent {}
}
