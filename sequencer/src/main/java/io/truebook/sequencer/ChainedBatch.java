package io.truebook.sequencer;

import io.truebook.derivation.ItemChain;
import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.l1.SignedHead;
import java.util.List;
import java.util.Optional;

/**
 * The items of one batch, finished or not, with their places in the chain.
 *
 * @param before the place at which the batch begins
 */
record ChainedBatch(long index, ItemChain before, byte[] transactions) {
    /** Sees the items in their order. */
    @FunctionalInterface
    interface Visitor {
        void visit(ItemChain place, byte[] frame);
    }

    /** The stretch from an item to a head, as a receipt has it. @param previousHash chain hash before the item */
    record Path(Bytes32 previousHash, List<Bytes> frames) {}

    void forEach(Visitor visitor) {
        ItemChain place = before;
        for (byte[] frame : ItemChain.frames(transactions)) {
            place = place.after(frame);
            visitor.visit(place, frame);
        }
    }

    /** The path from an item to a head; empty when the two are not both of this batch. */
    Optional<Path> path(long sequence, SignedHead head) {
        List<byte[]> frames = ItemChain.frames(transactions);
        long last = before.sequence() + frames.size();
        if (sequence <= before.sequence() || head.sequence() < sequence || head.sequence() > last) {
            return Optional.empty();
        }
        int from = (int) (sequence - before.sequence() - 1);
        int to = (int) (head.sequence() - before.sequence());
        ItemChain start = before.after(frames.subList(0, from));
        List<byte[]> path = frames.subList(from, to);
        return start.after(path).hash().equals(head.chainHash())
                ? Optional.of(
                        new Path(start.hash(), path.stream().map(Bytes::of).toList()))
                : Optional.empty();
    }
}
