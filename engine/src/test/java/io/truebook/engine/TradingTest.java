package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.CancelAllItem;
import io.truebook.engine.protocol.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Orders, fills and what they do to money, with the numbers worked out by hand. */
class TradingTest {
    private final Market market = new Market();

    @AfterEach
    void everythingIsConserved() {
        market.checkInvariants();
    }

    @Test
    void aFillMovesLotsQuoteAndFees() {
        assertThat(market.place(16, SELL, 50_000, 100)).isEqualTo(Reason.OK);
        assertThat(market.place(17, BUY, 50_010, 60)).isEqualTo(Reason.OK);
        long notional = 60 * NOTIONAL_PER_LOT;
        assertThat(market.position(17).lots).isEqualTo(60);
        assertThat(market.position(17).quote).isEqualTo(-notional);
        assertThat(market.position(16).lots).isEqualTo(-60);
        assertThat(market.position(16).restingAskLots).isEqualTo(40);
        assertThat(market.account(16).collateral).isEqualTo(FUNDS - notional / 10_000);
        assertThat(market.account(17).collateral).isEqualTo(FUNDS - notional / 2_000);
        assertThat(market.account(FEE_ACCOUNT).collateral).isEqualTo(notional / 10_000 + notional / 2_000);
    }

    @Test
    void betterPricesFillFirstAndTimeDecidesAmongEqualOnes() {
        market.place(16, SELL, 50_002, 300);
        market.place(17, SELL, 50_001, 300);
        market.place(18, SELL, 50_001, 300);
        assertThat(market.place(19, BUY | FLAG_TIF_IOC, 50_002, 450)).isEqualTo(Reason.OK);
        assertThat(market.position(17).lots).isEqualTo(-300);
        assertThat(market.position(18).lots).isEqualTo(-150);
        assertThat(market.position(16).lots).isZero();
    }

    @Test
    void closingRealizesTheProfitAndFreesTheSlot() {
        market.place(16, SELL, 50_000, 100);
        market.place(17, BUY, 50_000, 100);
        market.price(50_300);
        market.place(18, BUY, 50_300, 100);
        assertThat(market.market(17, SELL | FLAG_REDUCE_ONLY, 1_000, 5_000)).isEqualTo(Reason.OK);
        assertThat(Positions.slotOf(market.account(17), 0)).isNegative();
        long fees = 100 * (50_000L + 50_300) * 100_000 / 2_000;
        assertThat(market.account(17).collateral).isEqualTo(FUNDS + 100 * 300L * 100_000 - fees);
    }

    @Test
    void iocCancelsWhatItCannotMatch() {
        market.place(16, SELL, 50_000, 100);
        assertThat(market.place(17, BUY | FLAG_TIF_IOC, 50_000, 300)).isEqualTo(Reason.IOC_REMAINDER);
        assertThat(market.position(17).lots).isEqualTo(100);
        assertThat(market.position(17).restingBidLots).isZero();
    }

    @Test
    void postOnlyNeverTakes() {
        market.place(16, SELL, 50_000, 100);
        assertThat(market.place(17, BUY | FLAG_TIF_POST_ONLY, 50_000, 300)).isEqualTo(Reason.POST_ONLY_WOULD_CROSS);
        assertThat(market.place(17, BUY | FLAG_TIF_POST_ONLY, 49_999, 300)).isEqualTo(Reason.OK);
        assertThat(market.position(17).restingBidLots).isEqualTo(300);
    }

    @Test
    void selfTradeRemovesTheMakerAndGoesOn() {
        market.place(16, SELL, 50_000, 100);
        market.place(17, SELL, 50_001, 100);
        assertThat(market.place(16, BUY | FLAG_TIF_IOC, 50_001, 100)).isEqualTo(Reason.OK);
        assertThat(market.position(16).lots).isEqualTo(100);
        assertThat(market.position(16).restingAskLots).isZero();
        assertThat(market.position(17).lots).isEqualTo(-100);
    }

    @Test
    void anExpiredMakerIsRemovedWhenTouched() {
        market.place(16, 0, SELL, 50_000, 100, market.trial.now() / 1000 + 1);
        market.trial.time(market.trial.now() + 5_000);
        assertThat(market.place(17, BUY | FLAG_TIF_IOC, 50_000, 300)).isEqualTo(Reason.IOC_REMAINDER);
        assertThat(Positions.slotOf(market.account(16), 0)).isNegative();
        assertThat(Positions.slotOf(market.account(17), 0)).isNegative();
    }

    @Test
    void aReduceOnlyMakerFillsNoMoreThanItsPosition() {
        market.place(16, SELL, 50_000, 300);
        market.place(17, BUY, 50_000, 300);
        assertThat(market.place(17, SELL | FLAG_REDUCE_ONLY, 50_100, 900)).isEqualTo(Reason.OK);
        assertThat(market.position(17).restingAskLots).isEqualTo(300);
        assertThat(market.place(17, SELL, 50_090, 200)).isEqualTo(Reason.OK);
        assertThat(market.place(18, BUY | FLAG_TIF_IOC, 50_100, 900)).isEqualTo(Reason.IOC_REMAINDER);
        assertThat(market.position(18).lots).isEqualTo(300);
        assertThat(Positions.slotOf(market.account(17), 0)).isNegative();
    }

