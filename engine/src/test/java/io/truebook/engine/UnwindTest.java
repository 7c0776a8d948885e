package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.RiskStage.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.AccountCell;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The backstop trades its position away near the mark, whoever asks, and insurance has the outcome. */
class UnwindTest {
    private RiskStage stage = backstopped(BUY);

    @AfterEach
    void everythingIsConserved() {
        stage.market.checkInvariants();
    }

    private static RiskStage backstopped(int side) {
        RiskStage stage = RiskStage.with(side);
        stage.market.price(side == BUY ? 46_000 : 54_000);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.BACKSTOPPED);
        return stage;
    }

    @Test
    void itTradesNoFurtherFromTheMarkThanAQuarterPercent() {
        stage.market.place(17, BUY, 45_884, 200);
        assertThat(stage.unwind()).isEqualTo(Reason.IOC_REMAINDER);
        assertThat(stage.backstopLots()).isEqualTo(LOTS);
        stage.market.place(18, BUY, 45_885, 30);
        assertThat(stage.unwind()).isEqualTo(Reason.IOC_REMAINDER);
        assertThat(stage.backstopLots()).isEqualTo(80);
        assertThat(stage.lots(17)).isZero();
    }

    @Test
    void aShortBackstopBuys() {
        stage = backstopped(SELL);
        stage.market.place(17, SELL, 54_136, 200);
        stage.market.place(18, SELL, 54_135, 110);
        assertThat(stage.unwind()).isEqualTo(Reason.OK);
        assertThat(stage.backstopLots()).isZero();
        assertThat(stage.lots(18)).isEqualTo(-110);
    }

    @Test
    void whatItWonIsInsurancesAndItPaysNoFee() {
        long before = stage.insurance();
        stage.market.price(47_000);
        stage.market.place(17, BUY, 47_000, 110);
        assertThat(stage.unwind()).isEqualTo(Reason.OK);
        assertThat(stage.insurance()).isEqualTo(before + 110L * 1_000 * 100_000);
        assertThat(stage.collateral(BACKSTOP_BASE)).isZero();
        assertThat(Positions.used(stage.market.account(BACKSTOP_BASE))).isZero();
        assertThat(stage.openInterest()).isEqualTo(110);
        assertThat(stage.unwind()).isEqualTo(Reason.NOTHING_TO_UNWIND);
    }

    @Test
    void whatItLostInsurancePaysAndThenTheOtherSide() {
        stage.market.price(44_000);
        stage.market.place(17, BUY, 44_000, 110);
        assertThat(stage.unwind()).isEqualTo(Reason.OK);
        // Insurance had 15.725 from the close-out; the backstop has lost 22.
        assertThat(stage.insurancePaid).isEqualTo(15_725_000_000L);
        assertThat(stage.spreads).containsExactly("57045455 x 110 covers 6275000000");
        assertThat(stage.collateral(BACKSTOP_BASE)).isZero();
        assertThat(stage.insurance()).isEqualTo(50);
        assertThat(stage.risk().longIndex).isZero();
        stage.settle(16, 17);
        assertThat(stage.suspense()).isZero();
        assertThat(stage.unwind()).isEqualTo(Reason.NOTHING_TO_UNWIND);
    }

    @Test
    void itNeverOwesWhileItHoldsAPosition() {
        stage.market.price(44_000);
        long winner = stage.health(16).equity();
        assertThat(stage.unwind()).isEqualTo(Reason.IOC_REMAINDER);
        assertThat(Margin.crossHealth(stage.execution(), stage.execution().cells.account(BACKSTOP_BASE))
                        .equity())
                .isZero();
        assertThat(stage.spreads).containsExactly("57045455 x 110 covers 6275000000");
        assertThat(stage.health(16).equity()).isEqualTo(winner - 110 * 57_045_455L);
        // At the same price nothing more is missing; what the backstop wins from here on is insurance's.
        assertThat(stage.unwind()).isEqualTo(Reason.IOC_REMAINDER);
        assertThat(stage.spreads).hasSize(1);
        stage.market.price(45_000);
        stage.market.place(17, BUY, 45_000, 110);
        assertThat(stage.unwind()).isEqualTo(Reason.OK);
        assertThat(stage.insurance()).isEqualTo(50 + 110L * 1_000 * 100_000);
    }

    @Test
    void aShortOneLikewise() {
        stage = backstopped(SELL);
        stage.market.price(56_000);
        assertThat(stage.unwind()).isEqualTo(Reason.IOC_REMAINDER);
        assertThat(Margin.crossHealth(stage.execution(), stage.execution().cells.account(BACKSTOP_BASE))
                        .equity())
                .isZero();
        assertThat(stage.risk().longIndex).isEqualTo(57_045_455);
        assertThat(stage.risk().shortIndex).isZero();
        assertThat(stage.backstop().entryIndex).isZero();
    }

    @Test
    void aDebtThatItWasLeftInsurancePaysAsFarAsItCan() {
        stage.market.price(47_000);
        stage.market.place(17, BUY, 47_000, 110);
        assertThat(stage.unwind()).isEqualTo(Reason.OK);
        stage.rob(INSURANCE_ACCOUNT, stage.insurance());
        stage.rob(BACKSTOP_BASE, 6_275_000_000L);
        stage.endow(4_000_000_000L);
        assertThat(stage.unwind()).isEqualTo(Reason.OK);
        assertThat(stage.collateral(BACKSTOP_BASE)).isEqualTo(-2_275_000_000L);
        stage.endow(4_000_000_000L);
        assertThat(stage.unwind()).isEqualTo(Reason.OK);
        assertThat(stage.collateral(BACKSTOP_BASE)).isZero();
        assertThat(stage.insurance()).isEqualTo(1_725_000_000L);
        assertThat(stage.unwind()).isEqualTo(Reason.NOTHING_TO_UNWIND);
    }

    @Test
    void onlyWhereSomethingTradesAtAFreshPrice() {
        assertThat(stage.market.trial.execute(Items.unwind(1))).isEqualTo(Reason.UNKNOWN_MARKET);
        stage.market.trial.consume(Messages.status(0, STATUS_HALTED, 0));
        assertThat(stage.unwind()).isEqualTo(Reason.MARKET_HALTED);
        stage.market.trial.consume(Messages.status(0, STATUS_ACTIVE, 0));
        stage.market.trial.time(stage.market.trial.now() + 60_001);
        assertThat(stage.unwind()).isEqualTo(Reason.ORACLE_STALE);
    }

    @Test
    void aMarketThatIsOverGivesInsuranceWhatItsBackstopHas() {
        long before = stage.insurance();
        stage.market.trial.consume(Messages.status(0, STATUS_SETTLED, 47_000));
        assertThat(stage.unwind()).isEqualTo(Reason.MARKET_HALTED);
        for (long account : new long[] {16, BACKSTOP_BASE}) {
            assertThat(stage.market.trial.execute(Items.settle(account, 0))).isEqualTo(Reason.OK);
        }
        assertThat(stage.unwind()).isEqualTo(Reason.OK);
        assertThat(stage.insurance()).isEqualTo(before + 110L * 1_000 * 100_000);
        assertThat(stage.unwind()).isEqualTo(Reason.NOTHING_TO_UNWIND);
    }

    @Test
    void anotherMarketsBackstopIsAnotherAccount() {
        stage.market.trial.consume(Messages.list(Messages.Listing.usual(1)));
        stage.market.trial.price(1, MARK, 0, PUBLISHER);
        assertThat(stage.market.trial.execute(Items.unwind(1))).isEqualTo(Reason.NOTHING_TO_UNWIND);
        assertThat(stage.market.account(BACKSTOP_BASE + 1).collateral).isZero();
    }

    @Test
    void noMoreAtOnceThanAnOrderMayHave() {
        Messages.Listing listing = new Messages.Listing(
                0,
                100_000,
                1_000_000,
                1_000_000,
                60,
                1_000_000_000L,
                500,
                100,
                100_000,
                50_000,
                60_000,
                10_000,
                "SMALL");
        stage = new RiskStage(listing);
        stage.market.fund(POOR, SMALL);
        stage.open(POOR, 16, BUY, MARK, 60);
        stage.open(POOR, 16, BUY, MARK, 50);
        stage.market.price(46_000);
        assertThat(stage.liquidate(POOR)).isEqualTo(Reason.BACKSTOPPED);
        stage.market.place(17, BUY, 46_000, 60);
        stage.market.place(18, BUY, 46_000, 60);
        assertThat(stage.unwind()).isEqualTo(Reason.IOC_REMAINDER);
        assertThat(stage.backstopLots()).isEqualTo(50);
        assertThat(stage.unwind()).isEqualTo(Reason.OK);
    }

    @Test
    void anybodyCanForceIt() {
        stage.market.place(17, BUY, 46_000, 110);
        stage.market.trial.consume(Messages.message(MESSAGE_FORCED, stage.market.trial.now() / 1000, Items.unwind(0)));
        assertThat(stage.backstopLots()).isZero();
    }

    @Test
    void aFullFundTakesOnlyWhatItHasRoomFor() {
        Execution x = stage.execution();
        AccountCell fund = x.cells.account(INSURANCE_ACCOUNT);
        long had = fund.collateral;
        fund.collateral = COLLATERAL_BOUND - 5;
        PositionCell position = stage.backstop();
        position.quote += 1_000;
        stage.market.place(17, BUY, 46_000, 110);
        assertThat(stage.unwind()).isEqualTo(Reason.OK);
        assertThat(fund.collateral).isEqualTo(COLLATERAL_BOUND);
        assertThat(stage.collateral(BACKSTOP_BASE)).isEqualTo(995);
        fund.collateral += 7;
        assertThat(stage.unwind()).isEqualTo(Reason.OK);
        assertThat(stage.collateral(BACKSTOP_BASE)).isEqualTo(995);
        // The books again as they were.
        fund.collateral = had;
        stage.market.account(BACKSTOP_BASE).collateral = 0;
    }
}
