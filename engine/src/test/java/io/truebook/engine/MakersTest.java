package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.CursorCell;
import io.truebook.engine.protocol.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a maker must still be when a taker comes: section 5.3, steps 5 to 8, one step at a time. */
class MakersTest {
    private final Market market = new Market();
    private final Execution x = market.execution();
    private final CursorCell cursor = x.cells.cursor();

    @AfterEach
    void everythingIsConserved() {
        market.checkInvariants();
    }

    @Test
    void anAccountWhoseSwitchHasFiredHasNoOrdersLeft() {
        market.place(16, SELL, 50_000, 10);
        market.place(16, SELL, 50_000, 10);
        long cancelAt = market.trial.now() / 1000 + 5;
        market.account(16).cancelAt = cancelAt;
        x.cells.changed(market.account(16));
        market.trial.time(cancelAt * 1000 - 1);
        assertThat(lookedAt(17, BUY, 4)).isEqualTo(PHASE_FILL);
        market.trial.time(cancelAt * 1000);
        assertThat(lookedAt(17, BUY, 4)).isEqualTo(PHASE_MATCH);
        assertThat(cursor.reason).isEqualTo(Reason.MAKER_SWITCHED.code());
        assertThat(market.position(16).restingAskLots).isEqualTo(10);
        InFlight.finish(x, Reason.OK);
    }

    @Test
    void expiryIsNamedBeforeTheSwitchAndTheSwitchBeforeReducing() {
        long expiry = market.trial.now() / 1000 + 5;
        market.place(16, 0, SELL, 50_000, 10, expiry);
        market.place(16, 0, SELL, 50_000, 10, expiry + 100);
        market.trial.time(expiry * 1000 + 1);
        market.account(16).cancelAt = expiry;
        x.cells.changed(market.account(16));
        market.trial.consume(Messages.status(0, STATUS_REDUCE_ONLY, 0));
        lookedAt(17, BUY, 4);
        assertThat(cursor.reason).isEqualTo(Reason.MAKER_EXPIRED.code());
        lookedAt(17, BUY, 4);
        assertThat(cursor.reason).isEqualTo(Reason.MAKER_SWITCHED.code());
        InFlight.finish(x, Reason.OK);
    }

    @Test
    void aMarketThatOnlyReducesCutsEveryMakerToItsPosition() {
        openPosition(16, 17, 10);
        market.place(17, SELL, 50_000, 25);
        market.place(16, SELL, 50_000, 5);
        market.trial.consume(Messages.status(0, STATUS_REDUCE_ONLY, 0));
        // 17 is long by 10 and sells 10 of its 25 lots; then it reduces no more. 16 is short and never does.
        assertThat(market.place(16, BUY | FLAG_REDUCE_ONLY | FLAG_TIF_IOC, 50_000, 4))
                .isEqualTo(Reason.OK);
        assertThat(lookedAt(18, BUY, 30)).isEqualTo(PHASE_FILL);
        assertThat(cursor.fillLots).isEqualTo(6);
        Fill.fill(x);
        assertThat(market.position(17).restingAskLots).isEqualTo(15);
        Match.match(x);
        assertThat(cursor.reason).isEqualTo(Reason.MAKER_NOT_REDUCING.code());
        Match.match(x);
        assertThat(cursor.reason).isEqualTo(Reason.MAKER_NOT_REDUCING.code());
        Match.match(x);
        assertThat(cursor.phase).isEqualTo(PHASE_ITEM);
        assertThat(market.position(16).restingAskLots).isZero();
    }

    @Test
    void aMakerIsJudgedByWhatItOwes() {
        market.fund(30, 60_000_000_000L);
        market.place(16, SELL, 50_000, 100);
        market.place(30, BUY, 50_000, 100);
        market.place(30, BUY, 50_000, 10);
        x.cells.risk(0).longIndex = 50_000_000;
        x.cells.changed(x.cells.risk(0));
        // Funding took 5 of the 9.75 USDC that were left; the resting 10 lots need 5 of them.
        assertThat(lookedAt(17, SELL, 10)).isEqualTo(PHASE_MATCH);
        assertThat(cursor.reason).isEqualTo(Reason.MAKER_MARGIN.code());
        assertThat(market.position(30).entryIndex).isEqualTo(50_000_000);
        assertThat(x.cells.activity(0).suspense).isEqualTo(100 * 50_000_000L);
        InFlight.finish(x, Reason.OK);
    }

    /** A taker looks at the best maker; the phase after that. */
    private int lookedAt(long taker, int side, long lots) {
        InFlight.order(x, taker, 0, side | FLAG_TIF_IOC, 50_000, lots, 0, 0, 0);
        Match.match(x);
        return cursor.phase;
    }

    private void openPosition(long seller, long buyer, long lots) {
        market.place(seller, SELL, 50_000, lots);
        assertThat(market.place(buyer, BUY, 50_000, lots)).isEqualTo(Reason.OK);
    }
}
