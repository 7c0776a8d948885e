package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.RiskStage.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.ActivityCell;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the book does not take: the backstop, and who pays what is missing. Numbers worked out by hand. */
class CloseOutTest {
    private static final long OTHER = 31;

    private RiskStage stage = RiskStage.with(BUY);

    @AfterEach
    void everythingIsConserved() {
        stage.market.checkInvariants();
    }

    @Test
    void twoThirdsOfMaintenanceMarginAreTheLine() {
        assertThat(Backstop.needsCloseOut(new Health(200, 600, 300))).isFalse();
        assertThat(Backstop.needsCloseOut(new Health(199, 600, 300))).isTrue();
        assertThat(Backstop.needsCloseOut(new Health(0, 600, 1))).isTrue();
        assertThat(Backstop.needsCloseOut(new Health(-1, 600, 300))).isTrue();
        assertThat(Backstop.needsCloseOut(new Health(300, 600, 300))).isFalse();
        assertThat(Backstop.needsCloseOut(new Health(Long.MAX_VALUE, 600, 300))).isFalse();
        assertThat(Backstop.needsCloseOut(new Health(-Long.MAX_VALUE, 600, 1L << 61)))
                .isTrue();
    }

    @Test
    void whileTwoThirdsAreLeftTheBackstopTakesNothing() {
        stage.market.price(46_200);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.IOC_REMAINDER);
        assertThat(stage.lots(POOR)).isEqualTo(LOTS);
        assertThat(stage.backstopLots()).isZero();
    }

    @Test
    void theBackstopTakesThePositionAtTheMarkAndInsuranceWhatIsLeft() {
        stage.market.price(46_000);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.BACKSTOPPED);
        assertThat(stage.backstops).containsExactly(POOR + " 110 at 46000 with 15725000000");
        assertThat(stage.collateral(POOR)).isZero();
        assertThat(Positions.used(stage.market.account(POOR))).isZero();
        assertThat(stage.insurance()).isEqualTo(15_725_000_000L);
        assertThat(stage.backstopLots()).isEqualTo(LOTS);
        assertThat(stage.backstop().quote).isEqualTo(-506_000_000_000L);
        assertThat(stage.lots(16)).isEqualTo(-LOTS);
        assertThat(stage.openInterest()).isEqualTo(LOTS);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.NOT_LIQUIDATABLE);
    }

    @Test
    void theBookComesFirst() {
        stage.market.price(46_000);
        // Zero price: 1,429 ticks below. What 17 bids there leaves the account as unhealthy as it was.
        stage.market.place(17, BUY, 44_571, 60);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.BACKSTOPPED);
        assertThat(stage.lots(17)).isEqualTo(60);
        assertThat(stage.backstopLots()).isEqualTo(50);
        assertThat(stage.collateral(POOR)).isZero();
        // 15.725, less the 0.0129 a lot that 17 got.
        assertThat(stage.insurance()).isEqualTo(15_725_000_000L - 60L * 1_429 * 100_000);
    }

    @Test
    void insurancePaysFirst() {
        stage.endow(10_000_000_000L);
        stage.market.price(44_000);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.BACKSTOPPED);
        assertThat(stage.insurancePaid).isEqualTo(6_275_000_000L);
        assertThat(stage.insurance()).isEqualTo(3_725_000_000L);
        assertThat(stage.collateral(POOR)).isZero();
        assertThat(stage.spreads).isEmpty();
        assertThat(stage.risk().shortIndex).isZero();
    }

    @Test
    void thenTheOtherSideByLotsAndWhatIsOverGoesToInsurance() {
        stage = new RiskStage();
        stage.market.fund(POOR, SMALL);
        stage.open(POOR, 16, BUY, MARK, 60);
        stage.open(POOR, 18, BUY, MARK, 50);
        stage.endow(1_000_000_000L);
        stage.market.price(44_000);
        long before16 = stage.collateral(16);
        long before18 = stage.collateral(18);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.BACKSTOPPED);
        // 5.275 over 110 lots is 47,954,545.45…: rounded up, 60 nano too much.
        assertThat(stage.spreads).containsExactly("47954546 x 110 covers 5275000000");
        assertThat(stage.insurance()).isEqualTo(60);
        assertThat(stage.collateral(POOR)).isZero();
        assertThat(stage.suspense()).isEqualTo(-5_275_000_060L);
        assertThat(stage.activity().lossSpread).isEqualTo(5_275_000_000L);
        assertThat(stage.health(16).equity()).isEqualTo(before16 + 60 * 6_000 * 100_000L - 60 * 47_954_546L);
        stage.settle(16, 18, POOR, BACKSTOP_BASE);
        assertThat(stage.suspense()).isZero();
        assertThat(stage.collateral(16)).isEqualTo(before16 - 60 * 47_954_546L);
        assertThat(stage.collateral(18)).isEqualTo(before18 - 50 * 47_954_546L);
    }

    @Test
    void shortPositionsLikewise() {
        stage = RiskStage.with(SELL);
        stage.market.price(56_000);
        long before = stage.collateral(16);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.BACKSTOPPED);
        assertThat(stage.backstopLots()).isEqualTo(-LOTS);
        assertThat(stage.spreads).containsExactly("57045455 x 110 covers 6275000000");
        assertThat(stage.risk().longIndex).isEqualTo(57_045_455);
        assertThat(stage.risk().shortIndex).isZero();
        stage.settle(16);
        assertThat(stage.collateral(16)).isEqualTo(before - 110 * 57_045_455L);
        assertThat(stage.suspense()).isZero();
    }

    @Test
    void aLotLosesNoMoreThanItIsWorthAndTheRestIsBadDebt() {
        stage.market.price(44_000);
        stage.rob(POOR, 19, 600_000_000_000L);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.BACKSTOPPED);
        // The debt is 606.275; 110 lots bear 4.4 each.
        assertThat(stage.spreads).containsExactly("4400000000 x 110 covers 484000000000");
        assertThat(stage.collateral(POOR)).isEqualTo(-122_275_000_000L);
        assertThat(stage.insurance()).isZero();
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.NOT_LIQUIDATABLE);
        stage.endow(100_000_000_000L);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.INSURED);
        assertThat(stage.collateral(POOR)).isEqualTo(-22_275_000_000L);
        assertThat(stage.insurance()).isZero();
        stage.endow(100_000_000_000L);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.INSURED);
        assertThat(stage.collateral(POOR)).isZero();
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.NOT_LIQUIDATABLE);
        assertThat(stage.insurance()).isEqualTo(77_725_000_000L);
    }

    @Test
    void theLastPositionChargesNobody() {
        twoPoorOnes();
        stage.market.price(46_000);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.BACKSTOPPED);
        stage.market.price(60_000);
        // 31 is short 110 at 50,000 with 60 USDC: −50.055. The backstop closes against it and has won 154, which is
        // insurance's first.
        assertThat(stage.liquidate(OTHER)).isEqualTo(Reason.BACKSTOPPED);
        assertThat(stage.openInterest()).isZero();
        assertThat(stage.spreads).isEmpty();
        assertThat(stage.suspense()).isZero();
        assertThat(Positions.used(stage.market.account(BACKSTOP_BASE))).isZero();
        assertThat(stage.collateral(BACKSTOP_BASE)).isZero();
        assertThat(stage.collateral(OTHER)).isZero();
        assertThat(stage.insurance()).isEqualTo(15_725_000_000L + 154_000_000_000L - 50_055_000_000L);
    }

    @Test
    void withNobodyLeftOnTheOtherSideTheDebtStays() {
        twoPoorOnes();
        stage.market.price(44_000);
        // 30 is bankrupt: 31 bears 6.275. Then 31 is: nobody is left, and the backstop has lost nothing and won nothing
        // yet.
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.BACKSTOPPED);
        assertThat(stage.insurance()).isEqualTo(50);
        stage.rob(OTHER, 19, 400_000_000_000L);
        assertThat(stage.liquidate(OTHER)).isEqualTo(Reason.BACKSTOPPED);
        assertThat(stage.spreads).hasSize(1);
        assertThat(stage.openInterest()).isZero();
        assertThat(stage.suspense()).isZero();
        assertThat(stage.insurance()).isZero();
        // 59.945 + 66 − 6.27500005 − 400, and 50 nano that insurance had.
        assertThat(stage.collateral(OTHER)).isEqualTo(-280_330_000_000L);
    }

    @Test
    void theBackstopsOwnLotsAreNotCharged() {
        // The backstop takes 110 long; then 31, short 40 to 18, goes bankrupt: of 150 lots long the backstop keeps 70.
        stage.market.price(46_000);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.BACKSTOPPED);
        stage.market.fund(OTHER, 25_000_000_000L);
        stage.open(OTHER, 18, SELL, 46_000, 40);
        stage.rob(INSURANCE_ACCOUNT, 15_725_000_000L);
        stage.market.price(54_000);
        long debt = -stage.health(OTHER).equity();
        assertThat(stage.liquidate(OTHER)).isEqualTo(Reason.BACKSTOPPED);
        assertThat(stage.openInterest()).isEqualTo(110);
        assertThat(stage.backstopLots()).isEqualTo(70);
        long perLot = (debt + 39) / 40;
        assertThat(stage.spreads).containsExactly(perLot + " x 40 covers " + debt);
        assertThat(stage.backstop().entryIndex).isEqualTo(stage.risk().longIndex);
        stage.settle(18, BACKSTOP_BASE);
        assertThat(stage.suspense()).isZero();
    }

    @Test
    void theBackstopMayChangeItsSide() {
        twoPoorOnes();
        stage.open(OTHER, 16, SELL, MARK, 5);
        stage.market.price(46_000);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.BACKSTOPPED);
        stage.market.price(60_000);
        assertThat(stage.liquidate(OTHER)).isEqualTo(Reason.BACKSTOPPED);
        assertThat(stage.backstopLots()).isEqualTo(-5);
        assertThat(stage.openInterest()).isEqualTo(5);
        assertThat(stage.backstop().entryIndex).isEqualTo(stage.risk().shortIndex);
    }

    @Test
    void anotherMarketsPositionKeepsItsShareOfTheEquity() {
        stage.market.trial.consume(Messages.list(Messages.Listing.usual(1)));
        stage.market.trial.price(1, MARK, 0, PUBLISHER);
        stage.market.place(16, 1, SELL, MARK, 5, stage.market.expiry());
        stage.market.place(POOR, 1, BUY, MARK, 5, stage.market.expiry());
        stage.market.price(46_000);
        stage.market.trial.price(1, MARK, 0, PUBLISHER);
        Health before = stage.health(POOR);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.BACKSTOPPED);
        Health after = stage.health(POOR);
        // 25.3 of 26.55 maintenance margin was the first market's, and so was that part of the equity, rounded down.
        long share = before.equity() / 2_655 * 2_530 + before.equity() % 2_655 * 2_530 / 2_655;
        assertThat(before.maintenanceMargin()).isEqualTo(26_550_000_000L);
        assertThat(stage.insurance()).isEqualTo(share);
        assertThat(after.equity()).isEqualTo(before.equity() - share);
        assertThat(after.maintenanceMargin()).isEqualTo(1_250_000_000L);
    }

    @Test
    void anIsolatedPositionGoesAloneAndCollateralIsNotTouched() {
        stage = isolated(59_000_000_000L);
        stage.market.place(POOR, SELL, 60_000, 5);
        stage.market.trial.consume(Messages.list(Messages.Listing.usual(1)));
        stage.market.trial.price(1, MARK, 0, PUBLISHER);
        stage.market.place(POOR, 1, BUY, 20_000, 5, stage.market.expiry());
        long collateral = stage.collateral(POOR);
        stage.market.price(46_000);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.BACKSTOPPED);
        assertThat(stage.removed).containsExactly(POOR + " LIQUIDATION_CANCEL");
        assertThat(stage.collateral(POOR)).isEqualTo(collateral);
        // The fee was paid from the margin: 59 − 0.275 − 44.
        assertThat(stage.insurance()).isEqualTo(14_725_000_000L);
        assertThat(Positions.slotOf(stage.market.account(POOR), 0)).isNegative();
        assertThat(Positions.slotOf(stage.market.account(POOR), 1)).isNotNegative();
    }

    @Test
    void anIsolatedDebtThatNobodyBearsIsTheBackstops() {
        stage = isolated(59_000_000_000L);
        long collateral = stage.collateral(POOR);
        stage.market.price(44_000);
        stage.rob(POOR, 19, 600_000_000_000L);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.BACKSTOPPED);
        assertThat(stage.collateral(POOR)).isEqualTo(collateral);
        assertThat(stage.collateral(BACKSTOP_BASE)).isEqualTo(-(607_275_000_000L - 484_000_000_000L));
        assertThat(Positions.used(stage.market.account(POOR))).isZero();
    }

    @Test
    void aForcedOneMayRemoveOrdersOfOtherMarketsThatHideThoseOfTheIsolatedOne() {
        stage = isolated(59_000_000_000L);
        stage.market.trial.consume(Messages.list(Messages.Listing.usual(1)));
        stage.market.trial.price(1, MARK, 0, PUBLISHER);
        for (int i = 0; i < 31; i++) {
            stage.market.place(POOR, 1, BUY, 20_000, 1, stage.market.expiry());
        }
        stage.market.place(POOR, SELL, 60_000, 1);
        stage.market.price(46_000);
        byte[] forced = Messages.message(MESSAGE_FORCED, stage.market.trial.now() / 1000, Items.liquidate(POOR, 0));
        stage.market.trial.consume(forced);
        assertThat(stage.lots(POOR)).isEqualTo(LOTS);
        stage.market.trial.consume(forced);
        assertThat(stage.lots(POOR)).isZero();
    }

    @Test
    void whatTheBackstopCannotHoldStays() {
        stage.market.price(46_000);
        long most = COLLATERAL_BOUND / (1_000_000L * 100_000);
        assertThat(refusedWith(backstop(most - LOTS + 1, 0, 0), 0, 0)).isTrue();
        assertThat(refusedWith(backstop(most - LOTS, 0, 0), 0, 0)).isFalse();
        assertThat(refusedWith(backstop(1, -POSITION_BOUND, 0), 0, 0)).isTrue();
        assertThat(refusedWith(backstop(1, 0, -COLLATERAL_BOUND - 1), 0, 0)).isTrue();
        assertThat(refusedWith(backstop(-LOTS, 1_000_000_000_000L, COLLATERAL_BOUND), 0, 0))
                .isTrue();
        assertThat(refusedWith(backstop(-LOTS, 506_000_000_000L, COLLATERAL_BOUND), 0, 0))
                .isFalse();
        assertThat(refusedWith(backstop(1, 0, 0), COLLATERAL_BOUND, 0)).isTrue();
        assertThat(refusedWith(backstop(1, 0, 0), 0, -COLLATERAL_BOUND - 1_000_000_000_000L))
                .isTrue();
        assertThat(refusedWith(backstop(1, 0, 0), 0, COLLATERAL_BOUND)).isTrue();
        stage = RiskStage.with(BUY);
    }

    private record Held(long lots, long quote, long collateral) {}

    private static Held backstop(long lots, long quote, long collateral) {
        return new Held(lots, quote, collateral);
    }

    /** Tries a close-out on a stage of its own: what the backstop holds, insurance has, and the account is given beside a debt elsewhere. */
    private static boolean refusedWith(Held held, long insurance, long more) {
        RiskStage stage = RiskStage.with(BUY);
        stage.market.price(46_000);
        Execution x = stage.execution();
        PositionCell position =
                x.cells.position(BACKSTOP_BASE, Positions.acquire(x, x.cells.account(BACKSTOP_BASE), 0));
        position.lots = held.lots;
        position.quote = held.quote;
        ActivityCell activity = x.cells.activity(0);
        activity.openInterest += Math.max(held.lots, 0);
        x.cells.account(BACKSTOP_BASE).collateral = held.collateral;
        x.cells.account(INSURANCE_ACCOUNT).collateral = insurance;
        AccountCell account = x.cells.account(POOR);
        account.collateral += more;
        if (more > 0) {
            // Equity stays below the margin: what the account has more, it has lost in another market.
            elsewhere(x, -more);
        }
        Reason reason = stage.liquidate(POOR);
        assertThat(reason).isIn(Reason.TAKER_BOUND, Reason.BACKSTOPPED);
        assertThat(stage.lots(POOR)).isEqualTo(reason == Reason.TAKER_BOUND ? LOTS : 0);
        return reason == Reason.TAKER_BOUND;
    }

    private static void elsewhere(Execution x, long quote) {
        x.cells.risk(7).mark = 1;
        x.cells.risk(7).multiplier = 1;
        x.cells.position(POOR, Positions.acquire(x, x.cells.account(POOR), 7)).quote = quote;
    }

    private RiskStage isolated(long margin) {
        RiskStage isolated = new RiskStage();
        isolated.market.fund(POOR, 2 * SMALL);
        isolated.isolate(POOR, margin);
        isolated.open(POOR, 16, BUY, MARK, LOTS);
        return isolated;
    }

    /** 30 is long against 31, which has as little. */
    private void twoPoorOnes() {
        stage = new RiskStage();
        stage.market.fund(POOR, SMALL);
        stage.market.fund(OTHER, SMALL);
        stage.open(POOR, OTHER, BUY, MARK, LOTS);
    }
}
