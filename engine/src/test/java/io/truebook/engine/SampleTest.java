package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.GovernanceActions.FundingTerms;
import io.truebook.engine.protocol.Reason;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** The premium of a minute by what the book would pay: thin, empty, one-sided and deep books. */
class SampleTest {
    private final Hours hours = new Hours();
    private final Market market = hours.market;

    /**
     * The formula that Binance, dYdX and Hyperliquid publish: (max(0, impact bid − index) − max(0, index − impact ask)) / index, with
     * impact prices computed here as fractions.
     */
    @Test
    void anImpactPriceIsTheAverageOfWhatTheNotionalMeets() {
        market.place(16, BUY, 50_500, 100);
        market.place(17, BUY, 50_400, 50);
        market.place(18, BUY, 50_400, 500);
        long second = (1_000L * USDC - 100 * 50_500L * 100_000 + 50_400L * 100_000 - 1) / (50_400L * 100_000);
        long notional = (100 * 50_500L + second * 50_400L) * 100_000;
        long price = notional / (100 + second);
        long expected = BigInteger.valueOf(price - Hours.INDEX)
                .multiply(BigInteger.valueOf(PPB))
                .divide(BigInteger.valueOf(Hours.INDEX))
                .longValueExact();
        assertThat(hours.nextPremium()).isEqualTo(expected).isBetween(8_000_000L, 10_000_000L);
    }

    @Test
    void anAskBelowTheIndexIsADiscountRoundedTowardsTheIndex() {
        market.place(16, SELL, 49_999, 150);
        market.place(17, SELL, 50_001, 300);
        // 150 lots at 49,999 and 51 at 50,001: by the lot less than a tick below the index, rounded up.
        long notional = (150 * 49_999L + 51 * 50_001L) * 100_000;
        long price = (notional + 200) / 201;
        assertThat(price).isLessThan(Hours.INDEX);
        assertThat(hours.nextPremium())
                .isEqualTo(-((Hours.INDEX - price) * PPB / Hours.INDEX))
                .isNegative();
    }

    @Test
    void aBookAroundTheIndexHasNoPremium() {
        assertThat(hours.nextPremium()).as("empty").isZero();
        market.place(16, BUY, 49_990, 300);
        assertThat(hours.nextPremium()).as("bids only, below").isZero();
        market.place(17, SELL, 50_010, 300);
        assertThat(hours.nextPremium()).as("both sides").isZero();
        market.cancelAll(16, 0);
        assertThat(hours.nextPremium()).as("asks only, above").isZero();
    }

    @Test
    void tooThinASideHasNoImpactPrice() {
        market.place(16, BUY, 50_500, 198);
        assertThat(hours.nextPremium()).isZero();
        market.place(17, BUY, 50_500, 1);
        assertThat(hours.nextPremium())
                .as("199 · 50,500 ticks are the first that are enough")
                .isEqualTo(10_000_000);
    }

    @Test
    void eightLevelsAreLookedAtAndNoMore() {
        for (int level = 0; level < IMPACT_LEVELS; level++) {
            market.place(16, BUY, 51_000 - level, 1);
        }
        market.place(17, BUY, 50_500, 1_000);
        assertThat(hours.nextPremium()).as("the ninth would be enough").isZero();
        market.cancelAll(16, 0);
        for (int level = 0; level < IMPACT_LEVELS - 1; level++) {
            market.place(16, BUY, 51_000 - level, 1);
        }
        assertThat(hours.nextPremium()).as("the eighth is").isGreaterThan(10_000_000);
    }

    @Test
    void aPremiumOfMoreThanTheIndexIsCut() {
        Hours cheap = new Hours();
        cheap.market.fund(16, 1_000 * FUNDS);
        cheap.market.place(16, BUY, 200_000, 300);
        assertThat(cheap.nextPremium()).isEqualTo(PPB);
    }

