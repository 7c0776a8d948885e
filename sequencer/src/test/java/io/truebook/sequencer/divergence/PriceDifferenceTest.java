package io.truebook.sequencer.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.truebook.l1.EthAddress;
import io.truebook.l1.PriceFeedContract;
import io.truebook.l1.PriceFeedContract.Round;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PriceDifferenceTest {
    private static final long SEED = Long.getLong("truebook.seed", System.nanoTime());
    private static final long NOW = 1_800_000_000_000L;
    private static final long MAX_AGE = 60_000;

    @Test
    void aBitcoinAtSixtyThousand() {
        // Tick 0.1 USD, lot 0.001 BTC: multiplier 100,000; index 600,300 ticks; the feed has 8 decimals.
        PriceDifference price = difference("0.001", 600_300L * 100_000, 60_000_00000000L, 8);
        assertThat(price.unknown()).isEmpty();
        assertThat(price.feedPrice()).isEqualTo(60_000_000_000_000L);
        assertThat(price.indexPrice()).isEqualTo(60_030_000_000_000L);
        assertThat(price.ppm()).isEqualTo(500);
        assertThat(price.ageSeconds(NOW + 2_999)).isEqualTo(12);
    }

    @Test
    void aLotOfManyUnitsWorthLessThanANanoUsdcEach() {
        PriceDifference price = difference("10000000000", 5, 6, 10);
        assertThat(price.indexPrice()).isZero();
        assertThat(price.feedPrice()).isZero();
        // 5 nano-USDC for a lot against 6: floor(-1/6 · 10^6).
        assertThat(difference("10000000000", 5, 6, 19).ppm()).isEqualTo(-166_667);
    }

    @Test
    void ppmAreThoseOfTheExactPricesRoundedDown() {
        System.out.println("price differences: replay with -Dtruebook.seed=" + SEED);
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            BigDecimal lot = BigDecimal.valueOf(1 + random.nextLong(1_000_000), random.nextInt(7));
            int decimals = random.nextInt(19);
            long oneLot = 1 + random.nextLong(1L << 44);
            BigDecimal perUnit = BigDecimal.valueOf(oneLot, 9)
                    .divide(lot, 40, RoundingMode.HALF_EVEN)
                    .multiply(BigDecimal.valueOf(500_000 + random.nextInt(1_000_000), 6));
            BigInteger answer = perUnit.movePointRight(decimals).toBigInteger();
            if (answer.signum() == 0) {
                continue;
            }
            PriceDifference price = of("" + lot.toPlainString(), oneLot, answer, decimals, NOW);
            if (price.unknown().isPresent()) {
                assertThat(perUnit).isGreaterThan(new BigDecimal("1e9"));
                continue;
            }
            // floor(10^6 · (x − y) / y) = p exactly when p · y ≤ 10^6 · (x − y) < (p + 1) · y, in whole numbers.
            BigDecimal x = BigDecimal.valueOf(oneLot).movePointRight(decimals);
            BigDecimal y = new BigDecimal(answer).multiply(lot).movePointRight(9);
            BigDecimal difference = x.subtract(y).movePointRight(6);
            assertThat(y.multiply(BigDecimal.valueOf(price.ppm()))).isLessThanOrEqualTo(difference);
            assertThat(y.multiply(BigDecimal.valueOf(price.ppm() + 1))).isGreaterThan(difference);
        }
    }

    @Test
    void ageIsJudgedToTheMillisecondAndAgainLater() {
        PriceDifference atLimit = of("1", 1_000_000_000, BigInteger.ONE, 0, NOW - 10_000 + MAX_AGE);
        assertThat(atLimit.unknown()).isEmpty();
        assertThat(of("1", 1_000_000_000, BigInteger.ONE, 0, NOW - 10_000 + MAX_AGE + 1)
                        .unknown())
                .contains(PriceUnknown.STALE);
        PriceDifference later = atLimit.at(NOW - 10_000 + MAX_AGE + 1, MAX_AGE);
        assertThat(later.unknown()).contains(PriceUnknown.STALE);
        assertThat(later.ppm()).isEqualTo(PriceDifference.NONE);
        assertThat(later.isAnswered()).isTrue();
    }

    @Test
    void aMarketWithoutAnIndexHasNoDifference() {
        PriceDifference price = difference("1", 0, 5, 0);
        assertThat(price.unknown()).contains(PriceUnknown.NO_INDEX);
        assertThat(price.indexPrice()).isEqualTo(PriceDifference.NONE);
    }

    @Test
    void aDifferenceThatNoNumberHoldsIsUnknown() {
        assertThat(of("1", 1L << 44, BigInteger.ONE, 36, NOW).unknown()).contains(PriceUnknown.OUT_OF_RANGE);
        assertThat(of("0.000000000000000001", 1L << 44, BigInteger.ONE, 0, NOW).unknown())
                .contains(PriceUnknown.OUT_OF_RANGE);
    }

    @Test
    void aFeedIsOfOneMarketAndAPositiveLot() {
        assertThatThrownBy(() -> feed(256, "1")).hasMessageContaining("market 256");
        assertThatThrownBy(() -> feed(0, "0")).hasMessageContaining("lot");
        assertThatThrownBy(() -> feed(0, "1e19")).hasMessageContaining("lot");
        assertThatThrownBy(() -> feed(0, "1e-19")).hasMessageContaining("lot");
    }

    private static PriceDifference difference(String lot, long oneLot, long answer, int decimals) {
        return of(lot, oneLot, BigInteger.valueOf(answer), decimals, NOW);
    }

    /** Answered 10 s before {@link #NOW}. */
    private static PriceDifference of(String lot, long oneLot, BigInteger answer, int decimals, long now) {
        BigInteger at = BigInteger.valueOf(NOW / 1000 - 10);
        Round round = new Round(BigInteger.TWO, answer, at, BigInteger.TWO);
        return PriceDifference.of(new FeedReading.Answered(feed(0, lot), round, decimals, at), oneLot, now);
    }

    private static PriceFeed feed(int market, String lot) {
        return new PriceFeed(market, new PriceFeedContract(EthAddress.of(new byte[20])), new BigDecimal(lot), MAX_AGE);
    }
}
