package io.truebook.sequencer;

import io.truebook.engine.protocol.Reason;
import io.truebook.sequencer.market.EngineEvent;
import java.util.List;

/** What became of a submitted item. */
public sealed interface Outcome {
    /**
     * It has its place in the chain and is durable. The reason may still be a rejection, which is then part of the state.
     *
     * @param item the framed item itself
     * @param chainHash H_n after the item, 32 bytes
     * @param events what it did
     */
    record Sequenced(
            byte[] item,
            long sequence,
            byte[] chainHash,
            long batch,
            byte[] leaseId,
            byte[] inboxAcc,
            Reason reason,
            List<EngineEvent> events)
            implements Outcome {}

    /** It waits for its price or time, on this sequencer's disk; it has no place in the chain yet and has used no nonce. */
    record Kept(byte[] id) implements Outcome {}

    /** It could not have done anything, so it was given no place and uses no nonce. */
    record Rejected(Reason reason) implements Outcome {}

    /** It was not taken. */
    record Refused(Refusal refusal) implements Outcome {}
}
