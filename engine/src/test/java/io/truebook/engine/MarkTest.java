package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.GovernanceActions.OpenInterestTerms;
import org.junit.jupiter.api.Test;

/** Where the mark stands between index, book, last trade and basis, and how far at most; initial margin by open interest. */
class MarkTest {
    private static final Messages.Listing LISTING =
            Messages.Listing.usual(0).withMarkBand(10_000).withFunding(Hours.TERMS);

    private final Hours hours = new Hours(LISTING);
    private final Market market = hours.market;

    /** The index stays where it is; the mark is found anew. */
    private int mark() {
        return mark(MARK);
    }

    private int mark(int index) {
        market.trial.time(market.trial.now() + 1);
        market.trial.price(0, index, 0, PUBLISHER);
        assertThat(market.trial.cells().risk(0).index).isEqualTo(index);
        return market.trial.cells().risk(0).mark;
    }

    private void trade(int tick) {
        market.place(18, SELL, tick, 10);
        market.place(19, BUY | FLAG_TIF_IOC, tick, 10);
    }

    /** Minutes with this premium, until the basis is as good as its target. */
    private void basis(int side, int tick) {
        market.place(16, side, tick, 300);
        for (int i = 0; i < 60; i++) {
            hours.nextPremium();
        }
        market.cancelAll(16, 0);
    }

    @Test
    void theBookAloneDoesNotMoveTheMark() {
        market.place(16, BUY, 50_100, 300);
        market.place(17, SELL, 50_110, 300);
        assertThat(mark())
                .as("index, index without a basis, and the book: the median is the index")
                .isEqualTo(MARK);
    }

    @Test
    void theBasisAloneDoesNotMoveTheMark() {
        basis(BUY, 50_100);
        assertThat(hours.activity().basis >> BASIS_FRACTION_BITS).isBetween(98L, 100L);
        assertThat(mark()).isEqualTo(MARK);
    }

    @Test
    void bookAndBasisTogetherMoveItByTheLesserOfBoth() {
        basis(BUY, 50_100);
        long basis = hours.activity().basis >> BASIS_FRACTION_BITS;
        market.place(16, BUY, 50_040, 300);
        market.place(17, SELL, 50_060, 300);
        assertThat(mark()).as("no trade yet: the best bid, next to the index").isEqualTo(50_040);
        trade(50_050);
        assertThat(mark()).as("the last trade within the book").isEqualTo(50_050);
        market.cancelAll(17, 0);
        market.place(17, SELL, 50_045, 300);
        assertThat(mark()).as("the best ask below the last trade").isEqualTo(50_045);
        market.cancelAll(16, 0);
        market.cancelAll(17, 0);
        market.place(17, SELL, 50_500, 10);
        assertThat(mark()).as("asks only: the last trade").isEqualTo(50_050);
        market.cancelAll(17, 0);
        market.place(16, BUY, 50_010, 10);
        assertThat(mark()).as("bids only: the last trade").isEqualTo(50_050);
        market.cancelAll(16, 0);
        trade(50_400);
        assertThat(mark()).as("the basis is less than the last trade").isEqualTo(MARK + (int) basis);
    }

    @Test
    void aDiscountWorksAlike() {
        basis(SELL, 49_900);
        long basis = hours.activity().basis >> BASIS_FRACTION_BITS;
        assertThat(basis).isEqualTo(-100);
        market.place(16, BUY, 49_930, 300);
        market.place(17, SELL, 49_950, 300);
        assertThat(mark()).isEqualTo(49_950);
        market.cancelAll(16, 0);
        market.cancelAll(17, 0);
        trade(49_800);
        assertThat(mark()).isEqualTo(49_900);
    }

    @Test
    void theMarkStaysWithinItsBand() {
        basis(BUY, 55_000);
        trade(55_000);
        assertThat(hours.activity().basis >> BASIS_FRACTION_BITS).isGreaterThan(4_900);
        assertThat(mark()).as("1 % above the index").isEqualTo(50_500);
        basis(SELL, 44_000);
        trade(44_000);
        assertThat(mark()).as("1 % below").isEqualTo(49_500);
        assertThat(mark(50_001)).as("the band is rounded down").isEqualTo(50_001 - 500);
    }

    @Test
    void theMarkStaysAmongThePrices() {
        Market edge = new Market(LISTING.withOracle(1L << 31, MAX_JUMP_PPM));
        int high = 1_000_000;
        edge.trial.cells().activity(0).basis = 50_000L << BASIS_FRACTION_BITS;
        edge.trial.cells().activity(0).lastTrade = high;
        while (edge.trial.cells().risk(0).index < high) {
            edge.price(high);
        }
        assertThat(edge.trial.cells().risk(0).mark).isEqualTo(high);
        edge.trial.cells().activity(0).basis = -50_000L << BASIS_FRACTION_BITS;
        edge.trial.cells().activity(0).lastTrade = 1;
        while (edge.trial.cells().risk(0).index > 1) {
            edge.price(1);
        }
        assertThat(edge.trial.cells().risk(0).mark).isEqualTo(1);
    }

    @Test
    void theBandIsOffUntilTheGovernorSaysOtherwise() {
        Hours plain = new Hours();
        plain.market.trial.cells().activity(0).basis = 100L << BASIS_FRACTION_BITS;
        plain.market.trial.cells().activity(0).lastTrade = 50_100;
        plain.market.price(MARK);
        assertThat(plain.risk().mark).isEqualTo(MARK);
        plain.market.trial.consume(Messages.setMarket(LISTING.withOracle(1L << 31, 10_000)));
        assertThat(plain.risk().mark).as("until the next price").isEqualTo(MARK);
        plain.market.price(MARK);
        assertThat(plain.risk().mark).isGreaterThan(MARK);
    }

    /** dYdX v4, "open-interest-based initial margin": linear from the base at the lower cap to 100 % at the upper. */
    @Test
    void initialMarginGrowsWithOpenInterest() {
        Market open = new Market(Messages.Listing.usual(0)
                .withOracle(1L << 31, 10_000)
                .withOpenInterest(new OpenInterestTerms(0, 100, 307)));
        assertThat(open.trial.cells().risk(0).imrPpm).isEqualTo(100_000);
        hold(open, 100);
        assertThat(open.trial.cells().risk(0).imrPpm).as("at the lower bound").isEqualTo(100_000);
        hold(open, 1);
        assertThat(open.trial.cells().risk(0).imrPpm).isEqualTo(100_000 + 4_348);
        hold(open, 206);
        assertThat(open.trial.cells().risk(0).imrPpm).as("at the upper bound").isEqualTo(1_000_000);
        open.fund(16, FUNDS);
        open.fund(17, FUNDS);
        hold(open, 10);
        assertThat(open.trial.cells().risk(0).imrPpm).as("and no further").isEqualTo(1_000_000);
        open.place(16, SELL, MARK, 200);
        open.place(17, BUY | FLAG_TIF_IOC, MARK, 200);
        open.price(MARK);
        assertThat(open.trial.cells().activity(0).openInterest).isEqualTo(117);
        assertThat(open.trial.cells().risk(0).imrPpm).isEqualTo(100_000 + (900_000 * 17 + 206) / 207);
        open.trial.consume(Messages.setMarket(Messages.Listing.usual(0)));
        assertThat(open.trial.cells().risk(0).imrPpm).isEqualTo(100_000);
    }

    private static void hold(Market open, long lots) {
        open.place(17, SELL, MARK, lots);
        open.place(16, BUY | FLAG_TIF_IOC, MARK, lots);
        open.price(MARK);
    }
}
