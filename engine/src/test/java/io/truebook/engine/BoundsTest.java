package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Balances at the edge of their bounds. No test could trade its way there, so money is moved between cells by hand, always as much
 * in as out.
 */
class BoundsTest {
    private final Market market = new Market();

    @AfterEach
    void everythingIsConserved() {
        market.checkInvariants();
    }

    @Test
    void aMakerWhoseQuoteWouldLeaveItsBoundIsRemoved() {
        openPosition(16, 17);
        market.place(17, BUY, 49_990, 10);
        moveQuote(17, 16, POSITION_BOUND + market.position(17).quote);
        assertThat(market.position(17).quote).isEqualTo(-POSITION_BOUND);
        assertThat(market.place(18, SELL | FLAG_TIF_IOC, 49_990, 10)).isEqualTo(Reason.IOC_REMAINDER);
        assertThat(market.position(17).restingBidLots).isZero();
        assertThat(market.position(17).lots).isEqualTo(10);
    }

    @Test
    void aTakerStopsAtTheBoundOfItsQuote() {
        openPosition(16, 17);
        moveQuote(17, 16, POSITION_BOUND + market.position(17).quote - 1);
        market.place(18, SELL, 50_000, 10);
        assertThat(market.place(17, BUY | FLAG_TIF_IOC, 50_000, 10)).isEqualTo(Reason.TAKER_BOUND);
    }

    @Test
    void aTakerStopsAtTheBoundOfItsCollateral() {
        market.place(16, SELL, 50_000, 10);
        long moved = market.account(17).collateral + COLLATERAL_BOUND;
        market.account(17).collateral -= moved;
        market.account(18).collateral += moved;
        changedAccounts(17, 18);
        assertThat(market.place(17, BUY | FLAG_TIF_IOC, 50_000, 10)).isEqualTo(Reason.TAKER_BOUND);
        assertThat(market.account(17).collateral).isEqualTo(-COLLATERAL_BOUND);
    }

    @Test
    void aTakerStopsWhereTheFeeAccountIsFull() {
        market.place(16, SELL, 50_000, 10);
        long fees = 10 * NOTIONAL_PER_LOT / 10_000 + 10 * NOTIONAL_PER_LOT / 2_000;
        long moved = COLLATERAL_BOUND - fees + 1;
        market.account(FEE_ACCOUNT).collateral += moved;
        market.account(19).collateral -= moved;
        changedAccounts(FEE_ACCOUNT, 19);
        assertThat(market.place(17, BUY | FLAG_TIF_IOC, 50_000, 10)).isEqualTo(Reason.TAKER_BOUND);
        market.account(FEE_ACCOUNT).collateral -= 1;
        market.account(19).collateral += 1;
        assertThat(market.place(17, BUY | FLAG_TIF_IOC, 50_000, 10)).isEqualTo(Reason.OK);
        assertThat(market.account(FEE_ACCOUNT).collateral).isEqualTo(COLLATERAL_BOUND);
    }

    @Test
    void aShortPositionIsBoundedLikeALongOne() {
        Market tight = new Market(new Messages.Listing(
                0, 100_000, 1_000_000, 150, 100, 1, 500, 100, 100_000, 50_000, 60_000, 10_000, "TIGHT"));
        tight.place(16, BUY, 50_000, 100);
        tight.place(17, BUY, 50_000, 100);
        assertThat(tight.place(18, SELL | FLAG_TIF_IOC, 50_000, 100)).isEqualTo(Reason.OK);
        assertThat(tight.place(18, SELL | FLAG_TIF_IOC, 50_000, 51)).isEqualTo(Reason.TAKER_BOUND);
        assertThat(tight.place(18, SELL | FLAG_TIF_IOC, 50_000, 50)).isEqualTo(Reason.OK);
        tight.checkInvariants();
    }

    /** The seller gets short and the buyer long by 10 lots. */
    private void openPosition(long seller, long buyer) {
        market.place(seller, SELL, 50_000, 10);
        assertThat(market.place(buyer, BUY, 50_000, 10)).isEqualTo(Reason.OK);
    }

    private void moveQuote(long from, long to, long amount) {
        market.position(from).quote -= amount;
        market.position(to).quote += amount;
        market.trial.cells().changed(market.position(from));
        market.trial.cells().changed(market.position(to));
    }

    private void changedAccounts(long... numbers) {
        for (long number : numbers) {
            market.trial.cells().changed(market.account(number));
        }
    }
}
