package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.Reason;

/** The in-flight register: all that outlives a micro-step of one item. */
final class InFlight {
    /** Puts an order in flight; {@code flags} decide whether it may take. */
    static void order(
            Execution x, long taker, int market, int flags, int tick, long lots, long nonce, long expiry, int forced) {
        CursorCell cursor = x.cells.cursor();
        cursor.taker = taker;
        cursor.market = market;
        cursor.flags = flags;
        cursor.tick = tick;
        cursor.lots = lots;
        cursor.nonce = nonce;
        cursor.expiry = expiry;
        cursor.steps = 0;
        cursor.forced = forced;
        cursor.phase = (flags & FLAG_TIF_MASK) == FLAG_TIF_POST_ONLY ? PHASE_REST : PHASE_MATCH;
    }

    /** Puts a cancel-all in flight. */
    static void cancelAll(Execution x, long account, int market, long nonce, int forced) {
        CursorCell cursor = x.cells.cursor();
        cursor.taker = account;
        cursor.market = market;
        cursor.nonce = nonce;
        cursor.scan = 0;
        cursor.steps = 0;
        cursor.forced = forced;
        cursor.phase = PHASE_CANCEL_ALL;
    }

    /** Puts the liquidation of an account's position in flight; its orders go first. */
    static void liquidation(Execution x, long account, int market, int forced) {
        CursorCell cursor = x.cells.cursor();
        cursor.taker = account;
        cursor.market = market;
        cursor.scan = 0;
        cursor.steps = 0;
        cursor.forced = forced;
        cursor.kind = KIND_LIQUIDATION;
        cursor.phase = PHASE_LIQUIDATE_CANCEL;
    }

    /** Puts an order in flight that closes the position of a market's backstop. */
    static void unwind(Execution x, int market, int flags, int tick, long lots, int forced) {
        order(x, BACKSTOP_BASE + market, market, flags, tick, lots, 0, 0, forced);
        x.cells.cursor().kind = KIND_UNWIND;
    }

    /** What the last step of an order calls: an account's own order is finished, any other goes on to what is left of the position. */
    static void end(Execution x, Reason reason) {
        CursorCell cursor = x.cells.cursor();
        if (cursor.kind == KIND_ORDER) {
            finish(x, reason);
        } else {
            cursor.phase = PHASE_BACKSTOP;
            x.cells.changed(cursor);
        }
    }

    /** Puts a bundle in flight whose operations are the bytes before the cursor's offset. */
    static void bundle(Execution x, long account, long nonce, long expiry, int operationsLength) {
        CursorCell cursor = x.cells.cursor();
        cursor.taker = account;
        cursor.nonce = nonce;
        cursor.expiry = expiry;
        cursor.bundleEnd = cursor.offset;
        cursor.offset -= operationsLength;
        cursor.bundleIndex = 0;
        cursor.phase = PHASE_BUNDLE;
    }

    /** Ends what is in flight with its reason: an item or message, or one operation of a bundle. */
    static void finish(Execution x, Reason reason) {
        CursorCell cursor = x.cells.cursor();
        if (cursor.bundleEnd == 0) {
            endItem(x, reason);
            return;
        }
        backToBundle(cursor);
        x.cells.changed(cursor);
        settleOperation(x, reason);
    }

    /** Ends an item or message that was in flight; a bundle, after its last operation. */
    static void endItem(Execution x, Reason reason) {
        CursorCell cursor = x.cells.cursor();
        clear(cursor);
        cursor.enqueuedAt = 0;
        cursor.reason = reason.code();
        cursor.phase = PHASE_ITEM;
        x.cells.changed(cursor);
        x.listener.finished(reason);
    }

    /** Sets the reason of an operation of a bundle: its last one, unless it went in flight. */
    static void settleOperation(Execution x, Reason reason) {
        CursorCell cursor = x.cells.cursor();
        cursor.reason = reason.code();
        if (cursor.phase == PHASE_BUNDLE) {
            x.listener.operationFinished(cursor.bundleIndex - 1, reason);
        }
    }

    /** Sets the reason of an operation: its last one, unless it went in flight. */
    static void settle(Execution x, Reason reason) {
        CursorCell cursor = x.cells.cursor();
        cursor.reason = reason.code();
        if (cursor.phase == PHASE_ITEM) {
            x.listener.finished(reason);
        }
    }

    /** Zeroes words 4 and 5 except inboxRemaining and what the bundle's next operations need. */
    private static void backToBundle(CursorCell cursor) {
        long taker = cursor.taker;
        long nonce = cursor.nonce;
        long expiry = cursor.expiry;
        int bundleEnd = cursor.bundleEnd;
        int bundleIndex = cursor.bundleIndex;
        clear(cursor);
        cursor.taker = taker;
        cursor.nonce = nonce;
        cursor.expiry = expiry;
        cursor.bundleEnd = bundleEnd;
        cursor.bundleIndex = bundleIndex;
        cursor.phase = PHASE_BUNDLE;
    }

    /** Zeroes words 4 and 5 except inboxRemaining. */
    static void clear(CursorCell cursor) {
        cursor.taker = 0;
        cursor.market = 0;
        cursor.flags = 0;
        cursor.tick = 0;
        cursor.lots = 0;
        cursor.nonce = 0;
        cursor.expiry = 0;
        cursor.steps = 0;
        cursor.forced = 0;
        cursor.fillLots = 0;
        cursor.makerRef = 0;
        cursor.scan = 0;
        cursor.kind = 0;
        cursor.bundleEnd = 0;
        cursor.bundleIndex = 0;
        cursor.notional = 0;
        cursor.premium = 0;
    }

    private InFlight() {}
}
