package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.RiskCell;
import io.truebook.engine.protocol.SetMarginItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Positions with a margin of their own: sections 4.13 and 6, and whoever would let one bucket pay for another. */
class IsolationTest {
    private static final long ONE_USDC = USDC;

    private final Market market = new Market();

    @AfterEach
    void everythingIsConserved() {
        market.checkInvariants();
    }

    @Test
    void isolateAddTakeJoin() {
        assertThat(market.setMargin(16, MARGIN_ISOLATE, 60 * ONE_USDC)).isEqualTo(Reason.OK);
        assertThat(market.position(16).isolated).isEqualTo(1);
        assertBalances(16, FUNDS - 60 * ONE_USDC, 60 * ONE_USDC);
        assertThat(market.setMargin(16, MARGIN_ADD, 40 * ONE_USDC)).isEqualTo(Reason.OK);
        assertThat(market.setMargin(16, MARGIN_TAKE, 30 * ONE_USDC)).isEqualTo(Reason.OK);
        assertBalances(16, FUNDS - 70 * ONE_USDC, 70 * ONE_USDC);
        assertThat(market.setMargin(16, MARGIN_JOIN, 0)).isEqualTo(Reason.OK);
        assertThat(market.account(16).collateral).isEqualTo(FUNDS);
        assertThat(Positions.slotOf(market.account(16), 0)).isNegative();
        // A position that opens there again is not isolated.
        market.place(16, BUY, 49_000, 1);
        assertThat(market.position(16).isolated).isZero();
    }

    @Test
    void anItemOfAnotherLengthIsNone() {
        assertThat(market.trial.execute(Items.frame(ITEM_SET_MARGIN, new byte[SET_MARGIN_LENGTH - 1])))
                .isEqualTo(Reason.BAD_LENGTH);
    }

