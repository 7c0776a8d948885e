package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.RiskCell;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the indices of a market make its positions owe: section 5.6, exact, neutral to equity, and cut at the bounds. */
class SettlementTest {
    private static final long[] EDGES = {0, 1, -1, PENDING_BOUND, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1};

    private final Market market = new Market();

    @AfterEach
    void everythingIsConserved() {
        market.checkInvariants();
    }

    @Test
    void whatIsPendingIsTheExactProductWithinItsBounds() {
        SplittableRandom random = new SplittableRandom(6);
        BigInteger bound = BigInteger.valueOf(PENDING_BOUND);
        for (int round = 0; round < 50_000; round++) {
            RiskCell risk = new RiskCell(0);
            PositionCell position = new PositionCell(0);
            risk.longIndex = value(random);
            risk.shortIndex = value(random);
            position.entryIndex = value(random);
            position.lots = random.nextLong(1L << random.nextInt(1, 58)) * (random.nextBoolean() ? 1 : -1);
            // The difference counts modulo 2^64: an index that has gone round once is as near as before.
            long index = position.lots > 0 ? risk.longIndex : risk.shortIndex;
            BigInteger difference = BigInteger.valueOf(index).subtract(BigInteger.valueOf(position.entryIndex));
            BigInteger exact = BigInteger.valueOf(difference.longValue())
                    .multiply(BigInteger.valueOf(Math.abs(position.lots)))
                    .max(bound.negate())
                    .min(bound);
            assertThat(Settlement.pending(position, risk)).isEqualTo(exact.longValueExact());
        }
    }

    @Test
    void payingChangesNoEquityAndGoesThroughSuspense() {
        openPosition(16, 17, 10);
        moveIndices(7, -7);
        Health before =
                Margin.health(market.execution(), market.execution().cells.account(17), 0);
        assertThat(before.equity()).isEqualTo(equityWithoutPending(17) - 70);
        assertThat(Margin.health(market.execution(), market.execution().cells.account(16), 0)
                        .equity())
                .isEqualTo(equityWithoutPending(16) + 70);
        long collateral = market.account(17).collateral;
        Settlement.settle(market.execution(), market.execution().cells.account(17), 0);
        assertThat(market.account(17).collateral).isEqualTo(collateral - 70);
        assertThat(market.trial.cells().activity(0).suspense).isEqualTo(70);
        assertThat(Margin.health(market.execution(), market.execution().cells.account(17), 0))
                .isEqualTo(before);
        market.checkInvariants();
        Settlement.settle(market.execution(), market.execution().cells.account(17), 0);
        assertThat(market.account(17).collateral).isEqualTo(collateral - 70);
        Settlement.settle(market.execution(), market.execution().cells.account(16), 0);
        assertThat(market.trial.cells().activity(0).suspense).isZero();
    }

    @Test
    void whoOpensAPositionOwesNothingOfBefore() {
        moveIndices(1_000_000, -1_000_000);
        openPosition(16, 17, 10);
        assertThat(market.position(17).entryIndex).isEqualTo(1_000_000);
        assertThat(market.position(16).entryIndex).isEqualTo(-1_000_000);
        assertThat(Margin.health(market.execution(), market.execution().cells.account(17), 0)
                        .equity())
                .isEqualTo(equityWithoutPending(17));
        moveIndices(5, -5);
        // 17 sells more than it has: it pays for its long side, and its short side begins now.
        long collateral = market.account(17).collateral;
        market.place(18, BUY, 50_000, 25);
        assertThat(market.place(17, SELL, 50_000, 25)).isEqualTo(Reason.OK);
        assertThat(market.position(17).lots).isEqualTo(-15);
        assertThat(market.position(17).entryIndex).isEqualTo(-1_000_005);
        assertThat(market.position(18).entryIndex).isEqualTo(1_000_005);
        assertThat(market.account(17).collateral).isEqualTo(collateral - 50 - takerFee(25));
    }

