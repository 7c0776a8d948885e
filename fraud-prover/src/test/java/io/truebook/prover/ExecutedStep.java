package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.BatchInput;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.Reason;

/**
 * One micro-step that the engine carried out.
 *
 * @param subject the type of its item or the kind of its message, what an order in flight does, or nothing
 * @param reason what stands in the cursor after it
 * @param next the phase after it
 */
record ExecutedStep(Kind kind, String subject, Reason reason, int next) {
    enum Kind {
        BATCH_START,
        MESSAGE,
        ITEM,
        BATCH_END,
        MATCH,
        FILL,
        REST,
        CANCEL_NEXT,
        TIME_END,
        DUE_START,
        DUE,
        SAMPLE,
        BUNDLE,
        LIQUIDATE_CANCEL,
        LIQUIDATE,
        BACKSTOP
    }

    /** What the next step will be: section 3 of the protocol page, told from the cursor alone. */
    static Kind kindOf(CursorCell cursor, BatchInput batch) {
        return switch (cursor.phase) {
            case PHASE_IDLE -> Kind.BATCH_START;
            case PHASE_MATCH -> Kind.MATCH;
            case PHASE_FILL -> Kind.FILL;
            case PHASE_REST -> Kind.REST;
            case PHASE_CANCEL_ALL -> Kind.CANCEL_NEXT;
            case PHASE_DUE -> Kind.DUE;
            case PHASE_SAMPLE -> Kind.SAMPLE;
            case PHASE_BUNDLE -> Kind.BUNDLE;
            case PHASE_LIQUIDATE_CANCEL -> Kind.LIQUIDATE_CANCEL;
            case PHASE_LIQUIDATE -> Kind.LIQUIDATE;
            case PHASE_BACKSTOP -> Kind.BACKSTOP;
            default -> {
                if (cursor.time / MINUTE_MS > cursor.minute) {
                    yield Kind.DUE_START;
                }
                if (cursor.inboxRemaining > 0) {
                    yield Kind.MESSAGE;
                }
                if (cursor.offset < batch.transactionLength()) {
                    yield Kind.ITEM;
                }
                if (cursor.inboxNext < batch.inboxEnd()) {
                    yield Kind.MESSAGE;
                }
                yield cursor.time < batch.time() * 1000 ? Kind.TIME_END : Kind.BATCH_END;
            }
        };
    }

    /** What the step that the cursor is about to make reads. */
    static String subjectOf(Kind kind, CursorCell cursor, BatchInput batch) {
        return switch (kind) {
            case ITEM -> itemType(batch.bytes()[cursor.offset]);
            case MESSAGE -> messageKind(batch.message(cursor.inboxNext));
            case BUNDLE -> cursor.offset == cursor.bundleEnd ? "end" : operation(batch.bytes()[cursor.offset] & 15);
            default -> "";
        };
    }

    private static String itemType(int type) {
        return switch (type) {
            case ITEM_PLACE -> "PLACE";
            case ITEM_MARKET_ORDER -> "MARKET_ORDER";
            case ITEM_CANCEL -> "CANCEL";
            case ITEM_CANCEL_ALL -> "CANCEL_ALL";
            case ITEM_AMEND -> "AMEND";
            case ITEM_WITHDRAW -> "WITHDRAW";
            case ITEM_TRANSFER -> "TRANSFER";
            case ITEM_OPEN_SUBACCOUNT -> "OPEN_SUBACCOUNT";
            case ITEM_SET_AGENT -> "SET_AGENT";
            case ITEM_VOID_NONCE -> "VOID_NONCE";
            case ITEM_SCHEDULE_CANCEL -> "SCHEDULE_CANCEL";
            case ITEM_TRIGGER_ORDER -> "TRIGGER_ORDER";
            case ITEM_TWAP_SLICE -> "TWAP_SLICE";
            case ITEM_BUNDLE -> "BUNDLE";
            case ITEM_EXPIRE -> "EXPIRE";
            case ITEM_SET_MARGIN -> "SET_MARGIN";
            case ITEM_ORACLE -> "ORACLE";
            case ITEM_TIME -> "TIME";
            case ITEM_INBOX -> "INBOX";
            case ITEM_SETTLE -> "SETTLE";
            case ITEM_LIQUIDATE -> "LIQUIDATE";
            case ITEM_UNWIND -> "UNWIND";
            default -> "other";
        };
    }

    private static String operation(int operation) {
        return switch (operation) {
            case BUNDLE_PLACE -> "PLACE";
            case BUNDLE_CANCEL -> "CANCEL";
            case BUNDLE_AMEND -> "AMEND";
            case BUNDLE_CANCEL_ALL -> "CANCEL_ALL";
            case BUNDLE_MOVE -> "MOVE";
            default -> "other";
        };
    }

    private static String messageKind(byte[] message) {
        int head = 7;
        return switch (message.length < head ? -1 : message[0]) {
            case MESSAGE_DEPOSIT -> "DEPOSIT";
            case MESSAGE_FORCED -> "FORCED" + (message.length > head ? " " + itemType(message[head]) : "");
            case MESSAGE_GOVERNANCE -> "GOVERNANCE " + action(message.length > head ? message[head] : 0);
            default -> "other";
        };
    }

    private static String action(int action) {
        return switch (action) {
            case GOVERNANCE_LIST_MARKET -> "LIST_MARKET";
            case GOVERNANCE_SET_PUBLISHER -> "SET_PUBLISHER";
            case GOVERNANCE_SET_QUORUM -> "SET_QUORUM";
            case GOVERNANCE_LOWER_WORK_LIMIT -> "LOWER_WORK_LIMIT";
            case GOVERNANCE_SET_MARKET -> "SET_MARKET";
            case GOVERNANCE_SET_STATUS -> "SET_STATUS";
            case GOVERNANCE_SET_FEE_TIERS -> "SET_FEE_TIERS";
            case GOVERNANCE_PAY_FEES -> "PAY_FEES";
            default -> "other";
        };
    }

    /** Kind and subject: what the tables count. */
    String name() {
        return subject.isEmpty() ? kind.name() : kind + " " + subject;
    }
}
