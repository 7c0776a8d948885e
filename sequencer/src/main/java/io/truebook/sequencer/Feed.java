package io.truebook.sequencer;

import io.truebook.engine.Cells;
import io.truebook.l1.SignedHead;
import io.truebook.sequencer.divergence.DivergenceFigures;

/** Where durable facts go. Calls come in order, never at the same time, and must not block. */
public interface Feed {
    /** Hears nothing. */
    Feed NONE = new Feed() {};

    /** The state that events will change from here on: at the start, and again after a revert. */
    default void startsFrom(Cells cells) {}

    /** A live order that the client has named, told after {@link #startsFrom}. */
    default void named(long account, long nonce, String clientOrderId) {}

    /** What one item did. */
    default void happened(Outcome.Sequenced item) {}

    /** Items up to this one now have the sequencer's signature. */
    default void signed(SignedHead head) {}

    /** Items above this number are undone. */
    default void reverted(long sequence) {}

    /** How far the state is from L1, once a second while it changes. Comes on a thread of its own, whatever else is being told. */
    default void diverged(DivergenceFigures figures) {}
}
