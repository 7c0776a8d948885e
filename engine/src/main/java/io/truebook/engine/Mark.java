package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.ActivityCell;
import io.truebook.engine.protocol.MarketCell;
import io.truebook.engine.protocol.RiskCell;

/**
 * What a new index means for a market whose mark may stand off it, or whose initial margin grows with its open interest. Section 4.8
 * of the protocol page.
 */
final class Mark {
    static void update(Execution x, int number) {
        MarketCell market = x.cells.market(number);
        RiskCell risk = x.cells.risk(number);
        ActivityCell activity = x.cells.activity(number);
        if (market.markBandPpm != 0) {
            risk.mark = mark(x, number, market, risk.index, activity);
        }
        if (market.openInterestUpper != 0) {
            risk.imrPpm = initialMarginRoundedUp(market, activity.openInterest);
        }
    }

    /** A median of three, so that neither the book nor its average alone moves the mark, within a band around the index. */
    private static int mark(Execution x, int number, MarketCell market, int index, ActivityCell activity) {
        long averaged = index + (activity.basis >> BASIS_FRACTION_BITS);
        long traded = tradedPrice(x, number, activity.lastTrade == 0 ? index : activity.lastTrade);
        long band = (long) index * market.markBandPpm / PPM;
        long low = Math.max(1, index - band);
        long high = Math.min(market.maxTick, index + band);
        return (int) Math.min(Math.max(median(index, averaged, traded), low), high);
    }

    /** The last trade within the best bid and ask, or alone where a side is empty. */
    private static long tradedPrice(Execution x, int number, int last) {
        int bid = Book.bestTick(x, number, Book.BIDS);
        int ask = Book.bestTick(x, number, Book.ASKS);
        return bid != 0 && ask != 0 ? median(bid, ask, last) : last;
    }

    private static long median(long a, long b, long c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    /** From the base at the lower bound of open interest to 100 % at the upper one. */
    private static int initialMarginRoundedUp(MarketCell market, long openInterest) {
        long range = market.openInterestUpper - market.openInterestLower;
        long grown = Math.min(Math.max(openInterest - market.openInterestLower, 0), range);
        return market.baseImrPpm + (int) (((PPM - market.baseImrPpm) * grown + range - 1) / range);
    }

    private Mark() {}
}