    @Test
    void amendInPlaceKeepsPriorityAndAnythingElseLosesIt() {
        market.place(16, SELL, 50_000, 500);
        market.place(17, SELL, 50_000, 500);
        assertThat(market.amend(16, 0, market.lastNonce(16), 50_000, 400)).isEqualTo(Reason.OK);
        market.place(18, BUY | FLAG_TIF_IOC, 50_000, 300);
        assertThat(market.position(16).lots).isEqualTo(-300);
        assertThat(market.amend(16, 0, market.lastNonce(16), 50_000, 600)).isEqualTo(Reason.OK);
        market.place(18, BUY | FLAG_TIF_IOC, 50_000, 300);
        assertThat(market.position(17).lots).isEqualTo(-300);
        assertThat(market.position(16).restingAskLots).isEqualTo(600);
    }

    @Test
    void anAmendThatCrossesTakes() {
        market.place(16, SELL, 50_000, 500);
        market.place(17, BUY, 49_990, 500);
        assertThat(market.amend(17, 0, market.lastNonce(17), 50_000, 700)).isEqualTo(Reason.OK);
        assertThat(market.position(17).lots).isEqualTo(500);
        assertThat(market.position(17).restingBidLots).isEqualTo(200);
    }

    @Test
    void cancelsNameTheOrderByItsNonce() {
        market.place(16, SELL, 50_000, 500);
        long nonce = market.lastNonce(16);
        assertThat(market.cancel(16, 0, nonce + 9)).isEqualTo(Reason.UNKNOWN_ORDER);
        assertThat(market.cancel(16, 0, nonce)).isEqualTo(Reason.OK);
        assertThat(market.cancel(16, 0, nonce)).isEqualTo(Reason.UNKNOWN_ORDER);
        assertThat(market.amend(16, 0, nonce, 50_000, 500)).isEqualTo(Reason.UNKNOWN_ORDER);
    }

    @Test
    void cancelAllTakesEveryOrderOfTheMarketEvenAFullSet() {
        for (int i = 0; i < MAX_ORDERS; i++) {
            assertThat(market.place(16, BUY | FLAG_TIF_POST_ONLY, 40_000 + i * 7, 3))
                    .isEqualTo(Reason.OK);
        }
        assertThat(market.place(16, BUY | FLAG_TIF_POST_ONLY, 39_000, 3)).isEqualTo(Reason.ORDER_SLOTS_FULL);
        assertThat(market.cancelAll(16, 5)).isEqualTo(Reason.OK);
        assertThat(market.position(16).restingBidLots).isEqualTo(768);
        assertThat(market.cancelAll(16, 300)).isEqualTo(Reason.UNKNOWN_MARKET);
        assertThat(market.cancelAll(16, ALL_MARKETS)).isEqualTo(Reason.OK);
        assertThat(Positions.slotOf(market.account(16), 0)).isNegative();
        assertThat(market.trial.cells().topWord(0, Book.BIDS).bits).containsOnly(0);
    }

    @Test
    void cancelAllLeavesTheOrdersOfOtherMarkets() {
        market.trial.consume(Messages.list(Messages.Listing.usual(1)));
        market.trial.price(1, MARK, 0, PUBLISHER);
        market.place(16, 0, BUY, 49_000, 3, market.expiry());
        market.place(16, 1, BUY, 49_000, 4, market.expiry());
        market.place(16, 0, SELL, 51_000, 5, market.expiry());
        assertThat(market.cancelAll(16, 0)).isEqualTo(Reason.OK);
        assertThat(Positions.slotOf(market.account(16), 0)).isNegative();
        assertThat(market.trial.cells().order(16, 1).lots).isEqualTo(4);
    }

    @Test
    void aForcedCancelAllStopsAtTheLimitOfItsSteps() {
        for (int i = 0; i < MAX_FORCED_STEPS + 1; i++) {
            market.place(16, BUY | FLAG_TIF_POST_ONLY, 40_000 + i, 3);
        }
        CancelAllItem all = new CancelAllItem(16, OWNER_KEY, market.nextNonce(16), ALL_MARKETS, market.expiry());
        market.trial.consume(Messages.forced(key(16).item(market.trial.domain, all)));
        assertThat(market.trial.cells().cursor().reason).isEqualTo(Reason.MATCH_LIMIT.code());
        assertThat(market.position(16).restingBidLots).isEqualTo(3);
    }

    @Test
    void anOrderLeavesTheHeadTheMiddleAndTheTailOfItsLevel() {
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        for (int[] order : orders) {
            long[] nonces = new long[3];
            for (int i = 0; i < 3; i++) {
                market.place(16 + i, BUY, 49_000, 3);
                nonces[i] = market.lastNonce(16 + i);
            }
            for (int i : order) {
                assertThat(market.cancel(16 + i, 0, nonces[i])).isEqualTo(Reason.OK);
                market.checkInvariants();
            }
        }
    }

