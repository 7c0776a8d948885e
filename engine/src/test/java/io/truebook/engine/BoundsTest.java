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
        changedAccounts(FEE_ACCOUNT, 19);
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

    @Test
    void aPositionOverALoweredBoundMayShrinkAndNotGrow() {
        Market tight = new Market(tight(150));
        tight.place(16, BUY, 50_000, 100);
        assertThat(tight.place(17, SELL | FLAG_TIF_IOC, 50_000, 100)).isEqualTo(Reason.OK);
        tight.place(16, BUY, 49_999, 50);
        tight.place(17, SELL, 50_001, 50);
        assertThat(tight.trial.consume(Messages.setMarket(tight(60)))).isEqualTo(Reason.OK);
        // What rests may still fill: nobody comes to hold more than was reserved. More cannot be added.
        assertThat(tight.place(18, SELL | FLAG_TIF_IOC, 49_999, 20)).isEqualTo(Reason.OK);
        assertThat(tight.position(16).lots).isEqualTo(120);
        assertThat(tight.place(19, BUY | FLAG_TIF_IOC, 50_001, 20)).isEqualTo(Reason.OK);
        assertThat(tight.position(17).lots).isEqualTo(-120);
        assertThat(tight.place(16, BUY, 49_998, 1)).isEqualTo(Reason.REST_BOUND);
        assertThat(tight.place(17, SELL, 50_002, 1)).isEqualTo(Reason.REST_BOUND);
        tight.place(18, SELL, 50_000, 2);
        assertThat(tight.place(16, BUY | FLAG_TIF_IOC, 50_000, 1)).isEqualTo(Reason.TAKER_BOUND);
        tight.place(19, BUY, 49_999, 2);
        assertThat(tight.place(17, SELL | FLAG_TIF_IOC, 49_999, 1)).isEqualTo(Reason.TAKER_BOUND);
        // Shrinking is allowed while both are still over it.
        tight.cancelAll(18, 0);
        tight.cancelAll(19, 0);
        tight.cancelAll(16, 0);
        tight.place(17, BUY, 50_000, 10);
        assertThat(tight.place(16, SELL | FLAG_TIF_IOC, 50_000, 10)).isEqualTo(Reason.OK);
        assertThat(tight.position(16).lots).isEqualTo(110);
        tight.checkInvariants();
    }

    @Test
    void theHighestPriceOfAMarketNeverChanges() {
        // With a lower bound of positions first and a higher price then, positions of before would be worth more than
        // 2^57.
        Messages.Listing widest = tight(POSITION_BOUND / 1_000_000 / 1_000_000).withMultiplier(1_000_000);
        Market wide = new Market(widest);
        Messages.Listing low = tight(100).withMultiplier(1_000_000);
        assertThat(wide.trial.consume(Messages.setMarket(low))).isEqualTo(Reason.OK);
        assertThat(wide.trial.consume(Messages.setMarket(low.withMaxTick(1_000_001))))
                .isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(wide.trial.consume(Messages.setMarket(low.withMaxTick(999_999))))
                .isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(wide.trial.cells().market(0).maxTick).isEqualTo(1_000_000);
    }

    private static Messages.Listing tight(long maxPositionLots) {
        long maxOrderLots = Math.min(100, maxPositionLots);
        return new Messages.Listing(
                0,
                100_000,
                1_000_000,
                maxPositionLots,
                maxOrderLots,
                1,
                500,
                100,
                100_000,
                50_000,
                60_000,
                10_000,
                "TIGHT");
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
