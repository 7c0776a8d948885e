package io.truebook.sequencer.delay;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * When the items of one batch were accepted and confirmed, and what its liquidations were due to; all ms since the Unix epoch. Kept
 * until the batch is final: {@code postedAt(8) safeAt(8) base(8) items(4) due(4)}, per item {@code accepted − base(4) soft −
 * accepted(4)}, per liquidation {@code due − base(4)}.
 */
final class BatchTimes {
    private static final int HEAD = 32;

    private long postedAt;
    private long safeAt;
    private long[] accepted = new long[64];
    private long[] soft = new long[64];
    private int items;
    private long[] due = new long[4];
    private int liquidations;

    void item(long acceptedMillis, long softMillis) {
        if (items == accepted.length) {
            accepted = Arrays.copyOf(accepted, 2 * items);
            soft = Arrays.copyOf(soft, 2 * items);
        }
        accepted[items] = acceptedMillis;
        soft[items++] = softMillis;
    }

    void liquidation(long dueMillis) {
        if (liquidations == due.length) {
            due = Arrays.copyOf(due, 2 * liquidations);
        }
        due[liquidations++] = dueMillis;
    }

    long[] accepted() {
        return Arrays.copyOf(accepted, items);
    }

    long[] soft() {
        return Arrays.copyOf(soft, items);
    }

    /** What made its liquidations necessary. */
    long[] due() {
        return Arrays.copyOf(due, liquidations);
    }

    /** When it was seen on L1, 0 while it is not there. */
    long postedAt() {
        return postedAt;
    }

    /** When it was seen in a safe block, 0 before. */
    long safeAt() {
        return safeAt;
    }

    void onL1(long posted, long safe) {
        postedAt = posted;
        safeAt = safe;
    }

    byte[] encode() {
        long base = items > 0 ? accepted[0] : liquidations > 0 ? due[0] : 0;
        ByteBuffer out = ByteBuffer.allocate(HEAD + 8 * items + 4 * liquidations)
                .putLong(postedAt)
                .putLong(safeAt)
                .putLong(base)
                .putInt(items)
                .putInt(liquidations);
        for (int i = 0; i < items; i++) {
            out.putInt((int) (accepted[i] - base)).putInt((int) (soft[i] - accepted[i]));
        }
        for (int i = 0; i < liquidations; i++) {
            out.putInt((int) (due[i] - base));
        }
        return out.array();
    }

    static BatchTimes decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        BatchTimes times = new BatchTimes();
        times.onL1(in.getLong(), in.getLong());
        long base = in.getLong();
        int items = in.getInt();
        int liquidations = in.getInt();
        for (int i = 0; i < items; i++) {
            long accepted = base + in.getInt();
            times.item(accepted, accepted + in.getInt());
        }
        for (int i = 0; i < liquidations; i++) {
            times.liquidation(base + in.getInt());
        }
        return times;
    }
}