    @Test
    void amendsHaveTheBoundsOfOrders() {
        market.place(16, BUY, 49_000, 300);
        long nonce = market.lastNonce(16);
        assertThat(market.amend(16, 0, nonce, 0, 300)).isEqualTo(Reason.BAD_TICK);
        assertThat(market.amend(16, 0, nonce, 49_000, 0)).isEqualTo(Reason.BAD_LOTS);
        assertThat(market.amend(16, 0, nonce, 9_999, 1)).isEqualTo(Reason.BELOW_MIN_NOTIONAL);
        assertThat(market.amend(16, 0, nonce + 9, 49_000, 300)).isEqualTo(Reason.UNKNOWN_ORDER);
    }

    @Test
    void aPostOnlyOrderNeverTakesWhenItIsMovedEither() {
        market.place(16, SELL, 50_000, 300);
        market.place(17, BUY | FLAG_TIF_POST_ONLY, 49_000, 300);
        long nonce = market.lastNonce(17);
        assertThat(market.amend(17, 0, nonce, 50_000, 300)).isEqualTo(Reason.POST_ONLY_WOULD_CROSS);
        assertThat(market.amend(17, 0, nonce, 49_999, 300)).isEqualTo(Reason.OK);
        assertThat(market.position(17).restingBidLots).isEqualTo(300);
        assertThat(market.trial.cells().order(17, 0).tick).isEqualTo(49_999);
    }

    @Test
    void reduceOnlyOrdersShrinkLongAndShortPositionsAndNoOthers() {
        market.place(16, SELL, 50_000, 300);
        market.place(17, BUY, 50_000, 300);
        assertThat(market.place(16, SELL | FLAG_REDUCE_ONLY, 50_100, 10)).isEqualTo(Reason.NOT_REDUCING);
        assertThat(market.place(17, BUY | FLAG_REDUCE_ONLY, 49_900, 10)).isEqualTo(Reason.NOT_REDUCING);
        assertThat(market.place(18, BUY | FLAG_REDUCE_ONLY, 49_900, 10)).isEqualTo(Reason.NOT_REDUCING);
        assertThat(market.place(16, BUY | FLAG_REDUCE_ONLY, 49_900, 400)).isEqualTo(Reason.OK);
        assertThat(market.position(16).restingBidLots).isEqualTo(300);
        assertThat(market.place(17, SELL | FLAG_REDUCE_ONLY, 50_100, 400)).isEqualTo(Reason.OK);
        assertThat(market.amend(17, 0, market.lastNonce(17), 50_050, 900)).isEqualTo(Reason.OK);
        assertThat(market.position(17).restingAskLots).isEqualTo(300);
    }

    @Test
    void aReduceOnlyOrderCannotBeMovedWhenThereIsNothingLeftToReduce() {
        market.place(16, SELL, 50_000, 300);
        market.place(17, BUY, 50_000, 300);
        market.place(17, SELL | FLAG_REDUCE_ONLY, 50_100, 300);
        long nonce = market.lastNonce(17);
        market.place(18, BUY, 49_990, 300);
        assertThat(market.place(17, SELL | FLAG_TIF_IOC, 49_990, 300)).isEqualTo(Reason.OK);
        assertThat(market.amend(17, 0, nonce, 50_090, 300)).isEqualTo(Reason.NOT_REDUCING);
        assertThat(market.position(17).restingAskLots).isEqualTo(300);
    }

    @Test
    void aMarketOrderNeedsAFreshPrice() {
        market.place(16, SELL, 50_000, 100);
        market.trial.time(market.trial.now() + 60_001);
        assertThat(market.market(17, BUY, 1_000, 100)).isEqualTo(Reason.ORACLE_STALE);
    }

    @Test
    void aMarketOrderStopsAtItsSlippageBound() {
        market.place(16, SELL, 50_050, 100);
        market.place(17, SELL, 50_051, 100);
        assertThat(market.market(18, BUY, 1_000, 200)).isEqualTo(Reason.IOC_REMAINDER);
        assertThat(market.position(18).lots).isEqualTo(100);
        assertThat(market.market(18, BUY, 1_000_001, 200)).isEqualTo(Reason.BAD_SLIPPAGE);
        assertThat(market.market(18, BUY | FLAG_TIF_POST_ONLY, 1_000, 200)).isEqualTo(Reason.BAD_FLAGS);
    }

    @Test
    void aSweepStopsAtTheLimitOfItsSteps() {
        for (long account = 16; account < 19; account++) {
            for (int i = 0; i < 20; i++) {
                market.place(account, SELL, 50_000, 3);
            }
        }
        byte[] sweep = key(19).item(
                        market.trial.domain,
                        new io.truebook.engine.protocol.PlaceItem(
                                19, OWNER_KEY, 1_000, 0, BUY, 50_000, 500, market.expiry()));
        market.trial.consume(Messages.forced(sweep));
        assertThat(market.trial.cells().cursor().reason).isEqualTo(Reason.MATCH_LIMIT.code());
        assertThat(market.position(19).lots).isEqualTo(3L * MAX_FORCED_STEPS);
    }
}
