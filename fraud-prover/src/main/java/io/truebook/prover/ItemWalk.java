package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.PHASE_IDLE;

import io.truebook.derivation.ItemChain;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.l1.Bytes32;

/** Goes over the items that follow a cursor in a batch: what the contract's ItemChain does. */
final class ItemWalk {
    private final byte[] transactions;
    private ItemChain place;
    private int offset;

    /** @param transactions bytes of the batch behind its roots */
    ItemWalk(CursorCell cursor, byte[] transactions) {
        this.transactions = transactions;
        place = new ItemChain(cursor.sequence, Bytes32.of(cursor.chainHash));
        offset = nextItem(cursor);
    }

    /** Where the next item begins: behind the bundle that is under way, if one is. Between batches the offset is that of the next one, 0. */
    static int nextItem(CursorCell cursor) {
        if (cursor.phase == PHASE_IDLE) {
            return 0;
        }
        return cursor.bundleEnd == 0 ? cursor.offset : cursor.bundleEnd;
    }

    /** Goes over one more item; false at the end of the batch. */
    boolean next() {
        if (offset >= transactions.length) {
            return false;
        }
        place = place.after(ItemChain.frameAt(transactions, offset));
        offset = ItemChain.behind(transactions, offset);
        return true;
    }

    /** Goes on until an item has been passed; false when the batch ends before. */
    boolean passes(long item) {
        while (sequence() < item) {
            if (!next()) {
                return false;
            }
        }
        return true;
    }

    /** H after the last item passed. */
    Bytes32 hash() {
        return place.hash();
    }

    /** Number of the last item passed. */
    long sequence() {
        return place.sequence();
    }

    /** Transaction byte behind the last item passed. */
    int offset() {
        return offset;
    }
}
