package io.truebook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The zero price against the numbers of other venues, against its definition, and at the ends of its widths. */
class ZeroPriceTest {
    private static final long USDC = 1_000_000_000L;

    /**
     * Bankruptcy prices from the tests of dYdX v4 (x/clob/keeper/liquidations_test.go, TestGetBankruptcyPriceInQuoteQuantums): Bitcoin at
     * 50,000, Ether at 3,000, maintenance margin 10 %. Ticks of 1 USDC, lots of 0.001 coins; equity in USDC; its bankruptcy price shares the
     * account's value among positions by maintenance margin, which is what makes it the zero price.
     */
    @ParameterizedTest
    @CsvSource({
        // equity, own margin, whole margin, lots, mark, zero price
        "499, 500, 500, 100, 50000, 45010", // long 0.1, quote −4,501: 4,501 for 0.1
        "499, 500, 500, -100, 50000, 54990", // short 0.1, quote 5,499
        "0, 500, 500, 100, 50000, 50000", // long, at its bankruptcy price
        "0, 500, 500, -100, 50000, 50000", // short, at its bankruptcy price
        "-100, 500, 500, 100, 50000, 51000", // long, below it: 5,100 for 0.1
        "-100, 500, 500, -100, 50000, 49000", // short, below it: 4,900 for 0.1
        "10, 30, 50, 100, 3000, 2940", // long 0.004 Bitcoin and 0.1 Ether, quote −490: 294 for the Ether
        "10, 30, 50, -100, 3000, 3060", // short both, quote 510: 306
        "10, 30, 50, -100, 3000, 3060", // long Bitcoin, short Ether, quote 110: 306
        "50001, 5000, 5000, 1000, 50000, -1", // long that no price can bankrupt: −1 for one coin
    })
    void asDydxPricesBankruptcy(long equity, long own, long whole, long lots, long mark, long expected) {
        assertThat(tick(equity * USDC, own * USDC, whole * USDC, lots, mark, 1_000_000))
                .isEqualTo(expected);
    }

    /**
     * The two examples of dYdX's page "Contract Loss Mechanisms": 500 contracts at 1 USDC with 100 USDC each. The price doubles, and the short
     * one's bankruptcy price is 1.2; it falls to 0.801, and the long one's is 0.8. Ticks of 0.001 USDC, lots of one contract.
     */
    @Test
    void asInDydxsExamplesOfBankruptcy() {
        assertThat(tick(-400 * USDC, 30 * USDC, 30 * USDC, -500, 2_000, 1_000_000))
                .isEqualTo(1_200);
        assertThat(tick(USDC / 2, 12 * USDC, 12 * USDC, 500, 801, 1_000_000)).isEqualTo(800);
    }

    /**
     * Lighter, "Liquidations & Insurance Fund": zero price of a long = mark · (1 − Mᵢ · account value / maintenance margin requirement), of a
     * short with +; evaluated in decimals.
     */
    @ParameterizedTest
    @CsvSource({
        // account value, maintenance fraction, requirement, lots of 0.001, mark in ticks of 0.01
        "1500, 0.03, 1800, 20000, 300000",
        "1500, 0.03, 1800, -20000, 300000",
        "1, 0.012, 60, 100, 5000000",
        "59, 0.012, 60, -100, 5000000",
        "700, 0.05, 1250, 12000, 10000",
    })
    void asLighterDefinesIt(String value, String fraction, String requirement, long lots, long mark) {
        BigDecimal ratio = new BigDecimal(fraction)
                .multiply(new BigDecimal(value))
                .divide(new BigDecimal(requirement), MathContext.DECIMAL128);
        BigDecimal exact = BigDecimal.valueOf(mark)
                .multiply(lots > 0 ? BigDecimal.ONE.subtract(ratio) : BigDecimal.ONE.add(ratio));
        long expected = exact.setScale(0, lots > 0 ? RoundingMode.CEILING : RoundingMode.FLOOR)
                .longValueExact();
        long own = new BigDecimal(fraction)
                .multiply(BigDecimal.valueOf(Math.abs(lots) * mark * 10_000))
                .longValueExact();
        assertThat(tick(Long.parseLong(value) * USDC, own, Long.parseLong(requirement) * USDC, lots, mark, 10_000))
                .isEqualTo(expected);
    }

    /** It is the worst whole tick at which closing makes equity / maintenance margin no smaller, for any widths. */
    @Test
    void oneTickWorseWouldWorsenHealth() {
        long seed = Seeds.next("zero price");
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200_000; i++) {
            long whole = 1 + (random.nextLong() >>> random.nextInt(3, 63));
            long own = 1 + random.nextLong(whole);
            long equity = random.nextLong() >> random.nextInt(1, 63);
            long multiplier = 1 + (random.nextLong() >>> random.nextInt(32, 63));
            long mark = 1 + (random.nextLong() >>> random.nextInt(40, 63));
            long lots = 1 + (random.nextLong() >>> random.nextInt(30, 63)) % Math.max(1, (1L << 57) / multiplier);
            lots = random.nextBoolean() ? lots : -lots;
            long tick = tick(equity, own, whole, lots, mark, multiplier);
            long worse = lots > 0 ? tick - 1 : tick + 1;
            assertThat(keepsHealth(equity, own, whole, lots, mark, multiplier, tick))
                    .isTrue();
            assertThat(keepsHealth(equity, own, whole, lots, mark, multiplier, worse))
                    .isFalse();
        }
    }

    @Test
    void sharesAreExactAtFullWidth() {
        long margin = 1L << 61;
        assertThat(ZeroPrice.shareRoundedDown(Long.MAX_VALUE, margin, margin)).isEqualTo(Long.MAX_VALUE);
        assertThat(ZeroPrice.shareRoundedDown(-Long.MAX_VALUE, margin, margin)).isEqualTo(-Long.MAX_VALUE);
        assertThat(ZeroPrice.shareRoundedDown(Long.MAX_VALUE, 1, 3)).isEqualTo(Long.MAX_VALUE / 3);
        assertThat(ZeroPrice.shareRoundedDown(10, 1, 3)).isEqualTo(3);
        assertThat(ZeroPrice.shareRoundedDown(-10, 1, 3)).isEqualTo(-4);
        assertThat(ZeroPrice.shareRoundedDown(0, 1, 3)).isZero();
    }

    private static boolean keepsHealth(
            long equity, long own, long whole, long lots, long mark, long multiplier, long tick) {
        BigInteger gain = BigInteger.valueOf(tick - mark)
                .multiply(BigInteger.valueOf(lots))
                .multiply(BigInteger.valueOf(multiplier));
        BigInteger after = BigInteger.valueOf(equity).add(gain).multiply(BigInteger.valueOf(whole));
        BigInteger before = BigInteger.valueOf(equity).multiply(BigInteger.valueOf(whole - own));
        return after.compareTo(before) >= 0;
    }

    private static long tick(long equity, long own, long whole, long lots, long mark, long multiplier) {
        return ZeroPrice.tick(lots, mark, multiplier, ZeroPrice.shareRoundedDown(equity, own, whole));
    }
}
