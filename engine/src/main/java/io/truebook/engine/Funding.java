package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.ActivityCell;
import io.truebook.engine.protocol.MarketCell;
import io.truebook.engine.protocol.RiskCell;

/** Premiums of minutes, and what longs pay shorts for them at each full hour: section 5.7 of the protocol page. */
final class Funding {
    /** Counts the premium of a sample, in ppb, for all minutes since the one before. */
    static void count(Execution x, int market, long premium) {
        RiskCell risk = x.cells.risk(market);
        ActivityCell activity = x.cells.activity(market);
        long target = premium * risk.index * (1 << BASIS_FRACTION_BITS) / PPB;
        activity.basis += target - activity.basis >> BASIS_SHIFT;
        long from = activity.sampleMinute;
        long to = x.cells.cursor().minute;
        long hourEnd = (from / FUNDING_MINUTES + 1) * FUNDING_MINUTES;
        if (to < hourEnd) {
            add(activity, premium, to - from);
        } else {
            add(activity, premium, hourEnd - from);
            pay(x, market, risk, activity);
            activity.premiumSum = 0;
            activity.premiumMinutes = 0;
            add(activity, premium, to % FUNDING_MINUTES);
        }
        activity.sampleMinute = to;
        x.cells.changed(activity);
    }

    private static void add(ActivityCell activity, long premium, long minutes) {
        activity.premiumSum += premium * minutes;
        activity.premiumMinutes += (int) minutes;
    }

    private static void pay(Execution x, int market, RiskCell risk, ActivityCell activity) {
        long rate = rate(x.cells.market(market), activity.premiumSum / activity.premiumMinutes);
        activity.fundingRatePpb = rate;
        long payment = paymentRoundedTowardsZero(rate, risk.index * risk.multiplier);
        risk.longIndex += payment;
        risk.shortIndex -= payment;
        x.cells.changed(risk);
        x.listener.fundingPaid(market, rate, payment);
    }

    /** P + clamp(i − P, ±c), within the cap: the form of Hyperliquid and Binance. */
    static long rate(MarketCell market, long average) {
        long towardsInterest = clamp(market.interestPpb - average, market.fundingClampPpb);
        return clamp(average + towardsInterest, market.fundingCapPpb);
    }

    /** rate · value / (PPB · FUNDING_DIVISOR), whose product has up to 71 bits: exactly, in two parts. */
    static long paymentRoundedTowardsZero(long rate, long value) {
        long unit = (long) PPB * FUNDING_DIVISOR;
        return rate * (value / unit) + rate * (value % unit) / unit;
    }

    private static long clamp(long value, long bound) {
        return Math.min(Math.max(value, -bound), bound);
    }

    private Funding() {}
}
