package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.ActivityCell;
import io.truebook.engine.protocol.MarketCell;
import io.truebook.engine.protocol.Reason;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** What is paid for an hour, to the last nano-USDC of a lot. */
class FundingTest {
    private static final long ONE_PERCENT = 10_000_000;

    private final Hours hours = new Hours();

    /**
     * Hyperliquid's documentation, "Funding": F = average premium + clamp(interest − premium, ±0.05 %), an eighth of it paid each hour. A
     * premium of 1 % with an interest of 0.01 % gives 0.95 % in 8 hours, 0.11875 % an hour.
     */
    @Test
    void anHourIsPaidByTheFormulaOfHyperliquid() {
        hours.bidAbove();
        for (long minute = hours.start + 1; minute < hours.hourEnd; minute++) {
            hours.toMinute(minute);
            assertThat(hours.activity().premiumSum).isEqualTo((minute - hours.start) * ONE_PERCENT);
            assertThat(hours.risk().longIndex).isZero();
        }
        hours.toMinute(hours.hourEnd);
        assertThat(hours.activity().fundingRatePpb).isEqualTo(9_500_000);
        assertThat(hours.risk().longIndex)
                .isEqualTo(Hours.INDEX * 11_875 / 10_000_000)
                .isEqualTo(5_937_500);
        assertThat(hours.risk().shortIndex).isEqualTo(-5_937_500);
        assertThat(hours.activity().premiumSum).isZero();
        assertThat(hours.activity().premiumMinutes).isZero();
        assertThat(hours.activity().sampleMinute).isEqualTo(hours.hourEnd);
    }

    /** Binance and BitMEX, "Funding rate": with a premium between −0.04 % and 0.06 % the rate is the interest, 0.01 %. */
    @Test
    void aSmallPremiumLeavesTheInterest() {
        MarketCell terms = new MarketCell(0);
        terms.interestPpb = 100_000;
        terms.fundingClampPpb = 500_000;
        terms.fundingCapPpb = 20_000_000;
        assertThat(Funding.rate(terms, -400_000)).isEqualTo(100_000);
        assertThat(Funding.rate(terms, 600_000)).isEqualTo(100_000);
        assertThat(Funding.rate(terms, -400_001)).isEqualTo(99_999);
        assertThat(Funding.rate(terms, 600_001)).isEqualTo(100_001);
        assertThat(Funding.rate(terms, 20_500_000)).isEqualTo(20_000_000);
        assertThat(Funding.rate(terms, 999_000_000)).isEqualTo(20_000_000);
        assertThat(Funding.rate(terms, -999_000_000)).isEqualTo(-20_000_000);
    }

    @Test
    void longsPayWhatShortsGetPerLotAndSuspenseKeepsNothing() {
        hours.bidAbove();
        hours.market.place(17, SELL | FLAG_TIF_IOC, 50_500, 100);
        hours.toMinute(hours.hourEnd);
        long longPays = 100 * 5_937_500;
        Market market = hours.market;
        long buyer = market.account(16).collateral;
        long seller = market.account(17).collateral;
        assertThat(market.trial.execute(Items.settle(16, 0))).isEqualTo(Reason.OK);
        assertThat(hours.activity().suspense).isEqualTo(longPays);
        assertThat(market.account(16).collateral).isEqualTo(buyer - longPays);
        assertThat(market.trial.execute(Items.settle(17, 0))).isEqualTo(Reason.OK);
        assertThat(market.account(17).collateral).isEqualTo(seller + longPays);
        assertThat(hours.activity().suspense).isZero();
        assertThat(market.trial.execute(Items.settle(17, 0))).isEqualTo(Reason.OK);
        assertThat(market.account(17).collateral).as("once").isEqualTo(seller + longPays);
        market.checkInvariants();
    }

