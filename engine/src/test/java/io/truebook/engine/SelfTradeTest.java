package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.Reason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which of two orders of one account gives way when they meet: the taker's flags say. */
class SelfTradeTest {
    private final Market market = new Market();

    @AfterEach
    void everythingIsConserved() {
        market.checkInvariants();
    }

    /** An own ask of 100 before another's of 100 at the same price. */
    private void asks() {
        market.place(16, SELL, 50_000, 100);
        market.place(17, SELL, 50_000, 100);
    }

    private Reason buy(int flags, long lots) {
        return market.place(16, BUY | flags, 50_000, lots);
    }

    private long ownAsks() {
        return market.trial.cells().order(16, 0).flags == SELL
                ? market.trial.cells().order(16, 0).lots
                : 0;
    }

    @Test
    void cancelMakerTakesTheOwnOrderAwayAndGoesOn() {
        asks();
        assertThat(buy(FLAG_STP_CANCEL_MAKER, 150)).isEqualTo(Reason.OK);
        assertThat(market.position(16).lots).isEqualTo(100);
        assertThat(market.position(16).restingBidLots).isEqualTo(50);
        assertThat(market.position(16).restingAskLots).isZero();
    }

    @Test
    void cancelTakerLeavesTheOwnOrderAndStops() {
        asks();
        assertThat(buy(FLAG_STP_CANCEL_TAKER, 150)).isEqualTo(Reason.SELF_TRADE_TAKER);
        assertThat(ownAsks()).isEqualTo(100);
        assertThat(market.position(16).restingBidLots).isZero();
        assertThat(market.position(17).lots).isZero();
    }

    @Test
    void cancelTakerKeepsWhatItTookBefore() {
        market.place(17, SELL, 49_999, 40);
        asks();
        assertThat(buy(FLAG_STP_CANCEL_TAKER, 150)).isEqualTo(Reason.SELF_TRADE_TAKER);
        assertThat(market.position(16).lots).isEqualTo(40);
        assertThat(ownAsks()).isEqualTo(100);
    }

    @Test
    void cancelBothLeavesNeither() {
        asks();
        assertThat(buy(FLAG_STP_CANCEL_BOTH, 150)).isEqualTo(Reason.SELF_TRADE_TAKER);
        assertThat(Positions.slotOf(market.account(16), 0)).isNegative();
        assertThat(market.trial.cells().level(0, Book.ASKS, 50_000).lots).isEqualTo(100);
    }

    @Test
    void decrementTakesTheSmallerOneFromBoth() {
        asks();
        assertThat(buy(FLAG_STP_DECREMENT, 150)).isEqualTo(Reason.OK);
        assertThat(market.position(16).lots).isEqualTo(50);
        assertThat(market.position(16).restingAskLots).isZero();
        assertThat(market.position(17).restingAskLots).isEqualTo(50);
    }

    @Test
    void decrementOfASmallerTakerLeavesTheOwnOrderInItsPlace() {
        asks();
        assertThat(buy(FLAG_STP_DECREMENT, 30)).isEqualTo(Reason.SELF_TRADE_TAKER);
        assertThat(ownAsks()).isEqualTo(70);
        assertThat(market.position(16).restingAskLots).isEqualTo(70);
        assertThat(market.trial.cells().level(0, Book.ASKS, 50_000).headRef).isEqualTo(CellAddresses.orderRef(16, 0));
        assertThat(market.place(18, BUY, 50_000, 70)).isEqualTo(Reason.OK);
        assertThat(market.position(16).lots).isEqualTo(-70);
    }

    @Test
    void decrementOfEqualsLeavesNeither() {
        asks();
        assertThat(buy(FLAG_STP_DECREMENT, 100)).isEqualTo(Reason.SELF_TRADE_TAKER);
        assertThat(Positions.slotOf(market.account(16), 0)).isNegative();
    }

    @Test
    void anExpiredOwnOrderGivesWayByTheSameRule() {
        market.place(16, 0, SELL, 50_000, 100, market.trial.now() / 1000 + 1);
        market.trial.time(market.trial.now() + 5_000);
        assertThat(buy(FLAG_STP_CANCEL_TAKER, 10)).isEqualTo(Reason.SELF_TRADE_TAKER);
        assertThat(ownAsks()).isEqualTo(100);
    }

    @Test
    void theMakersFlagsDecideNothing() {
        market.place(16, SELL | FLAG_STP_CANCEL_TAKER, 50_000, 100);
        assertThat(market.market(16, BUY, 1_000, 10)).isEqualTo(Reason.IOC_REMAINDER);
        assertThat(ownAsks()).isZero();
        assertThat(market.market(16, BUY | FLAG_STP_CANCEL_TAKER, 1_000, 10)).isEqualTo(Reason.IOC_REMAINDER);
    }

    @Test
    void listenersSeeTheOwnOrderShrink() {
        List<String> told = new ArrayList<>();
        Trial trial = new Trial(
                new EngineListener() {
                    @Override
                    public void amended(long account, int slot, int number, int side, int tick, long lots, long nonce) {
                        told.add("%d/%d %d %d %d %d %d".formatted(account, slot, number, side, tick, lots, nonce));
                    }
                },
                new CurveRecovery());
        trial.consume(
                Messages.list(Messages.Listing.usual(0)),
                Messages.publisher(0, PUBLISHER.address()),
                Messages.deposit(16, key(16).address(), FUNDS));
        trial.time(trial.now() + 1_000);
        trial.price(0, MARK, 0, PUBLISHER);
        long expiry = trial.now() / 1000 + 9;
        trial.execute(key(16), new PlaceItem(16, OWNER_KEY, 5, 0, SELL, 50_000, 100, expiry));
        trial.execute(key(16), new PlaceItem(16, OWNER_KEY, 6, 0, FLAG_STP_DECREMENT, 50_000, 30, expiry));
        assertThat(told).containsExactly("16/0 0 1 50000 70 5");
    }
}
