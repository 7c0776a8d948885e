package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.MarketOrderItem;
import io.truebook.engine.protocol.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may trade and withdraw: the rules of section 6, each tried by somebody who breaks it. */
class MarginTest {
    private static final long SMALL = 60_000_000_000L;

    private final Market market = new Market();

    @AfterEach
    void everythingIsConserved() {
        market.checkInvariants();
    }

    @Test
    void restingOrdersReserveMargin() {
        market.fund(30, SMALL);
        assertThat(market.place(30, BUY, 50_000, 100)).isEqualTo(Reason.OK);
        assertThat(market.place(30, BUY, 50_000, 21)).isEqualTo(Reason.REST_MARGIN);
        assertThat(market.place(30, BUY, 50_000, 20)).isEqualTo(Reason.OK);
        assertThat(market.withdraw(30, 1_000)).isEqualTo(Reason.INSUFFICIENT_MARGIN);
        assertThat(market.place(30, SELL, 50_001, 100)).isEqualTo(Reason.OK);
    }

    @Test
    void aTakerStopsWhereItsMarginEnds() {
        market.fund(30, SMALL);
        market.place(16, SELL, 50_000, 70);
        market.place(17, SELL, 50_000, 70);
        assertThat(market.place(30, BUY | FLAG_TIF_IOC, 50_000, 140)).isEqualTo(Reason.TAKER_MARGIN);
        assertThat(market.position(30).lots).isEqualTo(70);
    }

    @Test
    void aMakerWhoseMarginIsGoneIsRemoved() {
        market.fund(30, SMALL);
        market.place(30, BUY, 50_000, 110);
        market.place(16, BUY, 49_990, 100);
        market.price(30_000);
        for (int i = 0; i < 12; i++) {
            market.price(30_000);
        }
        // Falling prices shrink the margin of the resting bid, so it is the price paid above the mark that breaks it.
        assertThat(market.place(17, SELL | FLAG_TIF_IOC, 49_990, 110)).isEqualTo(Reason.IOC_REMAINDER);
        assertThat(Positions.slotOf(market.account(30), 0)).isNegative();
        assertThat(market.position(16).lots).isEqualTo(100);
    }

    @Test
    void anUnderwaterPositionMayOnlyShrinkWithoutGettingWorse() {
        market.fund(30, SMALL);
        market.place(16, SELL, 50_000, 110);
        assertThat(market.place(30, BUY, 50_000, 110)).isEqualTo(Reason.OK);
        market.price(46_500);
        market.price(46_500);
        Health health =
                Margin.crossHealth(market.execution(), market.execution().cells.account(30));
        assertThat(health.equity()).isBetween(1L, health.initialMargin());
        market.place(17, BUY, 46_500, 50);
        market.place(17, SELL, 46_510, 50);
        assertThat(market.place(30, BUY | FLAG_TIF_IOC, 46_510, 10)).isEqualTo(Reason.TAKER_MARGIN);
        assertThat(market.place(30, SELL | FLAG_TIF_IOC, 46_500, 10)).isEqualTo(Reason.OK);
        assertThat(market.position(30).lots).isEqualTo(100);
    }

    @Test
    void anUnderwaterAccountMayRestWhatGrowsNoExposure() {
        market.fund(30, SMALL);
        market.place(16, SELL, 50_000, 110);
        market.place(30, BUY, 50_000, 110);
        market.price(46_500);
        market.price(46_500);
        assertThat(market.place(30, SELL, 46_600, 220)).isEqualTo(Reason.OK);
        assertThat(market.place(30, SELL, 46_600, 1)).isEqualTo(Reason.REST_MARGIN);
        assertThat(market.place(30, BUY, 46_000, 1)).isEqualTo(Reason.REST_MARGIN);
    }

    @Test
    void aBankruptAccountCannotLoseToAnAccomplice() {
        market.fund(30, SMALL);
        market.place(16, SELL, 50_000, 110);
        market.place(30, BUY, 50_000, 110);
        for (int i = 0; i < 8; i++) {
            market.price(30_000);
        }
        assertThat(Margin.crossHealth(
                                market.execution(), market.execution().cells.account(30))
                        .equity())
                .isNegative();
        long mark = market.trial.cells().risk(0).mark;
        // The accomplice bids far below the mark: lots shrink, maintenance shrinks, but equity falls further.
        market.place(17, BUY, (int) mark - 2_000, 110);
        assertThat(market.place(30, SELL | FLAG_TIF_IOC, (int) mark - 2_000, 50))
                .isEqualTo(Reason.TAKER_MARGIN);
        assertThat(market.place(30, SELL | FLAG_TIF_IOC | FLAG_REDUCE_ONLY, (int) mark - 2_000, 50))
                .isEqualTo(Reason.TAKER_MARGIN);
        // Equity must rise at least in proportion as the position shrinks; a buyer far enough above the mark does that.
        market.place(18, BUY, (int) mark + 16_000, 50);
        assertThat(market.place(30, SELL | FLAG_TIF_IOC, (int) mark + 16_000, 50))
                .isEqualTo(Reason.OK);
    }

