package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.RiskCell;

/**
 * One price level of a market's impact prices: what impactNotional would buy and sell for on the book, less the index, is the
 * premium of a minute. Section 5.7 of the protocol page.
 */
final class Sample {
    static int sample(Execution x) {
        CursorCell cursor = x.cells.cursor();
        x.cells.changed(cursor);
        int tick = cursor.steps == IMPACT_LEVELS ? 0 : nextTick(x);
        if (tick == 0) {
            sideEnded(x, 0);
            return WEIGHT_SAMPLE;
        }
        long perLot = tick * x.cells.risk(cursor.market).multiplier;
        long need = x.cells.market(cursor.market).impactNotional * USDC - cursor.notional;
        long missing = (need + perLot - 1) / perLot;
        long lots = x.cells.level(cursor.market, cursor.flags, tick).lots;
        if (missing <= lots) {
            cursor.lots += missing;
            cursor.notional += missing * perLot;
            sideEnded(x, distance(x));
        } else {
            cursor.lots += lots;
            cursor.notional += lots * perLot;
            cursor.tick = tick;
            cursor.steps += 1;
        }
        return WEIGHT_SAMPLE;
    }

    private static int nextTick(Execution x) {
        CursorCell cursor = x.cells.cursor();
        return cursor.tick == 0
                ? Book.bestTick(x, cursor.market, cursor.flags)
                : Book.nextTick(x, cursor.market, cursor.flags, cursor.tick);
    }

    /** How far the impact price of the side lies within the index, ppb of the index: a bid above it, or an ask below. */
    private static long distance(Execution x) {
        CursorCell cursor = x.cells.cursor();
        RiskCell risk = x.cells.risk(cursor.market);
        long index = risk.index * risk.multiplier;
        long price = cursor.flags == Book.BIDS
                ? cursor.notional / cursor.lots
                : (cursor.notional + cursor.lots - 1) / cursor.lots;
        long beyond = cursor.flags == Book.BIDS ? price - index : index - price;
        return beyond <= 0 ? 0 : Premium.ofRoundedDown(beyond, index);
    }

    private static void sideEnded(Execution x, long distance) {
        CursorCell cursor = x.cells.cursor();
        if (cursor.flags == Book.BIDS) {
            cursor.premium = distance;
            cursor.flags = FLAG_SELL;
            cursor.tick = 0;
            cursor.lots = 0;
            cursor.steps = 0;
            cursor.notional = 0;
            return;
        }
        Funding.count(x, cursor.market, cursor.premium - distance);
        int scan = cursor.scan;
        InFlight.clear(cursor);
        cursor.scan = scan;
        cursor.phase = PHASE_DUE;
    }

    private Sample() {}
}
