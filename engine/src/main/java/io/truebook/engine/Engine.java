package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.PHASE_IDLE;
import static io.truebook.engine.protocol.Protocol.PHASE_ITEM;

import io.truebook.engine.protocol.CursorCell;

/**
 * The transition function, one micro-step at a time. The same loop runs a live batch that is still growing, the replay of a
 * posted one, and a single segment from nothing but its witness.
 */
public final class Engine {
    private final Execution execution;
    private int work;

    public Engine(Cells cells, Eip712Domain domain, SignatureRecovery recovery, EngineListener listener) {
        execution = new Execution(cells, domain, recovery, listener);
    }

    public Cells cells() {
        return execution.cells;
    }

    /** Sets the batch that the next steps read, at the start of a segment. */
    public void open(BatchInput input) {
        execution.input = input;
        work = 0;
    }

    /** One micro-step. */
    public SegmentEnd step() {
        work += Step.step(execution);
        if (execution.cells.cursor().phase == PHASE_IDLE) {
            work = 0;
            return SegmentEnd.BATCH_END;
        }
        if (work >= execution.cells.config().workLimit) {
            work = 0;
            return SegmentEnd.CHECKPOINT;
        }
        return SegmentEnd.NONE;
    }

    /** Steps until the segment ends. */
    public SegmentEnd runSegment() {
        SegmentEnd end;
        do {
            end = step();
        } while (end == SegmentEnd.NONE);
        return end;
    }

    /**
     * True when nothing is in flight or due and the bytes so far are used up: the next step would consume the batch's inbox tail, move
     * time to its end, or end it.
     */
    boolean awaitsInput() {
        CursorCell cursor = execution.cells.cursor();
        return cursor.phase == PHASE_ITEM
                && !Due.overdue(cursor)
                && cursor.inboxRemaining == 0
                && cursor.offset == execution.input.transactionLength();
    }
}
