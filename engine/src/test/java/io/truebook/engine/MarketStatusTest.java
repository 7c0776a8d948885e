package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.ActivityCell;
import io.truebook.engine.protocol.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a market that is reduce-only, halted or settled still takes, and how it is wound up. */
class MarketStatusTest {
    private final Market market = new Market();

    /** 16 is long, 17 short by 100 lots bought at 50,000; 18 and 19 have orders on the book. */
    @BeforeEach
    void twoPositionsAndTwoOrders() {
        market.place(17, SELL, 50_000, 100);
        market.place(16, BUY | FLAG_TIF_IOC, 50_000, 100);
        market.place(18, BUY, 49_900, 50);
        market.place(19, SELL, 50_100, 50);
    }

    private Reason status(int status, int price) {
        market.trial.consume(Messages.status(0, status, price));
        return Reason.of(market.trial.cells().cursor().reason);
    }

    @Test
    void aReduceOnlyMarketTakesWhatShrinksAPosition() {
        assertThat(status(STATUS_REDUCE_ONLY, 0)).isEqualTo(Reason.OK);
        assertThat(market.place(18, BUY, 49_800, 50)).isEqualTo(Reason.MARKET_REDUCE_ONLY);
        assertThat(market.market(18, BUY, 10_000, 50)).isEqualTo(Reason.MARKET_REDUCE_ONLY);
        assertThat(market.amend(18, 0, 0, 49_901, 50)).isEqualTo(Reason.MARKET_REDUCE_ONLY);
        assertThat(market.amend(18, 0, 0, 49_900, 40)).as("in place").isEqualTo(Reason.OK);
        assertThat(market.place(18, SELL | FLAG_REDUCE_ONLY, 50_000, 50)).isEqualTo(Reason.NOT_REDUCING);
        assertThat(market.place(16, SELL | FLAG_REDUCE_ONLY, 50_050, 50)).isEqualTo(Reason.OK);
        assertThat(market.amend(16, 0, market.lastNonce(16), 50_060, 60)).isEqualTo(Reason.OK);
        assertThat(market.market(17, BUY | FLAG_REDUCE_ONLY, 10_000, 30)).isEqualTo(Reason.OK);
        assertThat(market.position(17).lots).isEqualTo(-70);
        assertThat(status(STATUS_ACTIVE, 0)).isEqualTo(Reason.OK);
        assertThat(market.place(18, BUY, 49_800, 50)).isEqualTo(Reason.OK);
        market.checkInvariants();
    }

    @Test
    void aHaltedMarketTakesCancelsAndPricesOnly() {
        assertThat(status(STATUS_HALTED, 0)).isEqualTo(Reason.OK);
        assertThat(market.place(18, BUY, 49_800, 50)).isEqualTo(Reason.MARKET_HALTED);
        assertThat(market.place(16, SELL | FLAG_REDUCE_ONLY, 50_050, 50)).isEqualTo(Reason.MARKET_HALTED);
        assertThat(market.market(16, SELL | FLAG_REDUCE_ONLY, 10_000, 50)).isEqualTo(Reason.MARKET_HALTED);
        assertThat(market.amend(18, 0, 0, 49_900, 40)).isEqualTo(Reason.MARKET_HALTED);
        assertThat(market.price(50_100)).isEqualTo(Reason.OK);
        assertThat(market.cancel(18, 0, 0)).isEqualTo(Reason.OK);
        assertThat(market.cancelAll(19, 0)).isEqualTo(Reason.OK);
        assertThat(market.withdraw(18, 1_000)).isEqualTo(Reason.OK);
        assertThat(status(STATUS_ACTIVE, 0)).isEqualTo(Reason.OK);
        assertThat(market.place(18, BUY, 49_800, 50)).isEqualTo(Reason.OK);
        market.checkInvariants();
    }

