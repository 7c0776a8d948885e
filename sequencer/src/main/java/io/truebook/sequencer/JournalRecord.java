package io.truebook.sequencer;

import io.truebook.engine.Items;
import io.truebook.engine.protocol.BigEndian;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the journal holds: everything the engine was given, and nothing it can work out itself. Replaying the records from a
 * boundary gives the state bit by bit.
 */
sealed interface JournalRecord {
    /** A batch begins, at a time in ms. */
    record Open(long index, byte[] leaseId, long at) implements JournalRecord {}

    /** One framed item of the open batch. */
    record Item(byte[] bytes) implements JournalRecord {}

    /** Inbox messages that the open batch consumes, by an INBOX item of its own. */
    record Inbox(List<byte[]> messages) implements JournalRecord {}

    /** The open batch ends with this header time, seconds. */
    record Close(long time) implements JournalRecord {}

    /** A framed item as it stands in the chain; {@code null} when the record is none. */
    default byte[] frame() {
        return switch (this) {
            case Item item -> item.bytes();
            case Inbox inbox -> Items.inbox(inbox.messages().size());
            default -> null;
        };
    }

    /** Everything after this batch was undone, at a time in ms. */
    record Revert(long index, long at) implements JournalRecord {}

    private static byte[] tagged(int tag, int length) {
        byte[] out = new byte[1 + length];
        out[0] = (byte) tag;
        return out;
    }

    default byte[] encode() {
        return switch (this) {
            case Open open -> {
                byte[] out = tagged(1, 44);
                BigEndian.put(out, 1, 6, open.index());
                System.arraycopy(open.leaseId(), 0, out, 7, 32);
                BigEndian.put(out, 39, 6, open.at());
                yield out;
            }
            case Item item -> {
                byte[] out = tagged(2, item.bytes().length);
                System.arraycopy(item.bytes(), 0, out, 1, item.bytes().length);
                yield out;
            }
            case Inbox inbox -> {
                int length = inbox.messages().stream()
                        .mapToInt(message -> 2 + message.length)
                        .sum();
                ByteBuffer out = ByteBuffer.wrap(tagged(3, length)).position(1);
                inbox.messages()
                        .forEach(message -> out.putShort((short) message.length).put(message));
                yield out.array();
            }
            case Close close -> {
                byte[] out = tagged(4, 6);
                BigEndian.put(out, 1, 6, close.time());
                yield out;
            }
            case Revert revert -> {
                byte[] out = tagged(5, 12);
                BigEndian.put(out, 1, 6, revert.index());
                BigEndian.put(out, 7, 6, revert.at());
                yield out;
            }
        };
    }

    static JournalRecord decode(byte[] in) {
        return switch (in[0]) {
            case 1 -> new Open(BigEndian.get(in, 1, 6), Arrays.copyOfRange(in, 7, 39), BigEndian.get(in, 39, 6));
            case 2 -> new Item(Arrays.copyOfRange(in, 1, in.length));
            case 3 -> {
                List<byte[]> messages = new ArrayList<>();
                for (int at = 1; at < in.length; ) {
                    int length = (int) BigEndian.get(in, at, 2);
                    messages.add(Arrays.copyOfRange(in, at + 2, at + 2 + length));
                    at += 2 + length;
                }
                yield new Inbox(messages);
            }
            case 4 -> new Close(BigEndian.get(in, 1, 6));
            case 5 -> new Revert(BigEndian.get(in, 1, 6), BigEndian.get(in, 7, 6));
            default -> throw new IllegalStateException("journal record of unknown kind " + in[0]);
        };
    }
}
