package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A batch that grows while it is executed. Its checkpoints fall where a replay of the finished batch has them, because the
 * engine sees nothing of the header that is not known yet: time and inbox items are bounded by the header, and whoever closes
 * the batch gives a header that reaches them.
 */
public final class LiveBatch implements BatchInput {
    /** Told at each checkpoint; the changed cells can be drained then. */
    @FunctionalInterface
    public interface Checkpoints {
        void reached(SegmentEnd end);
    }

    private static final long OPEN_END = 1L << 47;

    private final Engine engine;
    private final Checkpoints checkpoints;
    private final long index;
    private final byte[] leaseId;
    private final long firstMessage;
    private final List<byte[]> messages = new ArrayList<>();
    private byte[] bytes = new byte[1 << 12];
    private int length;
    private int segments;
    private long headerTime = OPEN_END / 1000;
    private long inboxEnd;
    private boolean inboxRefused;

    /** Opens a batch at the cursor's state between batches and runs its first steps. */
    public LiveBatch(Engine engine, long index, byte[] leaseId, Checkpoints checkpoints) {
        CursorCell cursor = engine.cells().cursor();
        if (cursor.phase != PHASE_IDLE) {
            throw new IllegalStateException("a batch is open already");
        }
        this.engine = engine;
        this.checkpoints = checkpoints;
        this.index = index;
        this.leaseId = leaseId.clone();
        firstMessage = cursor.inboxNext;
        inboxEnd = firstMessage;
        engine.open(this);
        stepUntilInput();
    }

    /**
     * Executes one framed item to its end, matching and resting included, and what a new time makes due.
     *
     * @throws IllegalArgumentException when the bytes are not exactly one well-formed frame
     */
    public Reason execute(byte[] item) {
        if (item.length < FRAME_LENGTH
                || item.length != FRAME_LENGTH + BigEndian.get(item, 1, 2)
                || item.length > FRAME_LENGTH + MAX_ITEM_BODY) {
            throw new IllegalArgumentException("not one framed item of " + item.length + " bytes");
        }
        append(item);
        stepUntilInput();
        Reason reason = Reason.of(engine.cells().cursor().reason);
        inboxRefused |= reason == Reason.INBOX_BEYOND_HEADER;
        return reason;
    }

    /**
     * Consumes the next inbox messages, at most 65,535, by an INBOX item.
     *
     * @throws IllegalStateException after an item that was refused for asking for more messages than there were: a replay, which knows
     *     the messages to come, would not refuse it
     */
    public Reason consume(List<byte[]> next) {
        if (inboxRefused) {
            throw new IllegalStateException("messages after a refused INBOX item would make a replay accept it");
        }
        messages.addAll(next);
        inboxEnd += next.size();
        return execute(Items.inbox(next.size()));
    }

    /**
     * Ends the batch, after what its time makes due.
     *
     * @param time header time in seconds, not before engine time
     */
    public PostedBatch close(long time) {
        if (engine.cells().cursor().time > time * 1000) {
            throw new IllegalArgumentException("engine time is past the header time " + time);
        }
        headerTime = time;
        while (step() != SegmentEnd.BATCH_END) {}
        return new PostedBatch(index, leaseId, time, Arrays.copyOf(bytes, length), firstMessage, List.copyOf(messages));
    }

    /** Data bytes that the batch has so far, the interior roots included. */
    public int dataLength() {
        return length + 32 * segments;
    }

    /** Segments that have ended so far. */
    public int segments() {
        return segments;
    }

    private void stepUntilInput() {
        do {
            step();
        } while (!engine.awaitsInput());
    }

    private SegmentEnd step() {
        SegmentEnd end = engine.step();
        if (end != SegmentEnd.NONE) {
            segments++;
            checkpoints.reached(end);
        }
        return end;
    }

    private void append(byte[] item) {
        if (length + item.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + item.length));
        }
        System.arraycopy(item, 0, bytes, length, item.length);
        length += item.length;
    }

    @Override
    public long index() {
        return index;
    }

    @Override
    public byte[] leaseId() {
        return leaseId;
    }

    @Override
    public long time() {
        return headerTime;
    }

    @Override
    public long inboxEnd() {
        return inboxEnd;
    }

    @Override
    public int transactionLength() {
        return length;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int at(int offset, int count) {
        return offset;
    }

    @Override
    public byte[] message(long number) {
        return messages.get((int) (number - firstMessage));
    }
}