    @Test
    void theRuleItselfRefusesFlippingAndGrowing() {
        Health bankrupt = new Health(-100, 50, 25);
        assertThat(Health.allowed(bankrupt, new Health(-80, 10, 20), 10, 8)).isTrue();
        assertThat(Health.allowed(bankrupt, new Health(-81, 10, 20), 10, 8)).isFalse();
        assertThat(Health.allowed(bankrupt, new Health(-80, 10, 20), 10, -8)).isFalse();
        assertThat(Health.allowed(bankrupt, new Health(-90, 10, 26), 10, 12)).isFalse();
        assertThat(Health.allowed(new Health(100, 500, 250), new Health(60, 300, 150), 10, 6))
                .isTrue();
        assertThat(Health.allowed(new Health(100, 500, 250), new Health(59, 300, 150), 10, 6))
                .isFalse();
        // Short positions, and closing altogether, by the same rule.
        assertThat(Health.allowed(bankrupt, new Health(-80, 10, 20), -10, -8)).isTrue();
        assertThat(Health.allowed(bankrupt, new Health(-80, 10, 20), -10, 8)).isFalse();
        assertThat(Health.allowed(bankrupt, new Health(-1, 0, 0), -10, 0)).isFalse();
        assertThat(Health.allowed(new Health(0, 50, 25), new Health(0, 10, 0), 10, 0))
                .isTrue();
        assertThat(Health.allowed(bankrupt, new Health(-80, 10, 20), 0, 0)).isFalse();
        assertThat(Health.allowed(bankrupt, new Health(-80, 10, 20), 10, 10)).isFalse();
        // Lots shrink, but not what they need, or not with a gain.
        assertThat(Health.allowed(bankrupt, new Health(-80, 10, 26), 10, 8)).isFalse();
        assertThat(Health.allowed(bankrupt, new Health(-100, 10, 25), 10, 8)).isFalse();
        assertThat(Health.allowed(
                        new Health(Long.MAX_VALUE / 2, Long.MAX_VALUE, 1L << 61),
                        new Health(1L << 62, Long.MAX_VALUE, 1L << 61),
                        2,
                        1))
                .isTrue();
    }

    @Test
    void withdrawalsLeaveInitialMarginAndAreWrittenOnce() {
        assertThat(market.withdraw(16, 0)).isEqualTo(Reason.BAD_AMOUNT);
        assertThat(market.withdraw(16, 1_500)).isEqualTo(Reason.BAD_AMOUNT);
        assertThat(market.withdraw(16, FUNDS + 1_000)).isEqualTo(Reason.BAD_AMOUNT);
        assertThat(market.withdraw(16, -1_000)).isEqualTo(Reason.BAD_AMOUNT);
        assertThat(market.withdraw(16, 5_000)).isEqualTo(Reason.OK);
        assertThat(market.withdraw(16, FUNDS - 5_000)).isEqualTo(Reason.OK);
        assertThat(market.account(16).collateral).isZero();
        assertThat(market.trial.cells().withdrawal(0).amount).isEqualTo(5_000);
        assertThat(market.trial.cells().withdrawal(1).numberPlusOne[31]).isEqualTo((byte) 2);
        assertThat(market.trial.cells().totals().withdrawn).isEqualTo(FUNDS);
    }

    @Test
    void exposureIsBounded() {
        Market tight = new Market(new Messages.Listing(
                0, 100_000, 1_000_000, 150, 100, 1, 500, 100, 100_000, 50_000, 60_000, 10_000, "TIGHT"));
        assertThat(tight.place(16, BUY, 50_000, 101)).isEqualTo(Reason.BAD_LOTS);
        assertThat(tight.place(16, BUY, 50_000, 100)).isEqualTo(Reason.OK);
        assertThat(tight.place(16, BUY, 50_000, 51)).isEqualTo(Reason.REST_BOUND);
        assertThat(tight.place(17, SELL | FLAG_TIF_IOC, 50_000, 100)).isEqualTo(Reason.OK);
        tight.place(18, SELL, 50_001, 100);
        assertThat(tight.place(16, BUY | FLAG_TIF_IOC, 50_001, 60)).isEqualTo(Reason.TAKER_BOUND);
        tight.checkInvariants();
    }

    @Test
    void sixteenMarketsAndNoMore() {
        for (int m = 1; m <= 16; m++) {
            market.trial.consume(Messages.list(Messages.Listing.usual(m)));
            market.trial.price(m, MARK, 0, PUBLISHER);
        }
        for (int m = 0; m < 16; m++) {
            assertThat(market.place(16, m, BUY, 49_000, 3, market.expiry())).isEqualTo(Reason.OK);
        }
        assertThat(market.place(16, 16, BUY, 49_000, 3, market.expiry())).isEqualTo(Reason.POSITION_LIMIT);
        MarketOrderItem order =
                new MarketOrderItem(16, OWNER_KEY, market.nextNonce(16), 16, BUY, 1_000, 3, market.expiry());
        assertThat(market.trial.execute(key(16), order)).isEqualTo(Reason.POSITION_LIMIT);
    }
}
