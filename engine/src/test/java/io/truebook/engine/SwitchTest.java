package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.ScheduleCancelItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The scheduled cancel-all, and taking orders off the book that no longer count. */
class SwitchTest {
    private final Market market = new Market();

    @AfterEach
    void everythingIsConserved() {
        market.checkInvariants();
    }

    private Reason schedule(long account, long cancelAt) {
        return market.trial.execute(
                key(account),
                new ScheduleCancelItem(account, OWNER_KEY, market.nextNonce(account), cancelAt, market.expiry()));
    }

    private Reason expire(long account, int slot) {
        return market.trial.execute(Items.expire(account, slot));
    }

    private long second() {
        return market.trial.now() / 1000;
    }

    /** An ask of account 16 whose switch has fired. */
    private void fire() {
        market.place(16, SELL, 50_000, 100);
        long cancelAt = second() + 10;
        assertThat(schedule(16, cancelAt)).isEqualTo(Reason.OK);
        market.trial.time(cancelAt * 1000);
    }

    @Test
    void aMakerIsThereUntilItsSwitchFires() {
        market.place(16, SELL, 50_000, 100);
        long cancelAt = second() + 10;
        schedule(16, cancelAt);
        market.trial.time(cancelAt * 1000 - 1);
        assertThat(market.place(17, BUY | FLAG_TIF_IOC, 50_000, 40)).isEqualTo(Reason.OK);
        market.trial.time(cancelAt * 1000);
        assertThat(market.place(17, BUY | FLAG_TIF_IOC, 50_000, 40)).isEqualTo(Reason.IOC_REMAINDER);
        assertThat(market.position(17).lots).isEqualTo(40);
        assertThat(market.position(16).restingAskLots).isZero();
    }

    @Test
    void aTakerSeesWhyTheMakerWasRemoved() {
        fire();
        assertThat(market.place(17, BUY, 50_000, 40)).isEqualTo(Reason.OK);
        assertThat(market.trial.cells().order(17, 0).lots).isEqualTo(40);
        assertThat(Positions.slotOf(market.account(16), 0)).isNegative();
    }

    @Test
    void nothingIsPlacedOrMovedAfterItFired() {
        fire();
        assertThat(market.place(16, BUY, 49_000, 100)).isEqualTo(Reason.SWITCH_FIRED);
        assertThat(market.market(16, BUY, 1_000, 100)).isEqualTo(Reason.SWITCH_FIRED);
        assertThat(market.amend(16, 0, 0, 50_000, 50)).isEqualTo(Reason.SWITCH_FIRED);
        assertThat(market.amend(16, 1, 0, 50_000, 50)).isEqualTo(Reason.UNKNOWN_ORDER);
        assertThat(market.place(16, 7, BUY, 49_000, 100, market.expiry())).isEqualTo(Reason.UNKNOWN_MARKET);
        assertThat(market.position(16).restingAskLots).isEqualTo(100);
    }

    @Test
    void ordersDoNotComeBackToLife() {
        fire();
        assertThat(schedule(16, second() + 100)).isEqualTo(Reason.SWITCH_FIRED);
        assertThat(schedule(16, 0)).isEqualTo(Reason.SWITCH_FIRED);
        assertThat(market.cancelAll(16, ALL_MARKETS)).isEqualTo(Reason.OK);
        assertThat(market.place(16, SELL, 50_000, 100)).isEqualTo(Reason.SWITCH_FIRED);
        assertThat(schedule(16, 0)).isEqualTo(Reason.OK);
        assertThat(market.place(16, SELL, 50_000, 100)).isEqualTo(Reason.OK);
    }

    @Test
    void aSwitchIsMovedAndCalledOffInTime() {
        market.place(16, SELL, 50_000, 100);
        long now = second();
        assertThat(schedule(16, now)).isEqualTo(Reason.BAD_TIME);
        assertThat(schedule(16, now + 5)).isEqualTo(Reason.OK);
        market.trial.time((now + 4) * 1000);
        assertThat(schedule(16, now + 50)).isEqualTo(Reason.OK);
        market.trial.time((now + 10) * 1000);
        assertThat(market.place(17, BUY | FLAG_TIF_IOC, 50_000, 10)).isEqualTo(Reason.OK);
        assertThat(schedule(16, 0)).isEqualTo(Reason.OK);
        market.trial.time((now + 55) * 1000);
        assertThat(market.place(17, BUY | FLAG_TIF_IOC, 50_000, 10)).isEqualTo(Reason.OK);
        assertThat(market.position(16).lots).isEqualTo(-20);
        assertThat(market.trial.execute(
                        key(17), new ScheduleCancelItem(16, OWNER_KEY, 99, second() + 9, market.expiry())))
                .isEqualTo(Reason.BAD_SIGNATURE);
    }

    @Test
    void anybodyExpiresWhatIsDueAndNothingElse() {
        market.place(16, 0, SELL, 50_000, 100, second() + 10);
        market.place(17, SELL, 50_000, 100);
        schedule(17, second() + 20);
        market.place(18, SELL, 50_000, 100);
        long start = second();
        market.trial.time((start + 10) * 1000);
        assertThat(expire(16, 0)).isEqualTo(Reason.NOT_DUE);
        market.trial.time((start + 10) * 1000 + 1);
        assertThat(expire(16, 0)).isEqualTo(Reason.OK);
        assertThat(expire(16, 0)).isEqualTo(Reason.UNKNOWN_ORDER);
        assertThat(expire(17, 0)).isEqualTo(Reason.NOT_DUE);
        market.trial.time((start + 20) * 1000);
        assertThat(expire(17, 0)).isEqualTo(Reason.OK);
        assertThat(expire(18, 0)).isEqualTo(Reason.NOT_DUE);
        market.trial.cells().risk(0).status = STATUS_SETTLED;
        assertThat(expire(18, 0)).isEqualTo(Reason.OK);
        assertThat(market.trial.cells().level(0, Book.ASKS, 50_000).orders).isZero();
    }

    @Test
    void whatIsNoOrderCannotExpire() {
        assertThat(expire(16, 0)).isEqualTo(Reason.UNKNOWN_ORDER);
        assertThat(expire(99, 255)).isEqualTo(Reason.UNKNOWN_ORDER);
        assertThat(expire(ACCOUNT_LIMIT, 0)).isEqualTo(Reason.UNKNOWN_ORDER);
        assertThat(expire(ACCOUNT_LIMIT + 16, 0)).isEqualTo(Reason.UNKNOWN_ORDER);
        assertThat(market.trial.execute(Items.frame(ITEM_EXPIRE, new byte[4]))).isEqualTo(Reason.BAD_LENGTH);
        assertThat(market.trial.execute(Items.frame(ITEM_EXPIRE, new byte[6]))).isEqualTo(Reason.BAD_LENGTH);
    }

    @Test
    void expiringCanBeForced() {
        fire();
        market.trial.consume(Messages.forced(Items.expire(16, 0)));
        assertThat(market.trial.cells().cursor().reason).isEqualTo(Reason.OK.code());
        assertThat(Positions.slotOf(market.account(16), 0)).isNegative();
    }
}
