package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.CursorCell;

/** One micro-step: section 3 of the protocol page. */
final class Step {
    /** Carries out the step that the cursor's phase names and returns its weight. */
    static int step(Execution x) {
        return switch (x.cells.cursor().phase) {
            case PHASE_IDLE -> BatchBounds.batchStart(x);
            case PHASE_ITEM -> next(x);
            case PHASE_MATCH -> Match.match(x);
            case PHASE_FILL -> Fill.fill(x);
            case PHASE_REST -> Rest.rest(x);
            case PHASE_CANCEL_ALL -> CancelAll.cancelNext(x);
            case PHASE_DUE -> Due.due(x);
            case PHASE_SAMPLE -> Sample.sample(x);
            case PHASE_LIQUIDATE_CANCEL -> LiquidateCancel.liquidateCancel(x);
            case PHASE_LIQUIDATE -> Liquidate.order(x);
            case PHASE_BACKSTOP -> Backstop.backstop(x);
            case PHASE_BUNDLE -> Bundle.bundleNext(x);
            default -> throw new IllegalStateException("no such phase: " + x.cells.cursor().phase);
        };
    }

    private static int next(Execution x) {
        CursorCell cursor = x.cells.cursor();
        if (Due.overdue(cursor)) {
            return Due.dueStart(x);
        }
        if (cursor.inboxRemaining > 0) {
            return Inbox.message(x);
        }
        if (cursor.offset < x.input.transactionLength()) {
            return Item.item(x);
        }
        if (cursor.inboxNext < x.input.inboxEnd()) {
            cursor.inboxRemaining = (int) (x.input.inboxEnd() - cursor.inboxNext);
            return Inbox.message(x);
        }
        return cursor.time < x.input.time() * 1000 ? BatchBounds.timeEnd(x) : BatchBounds.batchEnd(x);
    }

    /** Work of reading n data bytes: ceilDiv(n · 13, 1000). */
    static int lengthWeight(int n) {
        return (n * WEIGHT_LENGTH_NUMERATOR + WEIGHT_LENGTH_DENOMINATOR - 1) / WEIGHT_LENGTH_DENOMINATOR;
    }

    private Step() {}
}
