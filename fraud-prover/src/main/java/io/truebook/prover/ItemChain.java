package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.FRAME_LENGTH;
import static io.truebook.engine.protocol.Protocol.MAX_ITEM_BODY;
import static io.truebook.engine.protocol.Protocol.PHASE_IDLE;

import io.truebook.engine.protocol.CursorCell;
import io.truebook.l1.Bytes32;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The chain of items that follow a cursor in a batch, by framing alone: what the contract of the same name does. */
final class ItemChain {
    private final byte[] transactions;
    private final MessageDigest sha256 = sha256();
    private byte[] hash;
    private long sequence;
    private int offset;

    /** @param transactions bytes of the batch behind its roots */
    ItemChain(CursorCell cursor, byte[] transactions) {
        this.transactions = transactions;
        hash = cursor.chainHash.clone();
        sequence = cursor.sequence;
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
        int left = transactions.length - offset;
        if (left <= 0) {
            return false;
        }
        int read = Math.min(left, FRAME_LENGTH);
        boolean malformed = left < FRAME_LENGTH;
        if (!malformed) {
            int length =
                    Byte.toUnsignedInt(transactions[offset + 1]) << 8 | Byte.toUnsignedInt(transactions[offset + 2]);
            malformed = length > MAX_ITEM_BODY || FRAME_LENGTH + length > left;
            read += malformed ? 0 : length;
        }
        sha256.update(hash);
        sha256.update(transactions, offset, read);
        hash = sha256.digest();
        sequence++;
        offset = malformed ? transactions.length : offset + read;
        return true;
    }

    /** Goes on until an item has been passed; false when the batch ends before. */
    boolean passes(long item) {
        while (sequence < item) {
            if (!next()) {
                return false;
            }
        }
        return true;
    }

    /** H after the last item passed. */
    Bytes32 hash() {
        return Bytes32.of(hash);
    }

    /** Number of the last item passed. */
    long sequence() {
        return sequence;
    }

    /** Transaction byte behind the last item passed. */
    int offset() {
        return offset;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