    @Test
    void makerAndTakerPayBeforeTheyTrade() {
        openPosition(16, 17, 10);
        moveIndices(1_000, -1_000);
        long maker = market.account(16).collateral;
        long taker = market.account(17).collateral;
        market.place(16, BUY, 50_000, 4);
        assertThat(market.account(16).collateral).isEqualTo(maker);
        assertThat(market.place(17, SELL, 50_000, 4)).isEqualTo(Reason.OK);
        assertThat(market.account(16).collateral).isEqualTo(maker + 10_000 - makerFee(4));
        assertThat(market.account(17).collateral).isEqualTo(taker - 10_000 - takerFee(4));
        assertThat(market.position(16).entryIndex).isEqualTo(-1_000);
        assertThat(market.trial.cells().activity(0).suspense).isZero();
        // A position that grows does not owe for its new lots what the old ones owed.
        moveIndices(1_000, -1_000);
        market.place(16, SELL, 50_000, 4);
        assertThat(market.place(17, BUY, 50_000, 4)).isEqualTo(Reason.OK);
        assertThat(market.trial.cells().activity(0).suspense).isZero();
        assertThat(market.account(17).collateral).isEqualTo(taker - 16_000 - 2 * takerFee(4));
    }

    @Test
    void whoDoesNotTradeInTheEndHasPaidAllTheSame() {
        market.fund(30, 60_000_000_000L);
        market.place(16, SELL, 50_000, 110);
        assertThat(market.place(30, BUY, 50_000, 110)).isEqualTo(Reason.OK);
        moveIndices(1_000_000, -1_000_000);
        market.place(17, SELL, 50_000, 100);
        assertThat(market.place(30, BUY | FLAG_TIF_IOC, 50_000, 100)).isEqualTo(Reason.TAKER_MARGIN);
        assertThat(market.position(30).entryIndex).isEqualTo(1_000_000);
        assertThat(market.trial.cells().activity(0).suspense).isEqualTo(110_000_000);
    }

    @Test
    void whatIsPendingCountsForMargin() {
        market.fund(30, 60_000_000_000L);
        market.place(16, SELL, 50_000, 100);
        market.place(30, BUY, 50_000, 100);
        long room = 60_000_000_000L - takerFee(100) - 100 * NOTIONAL_PER_LOT / 10;
        moveIndices(room / 100 + 1, -(room / 100 + 1));
        assertThat(market.withdraw(30, 1_000)).isEqualTo(Reason.INSUFFICIENT_MARGIN);
        assertThat(market.place(30, BUY, 49_000, 1)).isEqualTo(Reason.REST_MARGIN);
        assertThat(market.place(17, SELL, 50_000, 1)).isEqualTo(Reason.OK);
        assertThat(market.place(30, BUY | FLAG_TIF_IOC, 50_000, 1)).isEqualTo(Reason.TAKER_MARGIN);
    }

    @Test
    void aPositionThatClosesLeavesNoEntry() {
        openPosition(16, 17, 10);
        moveIndices(3, -3);
        market.place(16, BUY, 50_000, 10);
        market.place(16, BUY, 40_000, 1);
        assertThat(market.place(17, SELL, 50_000, 10)).isEqualTo(Reason.OK);
        assertThat(market.position(16).entryIndex).isZero();
        assertThat(market.position(16).lots).isZero();
        assertThat(market.position(16).restingBidLots).isEqualTo(1);
        moveIndices(100, 100);
        assertThat(Margin.health(market.execution(), market.execution().cells.account(16), 0)
                        .equity())
                .isEqualTo(market.account(16).collateral);
    }

    @Test
    void aPaymentStopsWhereTheBalanceIsFull() {
        openPosition(16, 17, 10);
        moveCollateral(16, 18, COLLATERAL_BOUND - market.account(16).collateral - 30);
        moveIndices(7, -7);
        Settlement.settle(market.execution(), market.execution().cells.account(16), 0);
        assertThat(market.account(16).collateral).isEqualTo(COLLATERAL_BOUND);
        assertThat(market.trial.cells().activity(0).suspense).isEqualTo(-30);
        assertThat(market.position(16).entryIndex).isEqualTo(-7);
        moveCollateral(17, 19, -COLLATERAL_BOUND - market.account(17).collateral + 20);
        Settlement.settle(market.execution(), market.execution().cells.account(17), 0);
        assertThat(market.account(17).collateral).isEqualTo(-COLLATERAL_BOUND);
        assertThat(market.trial.cells().activity(0).suspense).isEqualTo(-10);
    }

