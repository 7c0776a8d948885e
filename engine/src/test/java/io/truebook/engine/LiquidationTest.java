package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.RiskStage.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.RiskCell;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may be liquidated, what goes first, at which price and how much: section 6.1, with the lie for each rule. */
class LiquidationTest {
    private RiskStage stage = RiskStage.with(BUY);

    @AfterEach
    void everythingIsConserved() {
        stage.market.checkInvariants();
    }

    @Test
    void aHealthyAccountCannotBeTouched() {
        stage.market.place(POOR, SELL, 51_000, 10);
        stage.market.price(46_920);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.NOT_LIQUIDATABLE);
        assertThat(stage.liquidate(16)).isEqualTo(Reason.NOT_LIQUIDATABLE);
        assertThat(stage.lots(POOR)).isEqualTo(LOTS);
        assertThat(stage.market.position(POOR).restingAskLots).isEqualTo(10);
    }

    @Test
    void equityEqualToMaintenanceMarginIsHealthyAndOneNanoLessIsNot() {
        // 110 lots at 46,500 need 25.575; the loss is 38.5 and the taker's fee was 0.275.
        long exactly = 25_575_000_000L + 38_500_000_000L + 275_000_000L;
        stage = RiskStage.with(BUY, exactly, Messages.Listing.usual(0));
        stage.market.price(46_500);
        assertThat(stage.health(POOR).equity()).isEqualTo(stage.health(POOR).maintenanceMargin());
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.NOT_LIQUIDATABLE);
        RiskStage poorer = RiskStage.with(BUY, exactly - 1, Messages.Listing.usual(0));
        poorer.market.price(46_500);
        assertThat(poorer.liquidate(POOR)).isEqualTo(Reason.IOC_REMAINDER);
    }

    @Test
    void onlyAccountsAndMarketsThatAreThere() {
        stage.market.price(46_500);
        for (long account : new long[] {0, 1, 15, 31, BACKSTOP_BASE, (1L << 32) - 1}) {
            assertThat(stage.liquidate(account)).as("account %d", account).isEqualTo(Reason.UNKNOWN_ACCOUNT);
        }
        assertThat(stage.market.trial.execute(Items.liquidate(POOR, 1))).isEqualTo(Reason.UNKNOWN_MARKET);
        assertThat(stage.market.trial.execute(Items.frame(ITEM_LIQUIDATE, new byte[4])))
                .isEqualTo(Reason.BAD_LENGTH);
        assertThat(stage.market.trial.execute(Items.frame(ITEM_UNWIND, new byte[2])))
                .isEqualTo(Reason.BAD_LENGTH);
        assertThatThrownBy(() -> RiskItems.operation(stage.execution(), ITEM_PLACE, new byte[0], 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyWhereThereAreLotsAndSomethingTrades() {
        list(1);
        stage.market.price(46_500);
        assertThat(stage.market.trial.execute(Items.liquidate(POOR, 1))).isEqualTo(Reason.NOT_LIQUIDATABLE);
        stage.market.trial.consume(Messages.status(0, STATUS_HALTED, 0));
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.MARKET_HALTED);
        stage.market.trial.consume(Messages.status(0, STATUS_REDUCE_ONLY, 0));
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.IOC_REMAINDER);
    }

    @Test
    void aStalePriceHoldsUpTheMarketThatHasItAndNoOther() {
        list(1);
        stage.market.place(16, 1, SELL, MARK, 5, stage.market.expiry());
        assertThat(stage.market.place(POOR, 1, BUY, MARK, 5, stage.market.expiry()))
                .isEqualTo(Reason.OK);
        stage.market.price(46_000);
        stage.market.trial.time(stage.market.trial.now() + 60_001);
        stage.market.trial.price(1, MARK, 0, PUBLISHER);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.ORACLE_STALE);
        assertThat(stage.market.trial.execute(Items.liquidate(POOR, 1))).isEqualTo(Reason.BACKSTOPPED);
        stage.market.trial.price(0, 46_000, 0, PUBLISHER);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.BACKSTOPPED);
    }

    @Test
    void whileTheIndexHasNotCaughtUpNobodyIsLiquidated() {
        // A minute's bound is 60 %: the price leaps beyond it.
        stage.market.price(15_000);
        assertThat(stage.risk().index).isEqualTo(20_000);
        assertThat(stage.health(POOR).equity()).isNegative();
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.ORACLE_STALE);
        stage.market.price(15_000);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.BACKSTOPPED);
    }

    @Test
    void ordersGoFirstInEveryMarket() {
        list(1);
        stage.market.place(POOR, SELL, 51_000, 10);
        stage.market.place(POOR, SELL, 51_001, 10);
        stage.market.place(POOR, 1, BUY, 10_000, 2, stage.market.expiry());
        stage.market.price(46_500);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.IOC_REMAINDER);
        assertThat(stage.removed).isEqualTo(Collections.nCopies(3, POOR + " LIQUIDATION_CANCEL"));
        assertThat(OrderSlots.noneUsed(stage.market.account(POOR))).isTrue();
        assertThat(Positions.used(stage.market.account(POOR))).isEqualTo(1);
    }

    @Test
    void atExactlyTheZeroPriceHealthStaysAsItIs() {
        stage.market.price(46_500);
        // Equity 21.225 over 0.011 a tick: 1,929 ticks below the mark.
        Health before = stage.health(POOR);
        assertThat(before).isEqualTo(new Health(21_225_000_000L, 51_150_000_000L, 25_575_000_000L));
        stage.market.place(17, BUY, 44_571, 55);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.IOC_REMAINDER);
        assertThat(stage.zeroPrice()).isEqualTo(44_571);
        Health after = stage.health(POOR);
        // Half the lots, half the margin, and half the equity but for less than half a tick's worth.
        assertThat(after.maintenanceMargin()).isEqualTo(25_575_000_000L / 2);
        assertThat(after.equity() - before.equity() / 2).isBetween(0L, 5_500_000L);
        assertThat(stage.insurance()).isZero();
    }

    @Test
    void nobodyBuysBelowTheZeroPrice() {
        stage.market.price(46_500);
        stage.market.place(17, BUY, 44_570, 110);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.IOC_REMAINDER);
        assertThat(stage.lots(POOR)).isEqualTo(LOTS);
    }

    @Test
    void aShortPositionBuysAtItsZeroPrice() {
        stage = RiskStage.with(SELL);
        stage.market.price(53_000);
        Health health = stage.health(POOR);
        long distance = health.equity() / 11_000_000;
        stage.market.place(17, SELL, (int) (53_001 + distance), 50);
        stage.market.place(17, SELL, (int) (53_000 + distance), 60);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.IOC_REMAINDER);
        assertThat(stage.zeroPrice()).isEqualTo((int) (53_000 + distance));
        assertThat(stage.lots(POOR)).isEqualTo(-50);
        assertThat(stage.health(POOR).equity() * health.maintenanceMargin())
                .isGreaterThanOrEqualTo(health.equity() * stage.health(POOR).maintenanceMargin());
    }

    @Test
    void theFeeIsNoMoreThanWhatTheFillIsBetterThanTheZeroPrice() {
        stage = RiskStage.with(BUY, SMALL, Messages.Listing.usual(0).withFees(500, 100, 0, 10_000));
        stage.market.price(46_500);
        stage.market.place(17, BUY, 45_000, 55);
        stage.market.place(18, BUY, 46_000, 55);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.OK);
        // 55 at 46,000: 1 % of 253 is less than the 1,429 ticks above 44,571. 55 at 45,000: 429 ticks are less than 1 %
        // of 247.5.
        long full = 55L * 46_000 * 100_000 / 100;
        long surplus = 55L * (45_000 - 44_571) * 100_000;
        assertThat(surplus).isLessThan(55L * 45_000 * 100_000 / 100);
        assertThat(stage.insurance()).isEqualTo(full + surplus);
        assertThat(stage.collateral(POOR)).isPositive();
        assertThat(Positions.used(stage.market.account(POOR))).isZero();
    }

    @Test
    void aLargePositionGoesByFifthsUntilItsAccountIsHealthy() {
        // 100,000 lots, 500,000 USDC, for 60,000.
        stage = new RiskStage();
        stage.market.fund(POOR, 60_000_000_000_000L);
        for (long account : new long[] {16, 17}) {
            stage.market.fund(account, 200_000_000_000_000L);
        }
        stage.open(POOR, 16, BUY, MARK, 100_000);
        stage.market.price(45_500);
        stage.market.place(17, BUY, 45_500, 100_000);
        int times = 0;
        long lots = 100_000;
        while (stage.health(POOR).equity() < stage.health(POOR).maintenanceMargin()) {
            assertThat(stage.liquidate(POOR)).isEqualTo(Reason.OK);
            long fifth = (lots + 4) / 5;
            assertThat(stage.part).isEqualTo(fifth);
            lots -= fifth;
            assertThat(stage.lots(POOR)).isEqualTo(lots);
            times++;
        }
        assertThat(times).isEqualTo(2);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.NOT_LIQUIDATABLE);
        assertThat(stage.backstops).isEmpty();
    }

    /** Hyperliquid: "If a position is larger than 100,000 USDC, only 20 percent of the position is liquidated at a time." */
    @Test
    void aHundredThousandAreClosedWholeAndMoreByAFifthRoundedUp() {
        RiskCell risk = new RiskCell(0);
        risk.mark = 50_000;
        risk.multiplier = 100_000;
        assertThat(Liquidate.part(risk, 20_000)).isEqualTo(20_000);
        assertThat(Liquidate.part(risk, 20_001)).isEqualTo(4_001);
        assertThat(Liquidate.part(risk, 25_000)).isEqualTo(5_000);
        assertThat(Liquidate.part(risk, 1)).isEqualTo(1);
    }

    @Test
    void aFillThatHealsLeavesTheRestAlone() {
        stage.market.price(46_100);
        stage.market.place(17, BUY, 46_100, 80);
        // In close-out before, and well above it when 30 lots are left.
        assertThat(Backstop.needsCloseOut(stage.health(POOR))).isTrue();
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.IOC_REMAINDER);
        assertThat(stage.lots(POOR)).isEqualTo(30);
        assertThat(stage.health(POOR).equity()).isGreaterThan(stage.health(POOR).maintenanceMargin());
    }

    @Test
    void theZeroPriceMayLieBeyondTheMarket() {
        // A short position near the highest price: no price in the market is too bad for it.
        stage = RiskStage.with(SELL, SMALL, Messages.Listing.usual(0).withMaxTick(54_000));
        stage.market.price(53_000);
        stage.market.place(17, SELL, 54_000, 110);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.OK);
        assertThat(stage.zeroPrice()).isEqualTo(54_000);
        // A bankrupt long one there: none is good enough, and the book is not asked.
        stage = RiskStage.with(BUY, SMALL, Messages.Listing.usual(0).withMaxTick(50_100));
        stage.market.price(44_000);
        stage.rob(POOR, 19, 70_000_000_000L);
        stage.market.place(17, BUY, 50_100, 110);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.BACKSTOPPED);
        assertThat(stage.liquidations).isZero();
        // The same for a bankrupt short one that would have to be paid for buying.
        stage = RiskStage.with(SELL);
        stage.market.price(79_000);
        stage.rob(POOR, 19, 900_000_000_000L);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.BACKSTOPPED);
        assertThat(stage.liquidations).isZero();
    }

    @Test
    void aBankruptAccountCannotGrow() {
        stage.market.price(44_000);
        assertThat(stage.health(POOR).equity()).isNegative();
        stage.market.place(17, SELL, 44_000, 50);
        assertThat(stage.market.place(POOR, BUY | FLAG_TIF_IOC, 44_000, 50)).isEqualTo(Reason.TAKER_MARGIN);
        assertThat(stage.market.place(POOR, BUY, 43_000, 50)).isEqualTo(Reason.REST_MARGIN);
        assertThat(stage.market.place(POOR, SELL | FLAG_TIF_IOC, 44_000, 160)).isEqualTo(Reason.IOC_REMAINDER);
        assertThat(stage.market.withdraw(POOR, 1_000)).isEqualTo(Reason.INSUFFICIENT_MARGIN);
        assertThat(stage.lots(POOR)).isEqualTo(LOTS);
    }

    @Test
    void aForcedOneRemovesThirtyOrdersAtATimeAndFillsThirtyTimes() {
        for (int i = 0; i < 35; i++) {
            assertThat(stage.market.place(POOR, SELL, 60_000 + i, 2)).isEqualTo(Reason.OK);
        }
        stage.market.price(46_500);
        assertThat(force(POOR)).isEqualTo(Reason.CANCELS_PENDING);
        assertThat(stage.removed).hasSize(30);
        for (int i = 0; i < 40; i++) {
            assertThat(stage.market.place(17, BUY, 46_000, 1 + i / 39)).isEqualTo(Reason.OK);
        }
        assertThat(force(POOR)).isEqualTo(Reason.IOC_REMAINDER);
        assertThat(stage.removed).hasSize(35);
        assertThat(stage.lots(POOR)).isEqualTo(LOTS - 30);
    }

    @Test
    void aForcedOneIsJudgedByThePriceThatWasThereWhenItWasEnqueued() {
        stage.market.price(46_500);
        long now = stage.market.trial.now() / 1000;
        stage.market.trial.time(stage.market.trial.now() + 90_000);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.ORACLE_STALE);
        byte[] item = Items.liquidate(POOR, 0);
        stage.market.trial.consume(Messages.message(MESSAGE_FORCED, now + 70, item));
        assertThat(lastReason()).isEqualTo(Reason.ORACLE_STALE);
        stage.market.trial.consume(Messages.message(MESSAGE_FORCED, now, item));
        assertThat(lastReason()).isEqualTo(Reason.IOC_REMAINDER);
    }

    private Reason force(long account) {
        stage.market.trial.consume(
                Messages.message(MESSAGE_FORCED, stage.market.trial.now() / 1000, Items.liquidate(account, 0)));
        return lastReason();
    }

    private Reason lastReason() {
        return Reason.of(stage.market.trial.cells().cursor().reason);
    }

    private void list(int market) {
        stage.market.trial.consume(Messages.list(Messages.Listing.usual(market)));
        stage.market.trial.price(market, MARK, 0, PUBLISHER);
    }
}
