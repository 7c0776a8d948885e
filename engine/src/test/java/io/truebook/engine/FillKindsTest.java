package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Orders in flight that nobody signed, at the steps they share with all others: sections 5.3 and 5.5. */
class FillKindsTest {
    private static final int FEE_PPM = 10_000;

    private final Market market = new Market(Messages.Listing.usual(0).withFees(500, 100, 0, FEE_PPM));
    private final Execution x = market.execution();
    private final CursorCell cursor = x.cells.cursor();

    @AfterEach
    void everythingIsConserved() {
        market.checkInvariants();
    }

    @Test
    void aLiquidationPaysInsuranceAndGoesOnToTheBackstop() {
        openPosition(16, 17, 10);
        long taker = market.account(17).collateral;
        long fees = market.account(FEE_ACCOUNT).collateral;
        market.place(18, BUY, 50_000, 10);
        inFlight(KIND_LIQUIDATION, 17, SELL, 49_900, 10);
        step();
        assertThat(cursor.phase).isEqualTo(PHASE_BACKSTOP);
        assertThat(cursor.lots).isZero();
        long fee = 10 * NOTIONAL_PER_LOT / 100;
        assertThat(fee).isGreaterThan(10 * 100 * 100_000);
        // The fill is 100 ticks better than the zero price: less than 1 % of the notional.
        assertThat(market.account(INSURANCE_ACCOUNT).collateral).isEqualTo(10 * 100 * 100_000);
        assertThat(market.account(17).collateral).isEqualTo(taker - 10 * 100 * 100_000);
        assertThat(market.account(FEE_ACCOUNT).collateral).isEqualTo(fees + 10 * NOTIONAL_PER_LOT / 10_000);
        InFlight.finish(x, Reason.OK);
    }

    @Test
    void neitherNeedsMargin() {
        market.place(16, SELL, 50_000, 10);
        inFlight(KIND_LIQUIDATION, 30, BUY, 50_000, 4);
        step();
        assertThat(market.position(30).lots).isEqualTo(4);
        InFlight.finish(x, Reason.OK);
        inFlight(KIND_UNWIND, BACKSTOP_BASE, BUY, 50_000, 4);
        step();
        assertThat(market.position(BACKSTOP_BASE).lots).isEqualTo(4);
        assertThat(market.account(BACKSTOP_BASE).collateral).isZero();
        InFlight.finish(x, Reason.OK);
        inFlight(KIND_ORDER, 31, BUY, 50_000, 2);
        step();
        assertThat(cursor.phase).isEqualTo(PHASE_ITEM);
        assertThat(cursor.reason).isEqualTo(Reason.TAKER_MARGIN.code());
    }

    @Test
    void whateverStopsItTheBackstopIsNext() {
        inFlight(KIND_LIQUIDATION, 17, BUY, 50_000, 10);
        Match.match(x);
        assertThat(cursor.phase).isEqualTo(PHASE_BACKSTOP);
        market.place(16, SELL, 50_000, 10);
        inFlight(KIND_LIQUIDATION, 17, BUY, 50_000, 10);
        cursor.steps = MAX_MATCHES;
        Match.match(x);
        assertThat(cursor.phase).isEqualTo(PHASE_BACKSTOP);
        InFlight.finish(x, Reason.OK);
        market.trial.consume(Messages.setMarket(
                Messages.Listing.usual(0).withOpenInterest(new GovernanceActions.OpenInterestTerms(9, 0, 0))));
        inFlight(KIND_LIQUIDATION, 17, BUY, 50_000, 10);
        step();
        assertThat(cursor.phase).isEqualTo(PHASE_BACKSTOP);
        assertThat(market.account(16).positionMarkets0).isNotZero();
        assertThat(market.position(16).lots).isZero();
        InFlight.finish(x, Reason.OK);
    }

    @Test
    void itStopsWhereTheInsuranceFundIsFull() {
        market.place(16, SELL, 50_000, 10);
        move(INSURANCE_ACCOUNT, 19, COLLATERAL_BOUND - 10 * 100_000 + 1);
        inFlight(KIND_LIQUIDATION, 17, BUY, 50_001, 10);
        step();
        assertThat(market.position(16).lots).isZero();
        InFlight.finish(x, Reason.OK);
        move(INSURANCE_ACCOUNT, 19, -1);
        inFlight(KIND_LIQUIDATION, 17, BUY, 50_001, 10);
        step();
        assertThat(market.position(16).lots).isEqualTo(-10);
        assertThat(market.account(INSURANCE_ACCOUNT).collateral).isEqualTo(COLLATERAL_BOUND);
        InFlight.finish(x, Reason.OK);
        // The maker's fee of a liquidation goes where all fees go, and stops there as well.
        market.place(16, SELL, 50_000, 10);
        move(
                FEE_ACCOUNT,
                18,
                COLLATERAL_BOUND - market.account(FEE_ACCOUNT).collateral - 10 * NOTIONAL_PER_LOT / 10_000 + 1);
        inFlight(KIND_LIQUIDATION, 17, BUY, 50_000, 10);
        step();
        assertThat(market.position(16).lots).isEqualTo(-10);
        InFlight.finish(x, Reason.OK);
    }

    @Test
    void bothSidesVolumesGrow() {
        market.place(16, SELL, 50_000, 10);
        inFlight(KIND_UNWIND, BACKSTOP_BASE, BUY, 50_000, 4);
        step();
        assertThat(market.account(16).volume).isEqualTo(20_000);
        assertThat(market.account(BACKSTOP_BASE).volume).isEqualTo(20_000);
        InFlight.finish(x, Reason.OK);
    }

    private void inFlight(int kind, long taker, int side, int tick, long lots) {
        InFlight.order(x, taker, 0, side | FLAG_TIF_IOC, tick, lots, 0, 0, 0);
        cursor.kind = kind;
        x.cells.changed(cursor);
    }

    private void step() {
        Match.match(x);
        assertThat(cursor.phase).isEqualTo(PHASE_FILL);
        Fill.fill(x);
    }

    private void openPosition(long seller, long buyer, long lots) {
        market.place(seller, SELL, 50_000, lots);
        assertThat(market.place(buyer, BUY, 50_000, lots)).isEqualTo(Reason.OK);
    }

    private void move(long to, long from, long amount) {
        market.account(to).collateral += amount;
        market.account(from).collateral -= amount;
        x.cells.changed(market.account(to));
        x.cells.changed(market.account(from));
    }
}