    @Test
    void aBalanceBeyondItsBoundGoesNoFurtherAndComesBack() {
        assertThat(Settlement.cut(-5, COLLATERAL_BOUND + 100)).isZero();
        assertThat(Settlement.cut(5, COLLATERAL_BOUND + 100)).isEqualTo(5);
        assertThat(Settlement.cut(5, -COLLATERAL_BOUND - 100)).isZero();
        assertThat(Settlement.cut(-5, -COLLATERAL_BOUND - 100)).isEqualTo(-5);
        assertThat(Settlement.cut(PENDING_BOUND, PENDING_BOUND - COLLATERAL_BOUND))
                .isEqualTo(PENDING_BOUND);
        assertThat(Settlement.cut(PENDING_BOUND, PENDING_BOUND - COLLATERAL_BOUND - 1))
                .isEqualTo(PENDING_BOUND - 1);
    }

    @Test
    void anIndexThatGoesRoundLosesNothing() {
        moveIndices(Long.MAX_VALUE - 2, -(Long.MAX_VALUE - 2));
        openPosition(16, 17, 10);
        moveIndices(7, -7);
        assertThat(market.trial.cells().risk(0).longIndex).isNegative();
        long collateral = market.account(17).collateral;
        Settlement.settle(market.execution(), market.execution().cells.account(17), 0);
        Settlement.settle(market.execution(), market.execution().cells.account(16), 0);
        assertThat(market.account(17).collateral).isEqualTo(collateral - 70);
        assertThat(market.trial.cells().activity(0).suspense).isZero();
    }

    @Test
    void theWidestEquityFits() {
        Market wide = new Market();
        long total = 0;
        wide.account(16).collateral = 3 * (COLLATERAL_BOUND / 2);
        for (int m = 0; m < 16; m++) {
            RiskCell risk = wide.trial.cells().risk(m);
            risk.mark = 1;
            risk.multiplier = 1;
            risk.longIndex = -1;
            PositionCell position = wide.trial
                    .cells()
                    .position(
                            16,
                            Positions.acquire(
                                    wide.execution(), wide.execution().cells.account(16), m));
            position.lots = POSITION_BOUND;
            position.quote = POSITION_BOUND;
            total += 2 * POSITION_BOUND + PENDING_BOUND;
        }
        assertThat(Margin.crossHealth(wide.execution(), wide.execution().cells.account(16))
                        .equity())
                .isEqualTo(Math.addExact(total, 3 * (COLLATERAL_BOUND / 2)));
    }

    private static long value(SplittableRandom random) {
        return random.nextInt(4) == 0 ? EDGES[random.nextInt(EDGES.length)] : random.nextLong() >> random.nextInt(64);
    }

    private static long takerFee(long lots) {
        return lots * NOTIONAL_PER_LOT / 2_000;
    }

    private static long makerFee(long lots) {
        return lots * NOTIONAL_PER_LOT / 10_000;
    }

    private long equityWithoutPending(long account) {
        PositionCell position = market.position(account);
        return market.account(account).collateral
                + position.quote
                + Margin.value(market.trial.cells().risk(0), position.lots);
    }

    private void openPosition(long seller, long buyer, long lots) {
        market.place(seller, SELL, 50_000, lots);
        assertThat(market.place(buyer, BUY, 50_000, lots)).isEqualTo(Reason.OK);
    }

    private void moveIndices(long longs, long shorts) {
        RiskCell risk = market.trial.cells().risk(0);
        risk.longIndex += longs;
        risk.shortIndex += shorts;
        market.trial.cells().changed(risk);
    }

    private void moveCollateral(long to, long from, long amount) {
        market.account(to).collateral += amount;
        market.account(from).collateral -= amount;
        market.trial.cells().changed(market.account(to));
        market.trial.cells().changed(market.account(from));
    }
}
