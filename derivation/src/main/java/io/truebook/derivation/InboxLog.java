package io.truebook.derivation;

import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.l1.Inbox;
import io.truebook.tree.CellStore;
import io.truebook.tree.Records;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The inbox messages of the canonical L1 chain, in order, each checked against the accumulator. */
public final class InboxLog {
    private static final int HEAD = Long.BYTES + Bytes32.LENGTH;

    private final CellStore store;
    private Inbox end;

    InboxLog(CellStore store) {
        this.store = store;
        reload();
    }

    /** Messages known so far, and the accumulator over them. */
    public Inbox end() {
        return end;
    }

    /** The accumulator after so many messages; empty when there are fewer. */
    public Optional<Bytes32> accumulatorAt(long count) {
        if (count < 0 || count > end.length()) {
            return Optional.empty();
        }
        return Optional.of(count == 0 ? Bytes32.ZERO : accumulator(record(count - 1)));
    }

    /** Messages from one index to another, which is not included and at most the end. */
    public List<byte[]> messages(long from, long to) {
        List<byte[]> messages = new ArrayList<>();
        for (long index = from; index < to; index++) {
            byte[] record = record(index);
            messages.add(Arrays.copyOfRange(record, HEAD, record.length));
        }
        return messages;
    }

    /** Takes the next message; says what is wrong with it when it does not continue the log. */
    Optional<String> add(ChainEvent.MessageEnqueued event, Records records) {
        Inbox next = end.after(event.message().bytes());
        if (event.index() != end.length()) {
            return Optional.of("inbox message " + event.index() + " came after " + end.length() + " messages");
        }
        if (!event.accumulator().equals(next.accumulator())) {
            return Optional.of("inbox message " + event.index() + " does not continue the accumulator");
        }
        Bytes message = event.message();
        ByteBuffer record = ByteBuffer.allocate(HEAD + message.length());
        record.putLong(event.at().block()).put(event.accumulator().bytes()).put(message.bytes());
        records.put(Families.INBOX, Families.key(event.index()), record.array());
        end = next;
        return Optional.empty();
    }

    /** Deletes messages of blocks after this one. */
    void rollback(long block, Records records) {
        for (long index = end.length() - 1;
                index >= 0 && ByteBuffer.wrap(record(index)).getLong() > block;
                index--) {
            records.delete(Families.INBOX, Families.key(index));
        }
    }

    /** Goes back to what the store holds. */
    void reload() {
        // Indices are dense, so the last one is found by halving; a walk over a year of messages would take long.
        long low = 0;
        long high = 1;
        while (exists(high - 1)) {
            low = high;
            high *= 2;
        }
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (exists(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        end = low == 0 ? Inbox.EMPTY : new Inbox(low, accumulator(record(low - 1)));
    }

    private boolean exists(long index) {
        return store.record(Families.INBOX, Families.key(index)) != null;
    }

    private byte[] record(long index) {
        byte[] record = store.record(Families.INBOX, Families.key(index));
        if (record == null) {
            throw new IllegalArgumentException("there is no inbox message " + index);
        }
        return record;
    }

    private static Bytes32 accumulator(byte[] record) {
        return Bytes32.of(Arrays.copyOfRange(record, Long.BYTES, HEAD));
    }
}
