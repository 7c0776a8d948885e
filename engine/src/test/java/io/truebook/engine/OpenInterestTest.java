package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.GovernanceActions.OpenInterestTerms;
import io.truebook.engine.protocol.Reason;
import org.junit.jupiter.api.Test;

/** Lots held long, counted fill by fill, and a market's cap on them: section 5.3. */
class OpenInterestTest {
    @Test
    void countsWhatIsHeldLong() {
        Market market = new Market();
        trade(market, 16, 17, 10);
        assertOpen(market, 10);
        assertThat(market.trial.cells().activity(0).lastTrade).isEqualTo(50_000);
        // The position goes over to another, is turned, and is closed.
        trade(market, 17, 18, 4);
        assertOpen(market, 10);
        trade(market, 17, 18, 25);
        assertOpen(market, 29);
        trade(market, 18, 16, 10);
        assertOpen(market, 19);
        market.place(18, SELL, 50_007, 19);
        assertThat(market.place(17, BUY, 50_007, 19)).isEqualTo(Reason.OK);
        assertOpen(market, 0);
        assertThat(market.trial.cells().activity(0).lastTrade).isEqualTo(50_007);
    }

    @Test
    void aCapStopsWhatWouldGrowBeyondIt() {
        Market market = new Market(capped(15));
        trade(market, 16, 17, 10);
        market.place(16, SELL, 50_000, 6);
        assertThat(market.place(17, BUY, 50_000, 6)).isEqualTo(Reason.OPEN_INTEREST_CAP);
        assertThat(market.position(17).lots).isEqualTo(10);
        assertThat(market.position(16).restingAskLots).isEqualTo(6);
        assertThat(market.place(17, BUY, 50_000, 5)).isEqualTo(Reason.OK);
        assertOpen(market, 15);
        market.cancelAll(16, 0);
        // At the cap positions can change hands, turn as far as they came, and shrink.
        trade(market, 17, 18, 15);
        assertOpen(market, 15);
        market.place(16, BUY, 50_000, 16);
        assertThat(market.place(18, SELL, 50_000, 16)).isEqualTo(Reason.OK);
        assertOpen(market, 1);
    }

    @Test
    void aMarketOverALoweredCapCanShrink() {
        Market market = new Market(capped(0));
        trade(market, 16, 17, 20);
        market.trial.consume(Messages.setMarket(capped(5)));
        trade(market, 17, 18, 3);
        trade(market, 17, 16, 2);
        assertOpen(market, 18);
        market.place(16, SELL, 50_000, 1);
        assertThat(market.place(19, BUY, 50_000, 1)).isEqualTo(Reason.OPEN_INTEREST_CAP);
    }

    @Test
    void withoutACapItEndsWhereTheCellDoes() {
        Market market = new Market();
        market.trial.cells().activity(0).openInterest = (1L << 48) - 11;
        trade(market, 16, 17, 10);
        market.place(16, SELL, 50_000, 1);
        assertThat(market.place(19, BUY, 50_000, 1)).isEqualTo(Reason.OPEN_INTEREST_CAP);
        assertThat(market.trial.cells().activity(0).openInterest).isEqualTo((1L << 48) - 1);
    }

    private static Messages.Listing capped(long cap) {
        return Messages.Listing.usual(0).withOpenInterest(new OpenInterestTerms(cap, 0, 0));
    }

    private static void trade(Market market, long seller, long buyer, long lots) {
        market.place(seller, SELL, 50_000, lots);
        assertThat(market.place(buyer, BUY, 50_000, lots)).isEqualTo(Reason.OK);
    }

    private static void assertOpen(Market market, long lots) {
        assertThat(market.trial.cells().activity(0).openInterest).isEqualTo(lots);
        market.checkInvariants();
    }
}
