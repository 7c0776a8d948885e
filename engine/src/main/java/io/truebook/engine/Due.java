package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.ActivityCell;
import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.RiskCell;

/** What a full minute makes due, market by market, before anything else: sections 3 and 5.7 of the protocol page. */
final class Due {
    /** True when a minute has ended whose samples are not taken yet. */
    static boolean overdue(CursorCell cursor) {
        return cursor.time / MINUTE_MS > cursor.minute;
    }

    static int dueStart(Execution x) {
        CursorCell cursor = x.cells.cursor();
        cursor.minute = cursor.time / MINUTE_MS;
        cursor.scan = 0;
        cursor.phase = PHASE_DUE;
        x.cells.changed(cursor);
        return WEIGHT_DUE;
    }

    static int due(Execution x) {
        CursorCell cursor = x.cells.cursor();
        x.cells.changed(cursor);
        int market = Bits.lowestSetFrom(x.cells.listed().markets, cursor.scan);
        if (market < 0) {
            InFlight.clear(cursor);
            cursor.phase = PHASE_ITEM;
            return WEIGHT_DUE;
        }
        cursor.scan = market + 1;
        if (sampled(x, market)) {
            begin(x, market);
        }
        return WEIGHT_DUE;
    }

    private static boolean sampled(Execution x, int market) {
        RiskCell risk = x.cells.risk(market);
        return TradingStatus.trading(risk) && risk.index != 0 && x.cells.market(market).impactNotional != 0;
    }

    private static void begin(Execution x, int market) {
        CursorCell cursor = x.cells.cursor();
        ActivityCell activity = x.cells.activity(market);
        if (activity.sampleMinute == 0) {
            activity.sampleMinute = cursor.minute;
            x.cells.changed(activity);
            return;
        }
        // Nothing is in flight, so the rest of the register is 0.
        cursor.market = market;
        cursor.phase = PHASE_SAMPLE;
    }

    private Due() {}
}
