package io.truebook.derivation;

import io.truebook.engine.CellAddresses;
import io.truebook.tree.CellStore;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The families of records that following L1 keeps beside the cells, all in one store. */
public final class Families {
    /** The L1 block followed up to, and the last at which the logs ended where the contracts did. */
    static final String META = "l1-meta";

    /** Block number → hash, for blocks followed up to: where a reorg looks for the common ancestor. */
    static final String BLOCKS = "l1-blocks";

    /** Position → header of an appended, or name of a deleted batch. */
    static final String BATCH_EVENTS = "batch-events";

    /** Position → data of an appended batch. */
    static final String BATCH_DATA = "batch-data";

    /** Message index → block, accumulator after it, message. */
    static final String INBOX = "inbox";

    /** Batch index → hash of the batch whose state the store has gone through. */
    static final String REPLAYED = "replayed";

    static final byte[] TIP = {'t', 'i', 'p'};
    static final byte[] CONFIRMED = {'e', 'n', 'd'};

    /** Opens a store that can follow L1, with families of the caller's own beside. */
    public static CellStore open(Path folder, String... own) {
        String[] all = new String[own.length + 6];
        System.arraycopy(new String[] {META, BLOCKS, BATCH_EVENTS, BATCH_DATA, INBOX, REPLAYED}, 0, all, 0, 6);
        System.arraycopy(own, 0, all, 6, own.length);
        return CellStore.open(folder, CellAddresses::words, all);
    }

    static byte[] key(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    static long number(byte[] key) {
        return ByteBuffer.wrap(key).getLong();
    }

    private Families() {}
}