    @Test
    void aDiscountIsPaidByShorts() {
        hours.market.place(16, SELL, 49_000, 300);
        hours.toMinute(hours.hourEnd);
        // −2 % and back by 0.05 %.
        assertThat(hours.activity().fundingRatePpb).isEqualTo(-19_500_000);
        assertThat(hours.risk().longIndex).isEqualTo(-12_187_500);
        assertThat(hours.risk().shortIndex).isEqualTo(12_187_500);
    }

    @Test
    void minutesWithoutASampleCountWithTheNextOne() {
        hours.bidAbove();
        hours.toMinute(hours.start + 7);
        assertThat(hours.activity().premiumSum).isEqualTo(7 * ONE_PERCENT);
        assertThat(hours.activity().premiumMinutes).isEqualTo(7);
        hours.market.cancelAll(16, 0);
        hours.toMinute(hours.start + 10);
        assertThat(hours.activity().premiumSum).isEqualTo(7 * ONE_PERCENT);
        assertThat(hours.activity().premiumMinutes).isEqualTo(10);
        hours.toMinute(hours.hourEnd);
        long average = 7 * ONE_PERCENT / (hours.hourEnd - hours.start);
        assertThat(hours.activity().fundingRatePpb).isEqualTo(average - 500_000);
    }

    /** A gap of many hours with open samples pays the hour it began in, once, and starts the one it ended in. */
    @Test
    void hoursWithoutAnySampleAreNotPaidFor() {
        hours.bidAbove();
        hours.toMinute(hours.hourEnd + 5 * FUNDING_MINUTES + 17);
        assertThat(hours.risk().longIndex).isEqualTo(5_937_500);
        ActivityCell activity = hours.activity();
        assertThat(activity.premiumSum).isEqualTo(17 * ONE_PERCENT);
        assertThat(activity.premiumMinutes).isEqualTo(17);
        assertThat(activity.sampleMinute).isEqualTo(hours.hourEnd + 5 * FUNDING_MINUTES + 17);
        hours.toMinute(hours.hourEnd + 6 * FUNDING_MINUTES);
        assertThat(hours.risk().longIndex).isEqualTo(2 * 5_937_500);
    }

    /** Each minute an eighth of the distance, rounded down on either side of 0. */
    @Test
    void theBasisIsAMovingAverageOfThePremium() {
        hours.bidAbove();
        long target = 500 << BASIS_FRACTION_BITS;
        long basis = 0;
        for (int minute = 1; minute <= 30; minute++) {
            hours.toMinute(hours.start + minute);
            basis += Math.floorDiv(target - basis, 8);
            assertThat(hours.activity().basis).isEqualTo(basis);
        }
        hours.market.cancelAll(16, 0);
        hours.market.place(16, SELL, 49_000, 300);
        target = -1_000 << BASIS_FRACTION_BITS;
        for (int minute = 31; minute <= 90; minute++) {
            hours.toMinute(hours.start + minute);
            basis += Math.floorDiv(target - basis, 8);
            assertThat(hours.activity().basis).isEqualTo(basis);
        }
        assertThat(basis).isNegative();
    }

    @Test
    void sharesAndPaymentsAreExactAtTheirGreatestWidths() {
        long[] bases = {1, 2, 3, 7, 999, 1_000_003, PPB - 1, PPB, PPB + 1, LOT_BOUND - 1, LOT_BOUND, (1L << 53) - 1};
        for (long base : bases) {
            for (long distance : new long[] {0, 1, base / 3, base / 2, base - 1, base, base + 1, 2 * base}) {
                BigInteger exact = big(distance).multiply(big(PPB)).divide(big(base));
                assertThat(big(Premium.ofRoundedDown(distance, base))).isEqualTo(exact.min(big(PPB)));
            }
            for (long rate : new long[] {-MAX_FUNDING_PPB, -MAX_FUNDING_PPB + 1, -1, 0, 1, 7, MAX_FUNDING_PPB}) {
                BigInteger exact = big(rate).multiply(big(base)).divide(big(PPB).multiply(big(FUNDING_DIVISOR)));
                assertThat(big(Funding.paymentRoundedTowardsZero(rate, base))).isEqualTo(exact);
            }
        }
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }
}