    @Test
    void nobodyCanBeKeptFromMovingMargin() {
        SetMarginItem item = new SetMarginItem(16, OWNER_KEY, 0, 0, MARGIN_ISOLATE, ONE_USDC, market.expiry());
        assertThat(market.trial.consume(Messages.forced(key(16).item(market.trial.domain, item))))
                .isEqualTo(Reason.OK);
        assertBalances(16, FUNDS - ONE_USDC, ONE_USDC);
        // An agent may not: what it could do with margins is the owner's alone.
        SetMarginItem agents = new SetMarginItem(16, 2, 1, 0, MARGIN_TAKE, 1, market.expiry());
        assertThat(market.trial.execute(key(16).item(market.trial.domain, agents)))
                .isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void actionsThatThePositionDoesNotAllow() {
        assertThat(market.setMargin(16, 9, MARGIN_ISOLATE, 0)).isEqualTo(Reason.UNKNOWN_MARKET);
        assertThat(market.setMargin(16, MARGIN_ADD, 1)).isEqualTo(Reason.BAD_MARGIN_ACTION);
        assertThat(market.setMargin(16, MARGIN_TAKE, 1)).isEqualTo(Reason.BAD_MARGIN_ACTION);
        assertThat(market.setMargin(16, MARGIN_JOIN, 0)).isEqualTo(Reason.BAD_MARGIN_ACTION);
        assertThat(market.setMargin(16, 4, 0)).isEqualTo(Reason.BAD_MARGIN_ACTION);
        market.place(16, BUY, 49_000, 1);
        assertThat(market.setMargin(16, MARGIN_ISOLATE, 1)).isEqualTo(Reason.BAD_MARGIN_ACTION);
        assertThat(market.setMargin(16, MARGIN_ADD, 1)).isEqualTo(Reason.BAD_MARGIN_ACTION);
        assertThat(market.setMargin(17, MARGIN_ISOLATE, FUNDS + 1)).isEqualTo(Reason.BAD_AMOUNT);
        assertThat(market.setMargin(17, MARGIN_ISOLATE, -1)).isEqualTo(Reason.BAD_AMOUNT);
        assertThat(market.setMargin(17, MARGIN_ISOLATE, 0)).isEqualTo(Reason.OK);
        assertThat(market.setMargin(17, MARGIN_ISOLATE, 0)).isEqualTo(Reason.BAD_MARGIN_ACTION);
        assertThat(market.setMargin(17, 4, 0)).isEqualTo(Reason.BAD_MARGIN_ACTION);
        assertThat(market.setMargin(17, MARGIN_ADD, FUNDS + 1)).isEqualTo(Reason.BAD_AMOUNT);
        assertThat(market.setMargin(17, MARGIN_ADD, Long.MIN_VALUE)).isEqualTo(Reason.BAD_AMOUNT);
        assertThat(market.setMargin(17, MARGIN_ADD, FUNDS)).isEqualTo(Reason.OK);
        assertThat(market.setMargin(17, MARGIN_TAKE, 0)).isEqualTo(Reason.BAD_AMOUNT);
        assertThat(market.setMargin(17, MARGIN_TAKE, FUNDS + 1)).isEqualTo(Reason.BAD_AMOUNT);
        assertThat(market.setMargin(17, MARGIN_TAKE, -1)).isEqualTo(Reason.BAD_AMOUNT);
        assertThat(market.setMargin(17, MARGIN_JOIN, 1)).isEqualTo(Reason.BAD_MARGIN_ACTION);
        market.place(17, BUY, 49_000, 1);
        assertThat(market.setMargin(17, MARGIN_JOIN, 0)).isEqualTo(Reason.BAD_MARGIN_ACTION);
        market.cancelAll(17, 0);
        market.place(17, SELL, 51_000, 1);
        assertThat(market.setMargin(17, MARGIN_JOIN, 0)).isEqualTo(Reason.BAD_MARGIN_ACTION);
        market.place(16, BUY, 51_000, 1);
        assertThat(market.position(17).lots).isEqualTo(-1);
        assertThat(market.setMargin(17, MARGIN_JOIN, 0)).isEqualTo(Reason.BAD_MARGIN_ACTION);
    }

    @Test
    void aSlotIsNeededAndKept() {
        for (int m = 1; m <= 16; m++) {
            market.trial.consume(Messages.list(Messages.Listing.usual(m)));
            assertThat(market.setMargin(16, m, MARGIN_ISOLATE, 0)).isEqualTo(Reason.OK);
        }
        assertThat(market.setMargin(16, 0, MARGIN_ISOLATE, 0)).isEqualTo(Reason.POSITION_LIMIT);
        assertThat(market.place(16, BUY, 49_000, 1)).isEqualTo(Reason.POSITION_LIMIT);
        assertThat(market.setMargin(16, 5, MARGIN_JOIN, 0)).isEqualTo(Reason.OK);
        assertThat(market.setMargin(16, 0, MARGIN_ISOLATE, 0)).isEqualTo(Reason.OK);
    }

    @Test
    void onlyItsOwnMarginPaysForAnIsolatedPosition() {
        market.setMargin(16, MARGIN_ISOLATE, 60 * ONE_USDC);
        market.place(17, SELL, 50_000, 200);
        // 100 lots need 50 USDC, and the fee is a quarter of a USDC: 60 USDC do not go further than 119 lots.
        assertThat(market.place(16, BUY | FLAG_TIF_IOC, 50_000, 119)).isEqualTo(Reason.OK);
        assertThat(market.place(16, BUY | FLAG_TIF_IOC, 50_000, 1)).isEqualTo(Reason.TAKER_MARGIN);
        assertThat(market.place(16, BUY, 49_000, 1)).isEqualTo(Reason.REST_MARGIN);
        long fee = 119 * NOTIONAL_PER_LOT / 2_000;
        assertBalances(16, FUNDS - 60 * ONE_USDC, 60 * ONE_USDC - fee);
        // All of the account's collateral may go: it is not what holds this position.
        assertThat(market.withdraw(16, FUNDS - 60 * ONE_USDC)).isEqualTo(Reason.OK);
    }

    @Test
    void anIsolatedMakerIsJudgedByItsMarginAndPaysFromIt() {
        market.setMargin(16, MARGIN_ISOLATE, 50 * ONE_USDC);
        assertThat(market.place(16, BUY, 50_000, 100)).isEqualTo(Reason.OK);
        // What rests needs all of the margin: nothing is left for the fee.
        assertThat(market.place(17, SELL | FLAG_TIF_IOC, 50_000, 100)).isEqualTo(Reason.IOC_REMAINDER);
        assertThat(market.position(16).restingBidLots).isZero();
        market.setMargin(16, MARGIN_ADD, ONE_USDC);
        market.place(16, BUY, 50_000, 100);
        assertThat(market.place(17, SELL | FLAG_TIF_IOC, 50_000, 100)).isEqualTo(Reason.OK);
        assertBalances(16, FUNDS - 51 * ONE_USDC, 51 * ONE_USDC - 100 * NOTIONAL_PER_LOT / 10_000);
    }

    @Test
    void anIsolatedLossNeverTouchesCollateral() {
        market.setMargin(16, MARGIN_ISOLATE, 60 * ONE_USDC);
        openPosition(17, 16, 100);
        long fee = 100 * NOTIONAL_PER_LOT / 2_000;
        moveLongIndex(10 * ONE_USDC);
        // Funding of 1,000 USDC: margin and equity are gone, the account's collateral is as it was.
        Settlement.settle(market.execution(), market.execution().cells.account(16), 0);
        assertBalances(16, FUNDS - 60 * ONE_USDC, 60 * ONE_USDC - fee - 1_000 * ONE_USDC);
        assertThat(Margin.health(market.execution(), market.execution().cells.account(16), 0)
                        .equity())
                .isNegative();
        assertThat(Margin.crossHealth(
                        market.execution(), market.execution().cells.account(16)))
                .isEqualTo(new Health(FUNDS - 60 * ONE_USDC, 0, 0));
        assertThat(market.withdraw(16, FUNDS - 60 * ONE_USDC)).isEqualTo(Reason.OK);
    }

    @Test
    void aNegativeMarginCannotBeJoinedButMadeGood() {
        market.setMargin(16, MARGIN_ISOLATE, 60 * ONE_USDC);
        openPosition(17, 16, 100);
        moveLongIndex(ONE_USDC);
        // The closing trade of a bankrupt position is only made at a price that leaves something, so it is closed by
        // hand.
        Execution x = market.execution();
        Settlement.settle(x, x.cells.account(16), 0);
        PositionCell position = market.position(16);
        transferLots(16, 18);
        assertThat(position.margin).isNegative();
        long collateral = market.account(16).collateral;
        assertThat(market.setMargin(16, MARGIN_JOIN, 0)).isEqualTo(Reason.BAD_MARGIN_ACTION);
        assertThat(market.setMargin(16, MARGIN_TAKE, 1)).isEqualTo(Reason.BAD_AMOUNT);
        assertThat(market.setMargin(16, MARGIN_ADD, -position.margin)).isEqualTo(Reason.OK);
        assertThat(market.setMargin(16, MARGIN_JOIN, 0)).isEqualTo(Reason.OK);
        assertThat(market.account(16).collateral).isLessThan(collateral);
    }

    @Test
    void aCrossLossNeverTouchesAnIsolatedMargin() {
        market.trial.consume(Messages.list(Messages.Listing.usual(1)));
        market.trial.price(1, MARK, 0, PUBLISHER);
        market.fund(30, 200 * ONE_USDC);
        market.setMargin(30, 1, MARGIN_ISOLATE, 100 * ONE_USDC);
        market.place(17, SELL, 50_000, 190);
        assertThat(market.place(30, BUY, 50_000, 190)).isEqualTo(Reason.OK);
        for (int i = 0; i < 8; i++) {
            market.price(30_000);
        }
        assertThat(Margin.health(market.execution(), market.execution().cells.account(30), 0)
                        .equity())
                .isNegative();
        Health isolated =
                Margin.health(market.execution(), market.execution().cells.account(30), 1);
        assertThat(isolated).isEqualTo(new Health(100 * ONE_USDC, 0, 0));
        assertThat(market.setMargin(30, 1, MARGIN_ADD, 1)).isEqualTo(Reason.INSUFFICIENT_MARGIN);
        // It can trade on, and its margin be taken: that helps the other bucket.
        market.trial.price(1, MARK, 0, PUBLISHER);
        market.place(18, 1, SELL, 50_000, 10, market.expiry());
        assertThat(market.place(30, 1, BUY, 50_000, 10, market.expiry())).isEqualTo(Reason.OK);
        assertThat(market.setMargin(30, 1, MARGIN_TAKE, 90 * ONE_USDC)).isEqualTo(Reason.OK);
    }

    @Test
    void profitOfAnIsolatedPositionIsNoMarginElsewhere() {
        market.fund(30, 60 * ONE_USDC);
        market.setMargin(30, MARGIN_ISOLATE, 60 * ONE_USDC);
        openPosition(17, 30, 100);
        market.price(55_000);
        market.price(55_000);
        assertThat(Margin.health(market.execution(), market.execution().cells.account(30), 0)
                        .equity())
                .isGreaterThan(80 * ONE_USDC);
        assertThat(Margin.crossHealth(
                        market.execution(), market.execution().cells.account(30)))
                .isEqualTo(new Health(0, 0, 0));
        assertThat(market.withdraw(30, 1_000)).isEqualTo(Reason.BAD_AMOUNT);
        long equity = Margin.health(market.execution(), market.execution().cells.account(30), 0)
                .equity();
        long initial = Margin.health(
                        market.execution(), market.execution().cells.account(30), 0)
                .initialMargin();
        assertThat(market.setMargin(30, MARGIN_TAKE, equity - initial + 1)).isEqualTo(Reason.INSUFFICIENT_MARGIN);
        assertThat(market.setMargin(30, MARGIN_TAKE, equity - initial)).isEqualTo(Reason.OK);
        assertThat(market.setMargin(30, MARGIN_TAKE, 1)).isEqualTo(Reason.INSUFFICIENT_MARGIN);
    }

    @Test
    void collateralThatOtherPositionsNeedCannotBeIsolated() {
        market.trial.consume(Messages.list(Messages.Listing.usual(1)));
        market.fund(30, 60 * ONE_USDC);
        market.place(30, BUY, 50_000, 100);
        assertThat(market.setMargin(30, 1, MARGIN_ISOLATE, 10 * ONE_USDC + 1)).isEqualTo(Reason.INSUFFICIENT_MARGIN);
        assertThat(market.setMargin(30, 1, MARGIN_ISOLATE, 10 * ONE_USDC)).isEqualTo(Reason.OK);
        assertThat(market.setMargin(30, 1, MARGIN_ADD, 1)).isEqualTo(Reason.INSUFFICIENT_MARGIN);
    }

    @Test
    void whatAClosedIsolatedPositionWonStaysInItsMargin() {
        market.setMargin(16, MARGIN_ISOLATE, 60 * ONE_USDC);
        openPosition(17, 16, 100);
        long margin = market.position(16).margin;
        market.place(17, BUY, 50_100, 100);
        assertThat(market.place(16, SELL, 50_100, 100)).isEqualTo(Reason.OK);
        PositionCell closed = market.position(16);
        assertThat(closed.lots).isZero();
        assertThat(closed.quote).isZero();
        assertThat(closed.isolated).isEqualTo(1);
        long fee = 100L * 50_100 * 100_000 / 2_000;
        assertBalances(16, FUNDS - 60 * ONE_USDC, margin + 100 * 100 * 100_000 - fee);
    }

    @Test
    void balancesStayWithinTheirBounds() {
        market.setMargin(16, MARGIN_ISOLATE, 60 * ONE_USDC);
        PositionCell position = market.position(16);
        giveMargin(COLLATERAL_BOUND - position.margin - 5);
        assertThat(market.setMargin(16, MARGIN_ADD, 6)).isEqualTo(Reason.BALANCE_BOUND);
        assertThat(market.setMargin(16, MARGIN_ADD, 5)).isEqualTo(Reason.OK);
        long room = COLLATERAL_BOUND - market.account(16).collateral;
        assertThat(market.setMargin(16, MARGIN_TAKE, room + 1)).isEqualTo(Reason.BALANCE_BOUND);
        assertThat(market.setMargin(16, MARGIN_JOIN, 0)).isEqualTo(Reason.BALANCE_BOUND);
        assertThat(market.setMargin(16, MARGIN_TAKE, room)).isEqualTo(Reason.OK);
        assertThat(market.account(16).collateral).isEqualTo(COLLATERAL_BOUND);
    }

    @Test
    void aFillKeepsAnIsolatedMarginWithinItsBounds() {
        market.setMargin(16, MARGIN_ISOLATE, 60 * ONE_USDC);
        giveMargin(-COLLATERAL_BOUND - market.position(16).margin);
        market.place(17, SELL, 50_000, 10);
        assertThat(market.place(16, BUY | FLAG_TIF_IOC, 50_000, 10)).isEqualTo(Reason.TAKER_BOUND);
        market.cancelAll(17, 0);
        // Closing moves quote to the margin; with it the margin would leave its bound.
        giveMargin(COLLATERAL_BOUND - market.position(16).margin);
        openPosition(17, 16, 10);
        market.place(17, BUY, 60_000, 10);
        assertThat(market.place(16, SELL | FLAG_TIF_IOC, 60_000, 10)).isEqualTo(Reason.TAKER_BOUND);
    }

    private void assertBalances(long account, long collateral, long margin) {
        assertThat(market.account(account).collateral).isEqualTo(collateral);
        assertThat(market.position(account).margin).isEqualTo(margin);
    }

    private void openPosition(long seller, long buyer, long lots) {
        market.place(seller, SELL, 50_000, lots);
        assertThat(market.place(buyer, BUY, 50_000, lots)).isEqualTo(Reason.OK);
    }

    private void moveLongIndex(long perLot) {
        RiskCell risk = market.trial.cells().risk(0);
        risk.longIndex += perLot;
        risk.shortIndex -= perLot;
        market.trial.cells().changed(risk);
    }

    /** Money from account 19, which goes into debt for it. */
    private void giveMargin(long amount) {
        market.position(16).margin += amount;
        market.account(19).collateral -= amount;
        market.trial.cells().changed(market.position(16));
        market.trial.cells().changed(market.account(19));
    }

    /** Takes a settled position over as it is, at the mark. */
    private void transferLots(long from, long to) {
        Execution x = market.execution();
        PositionCell old = market.position(from);
        PositionCell taken = x.cells.position(to, Positions.acquire(x, x.cells.account(to), 0));
        long value = Margin.value(x.cells.risk(0), old.lots);
        taken.lots = old.lots;
        taken.quote = -value;
        taken.entryIndex = old.entryIndex;
        old.quote += value;
        old.lots = 0;
        x.cells.changed(taken);
        x.cells.changed(old);
        Positions.release(x, x.cells.account(from), Positions.slotOf(x.cells.account(from), 0));
    }
}
