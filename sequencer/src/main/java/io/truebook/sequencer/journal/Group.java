package io.truebook.sequencer.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The unit of writing: all records of one synced write, so that only the last group of a journal can ever be torn.
 *
 * <pre>magic u32 ‖ body length u32 ‖ first record u64 ‖ records u32 ‖ CRC-32C of the 16 bytes before and the body u32 ‖ body;
 * body = (length u32 ‖ record) …</pre>
 */
record Group(long first, int count, ByteBuffer body) {
    static final int HEAD = 24;
    static final int MAGIC = 0x54424a31;

    /** A record, an item of at most 4 KB or some inbox messages, is far below this; a larger length is damage. */
    static final int MAX_BODY = 64 << 20;

    /** Fills in the head of a buffer whose body ends at its position. */
    static void seal(ByteBuffer group, long first, int count) {
        int length = group.position() - HEAD;
        group.putInt(0, MAGIC).putInt(4, length).putLong(8, first).putInt(16, count);
        group.putInt(20, checksum(group, 0, length));
    }

    /** The group at an offset, {@code null} when there is no whole one. */
    static Group read(ByteBuffer file, int at) {
        if (at + HEAD > file.limit() || file.getInt(at) != MAGIC) {
            return null;
        }
        int length = file.getInt(at + 4);
        if (length < 0 || length > MAX_BODY || length > file.limit() - at - HEAD) {
            return null;
        }
        if (file.getInt(at + 20) != checksum(file, at, length)) {
            return null;
        }
        return new Group(file.getLong(at + 8), file.getInt(at + 16), file.slice(at + HEAD, length));
    }

    int end(int at) {
        return at + HEAD + body.limit();
    }

    /** Shows the records from a number on. */
    void visit(long from, Ordering.Visitor visitor) {
        ByteBuffer in = body.duplicate();
        for (int i = 0; i < count; i++) {
            byte[] entry = new byte[in.getInt()];
            in.get(entry);
            if (first + i >= from) {
                visitor.visit(first + i, entry);
            }
        }
    }

    private static int checksum(ByteBuffer file, int at, int length) {
        CRC32C crc = new CRC32C();
        crc.update(file.slice(at + 4, 16));
        crc.update(file.slice(at + HEAD, length));
        return (int) crc.getValue();
    }
}
