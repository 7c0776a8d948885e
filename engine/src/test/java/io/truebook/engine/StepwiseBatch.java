package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A batch that grows like a {@link LiveBatch}, with something to do after every micro-step. */
final class StepwiseBatch implements BatchInput {
    private static final long OPEN_END = 1L << 47;

    private final Engine engine;
    private final Runnable afterStep;
    private final long index;
    private final long firstMessage;
    private final List<byte[]> messages = new ArrayList<>();
    private byte[] bytes = new byte[1 << 12];
    private int length;
    private long headerTime = OPEN_END / 1000;

    StepwiseBatch(Engine engine, Runnable afterStep) {
        this.engine = engine;
        this.afterStep = afterStep;
        CursorCell cursor = engine.cells().cursor();
        index = cursor.batch + 1;
        firstMessage = cursor.inboxNext;
        engine.open(this);
        step();
    }

    Reason execute(byte[] item) {
        if (length + item.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length + item.length);
        }
        System.arraycopy(item, 0, bytes, length, item.length);
        length += item.length;
        while (!engine.awaitsInput()) {
            step();
        }
        return Reason.of(engine.cells().cursor().reason);
    }

    Reason consume(byte[] message) {
        messages.add(message);
        return execute(Items.inbox(1));
    }

    void close() {
        headerTime = (engine.cells().cursor().time + 999) / 1000;
        do {
            step();
        } while (engine.cells().cursor().phase != PHASE_IDLE);
    }

    private void step() {
        engine.step();
        afterStep.run();
    }

    @Override
    public long index() {
        return index;
    }

    @Override
    public byte[] leaseId() {
        return new byte[32];
    }

    @Override
    public long time() {
        return headerTime;
    }

    @Override
    public long inboxEnd() {
        return firstMessage + messages.size();
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