    @Test
    void aSettledMarketClosesEveryPositionAtItsPriceAndSuspenseEndsAtNothing() {
        long buyer = market.account(16).collateral;
        long seller = market.account(17).collateral;
        assertThat(status(STATUS_SETTLED, 51_000)).isEqualTo(Reason.OK);
        assertThat(market.trial.cells().risk(0).mark).isEqualTo(51_000);
        assertThat(market.trial.cells().risk(0).index).isEqualTo(51_000);
        assertThat(market.place(16, SELL | FLAG_REDUCE_ONLY, 50_050, 50)).isEqualTo(Reason.MARKET_HALTED);
        assertThat(market.price(50_100)).isEqualTo(Reason.MARKET_HALTED);
        long gain = 100L * 1_000 * 100_000;
        assertThat(market.trial.execute(Items.settle(16, 0))).isEqualTo(Reason.OK);
        ActivityCell activity = market.trial.cells().activity(0);
        assertThat(activity.suspense).isEqualTo(-100L * 51_000 * 100_000);
        assertThat(activity.settledLots).isEqualTo(100);
        assertThat(activity.openInterest).isZero();
        assertThat(market.account(16).collateral).isEqualTo(buyer + gain);
        assertThat(Positions.used(market.account(16))).isZero();
        market.checkInvariants();
        assertThat(market.trial.execute(Items.settle(16, 0))).isEqualTo(Reason.NOTHING_TO_SETTLE);
        market.trial.consume(Messages.forced(Items.settle(17, 0)));
        assertThat(Reason.of(market.trial.cells().cursor().reason)).isEqualTo(Reason.OK);
        assertThat(market.account(17).collateral).isEqualTo(seller - gain);
        assertThat(activity.suspense).isZero();
        assertThat(activity.settledLots).isZero();
        market.checkInvariants();
    }

    @Test
    void ordersOfASettledMarketStayUntilTheyAreTakenAway() {
        status(STATUS_SETTLED, 50_000);
        assertThat(market.trial.execute(Items.settle(18, 0)))
                .as("an order, no lots")
                .isEqualTo(Reason.OK);
        assertThat(market.position(18).restingBidLots).isEqualTo(50);
        assertThat(market.cancel(18, 0, 0)).isEqualTo(Reason.OK);
        assertThat(market.trial.execute(Items.settle(18, 0))).isEqualTo(Reason.NOTHING_TO_SETTLE);
        market.checkInvariants();
    }

    @Test
    void whatIsNotThereIsNotSettled() {
        assertThat(market.trial.execute(Items.settle(18, 1))).isEqualTo(Reason.NOTHING_TO_SETTLE);
        assertThat(market.trial.execute(Items.settle(999, 0))).isEqualTo(Reason.NOTHING_TO_SETTLE);
        assertThat(market.trial.execute(Items.settle(ACCOUNT_LIMIT + 16, 0))).isEqualTo(Reason.NOTHING_TO_SETTLE);
        assertThat(market.trial.execute(Items.settle(0xffff_ffffL, 0))).isEqualTo(Reason.NOTHING_TO_SETTLE);
        assertThat(market.trial.execute(Items.frame(ITEM_SETTLE, new byte[4]))).isEqualTo(Reason.BAD_LENGTH);
        assertThat(market.trial.execute(Items.frame(ITEM_SETTLE, new byte[6]))).isEqualTo(Reason.BAD_LENGTH);
        assertThat(market.trial.execute(Items.settle(16, 0))).as("open market").isEqualTo(Reason.OK);
        assertThat(market.position(16).lots).isEqualTo(100);
    }

    @Test
    void aSettledMarketStaysSettled() {
        assertThat(status(STATUS_SETTLED, 0)).as("without a price").isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(status(STATUS_SETTLED, 1_000_001)).as("above the highest").isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(status(STATUS_HALTED, 1)).as("a price without an end").isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(status(STATUS_UNLISTED, 0)).isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(status(STATUS_SETTLED + 1, 0)).isEqualTo(Reason.BAD_GOVERNANCE);
        market.trial.consume(Messages.status(9, STATUS_HALTED, 0));
        assertThat(Reason.of(market.trial.cells().cursor().reason)).isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(market.trial.cells().risk(0).status).isEqualTo(STATUS_ACTIVE);
        assertThat(status(STATUS_SETTLED, 1_000_000)).isEqualTo(Reason.OK);
        assertThat(status(STATUS_ACTIVE, 0)).isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(status(STATUS_SETTLED, 5)).isEqualTo(Reason.BAD_GOVERNANCE);
        assertThat(market.trial.cells().risk(0).mark).isEqualTo(1_000_000);
        market.trial.consume(Messages.setMarket(Messages.Listing.usual(0)));
        assertThat(Reason.of(market.trial.cells().cursor().reason)).isEqualTo(Reason.BAD_GOVERNANCE);
    }
}