    /** Worse levels in the same word of ticks, in the next one, and under another word of words. */
    @Test
    void theNextWorseLevelIsFoundWhereverItLies() {
        int[] ticks = {
            200_001, 200_000, 199_999, 199_680, 199_679, 131_072, 131_071, 70_000, 65_536, 65_535, 300, 256, 255, 1
        };
        market.trial.consume(Messages.list(Messages.Listing.usual(1)), Messages.list(Messages.Listing.usual(2)));
        market.trial.price(1, MARK, 0, PUBLISHER);
        market.trial.price(2, MARK, 0, PUBLISHER);
        for (int tick : ticks) {
            long lots = 1 + 10_000 / tick;
            market.fund(16, 100 * FUNDS);
            assertThat(market.place(16, 1, BUY, tick, lots, market.expiry())).isEqualTo(Reason.OK);
            assertThat(market.place(16, 2, SELL, tick, lots, market.expiry())).isEqualTo(Reason.OK);
        }
        Execution x =
                new Execution(market.trial.cells(), market.trial.domain, market.trial.recovery, EngineListener.NONE);
        for (int i = 0; i < ticks.length; i++) {
            boolean last = i == ticks.length - 1;
            assertThat(Book.nextTick(x, 1, Book.BIDS, ticks[i])).isEqualTo(last ? 0 : ticks[i + 1]);
            assertThat(Book.nextTick(x, 2, Book.ASKS, ticks[i])).isEqualTo(i == 0 ? 0 : ticks[i - 1]);
        }
    }

    @Test
    void onlyMarketsThatTradeHaveAPriceAndFundingAreSampled() {
        market.trial.consume(
                Messages.list(Messages.Listing.usual(1)),
                Messages.list(Messages.Listing.usual(2).withFunding(Hours.TERMS)),
                Messages.list(Messages.Listing.usual(200).withFunding(Hours.TERMS)),
                Messages.list(Messages.Listing.usual(255).withFunding(Hours.TERMS)));
        for (int number : new int[] {1, 200, 255}) {
            market.trial.price(number, MARK, 0, PUBLISHER);
        }
        market.trial.consume(Messages.status(200, STATUS_HALTED, 0), Messages.status(255, STATUS_REDUCE_ONLY, 0));
        hours.toMinute(hours.start + 1);
        assertThat(sampled(0)).isEqualTo(hours.start + 1);
        assertThat(sampled(1)).as("without funding").isZero();
        assertThat(sampled(2)).as("without a price").isZero();
        assertThat(sampled(200)).as("halted").isZero();
        assertThat(sampled(255)).as("reduce-only").isEqualTo(hours.start + 1);
        market.trial.consume(Messages.status(0, STATUS_HALTED, 0));
        hours.toMinute(hours.start + 3);
        assertThat(sampled(0)).isEqualTo(hours.start + 1);
        market.trial.consume(Messages.status(0, STATUS_ACTIVE, 0));
        hours.bidAbove();
        hours.toMinute(hours.start + 4);
        assertThat(hours.activity().premiumMinutes).isEqualTo(4);
        assertThat(hours.activity().premiumSum).isEqualTo(30_000_000);
    }

    @Test
    void theGreatestImpactNotionalFitsTheRegister() {
        // 2^39 nano-USDC a lot's tick: one lot more than 2^39 at a price of 1.
        FundingTerms terms = new FundingTerms(549, 0, 0, 0);
        Messages.Listing listing = new Messages.Listing(
                        1, 1, 1_000, (1L << 40) - 1, (1L << 40) - 1, 1, 0, 0, 1, 1, 1L << 31, 1, "CENT")
                .withFunding(terms);
        market.trial.consume(Messages.list(listing));
        market.trial.price(1, 1, 0, PUBLISHER);
        market.trial.time(market.trial.now() + MINUTE_MS);
        market.place(16, 1, BUY, 1, 549L * USDC, market.expiry());
        long minutes = market.trial.cells().activity(1).sampleMinute;
        market.trial.time(market.trial.now() + MINUTE_MS);
        assertThat(market.trial.cells().activity(1).sampleMinute).isEqualTo(minutes + 1);
        assertThat(market.trial.cells().activity(1).premiumSum).isZero();
        assertThat(market.trial.cells().cursor().lots).isZero();
    }

    private long sampled(int number) {
        return market.trial.cells().activity(number).sampleMinute;
    }
}
