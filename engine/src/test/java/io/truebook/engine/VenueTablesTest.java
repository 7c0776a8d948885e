package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.GovernanceActions.FundingTerms;
import io.truebook.engine.GovernanceActions.OpenInterestTerms;
import io.truebook.engine.protocol.MarketCell;
import io.truebook.engine.protocol.RiskCell;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Numbers from the published rules of other venues; the sources, and where Truebook differs on purpose, stand in docs/venues.md. Zero and
 * bankruptcy prices of dYdX and Lighter are in {@link ZeroPriceTest}.
 */
class VenueTablesTest {
    private static final long UNIT = 1_000_000_000L;

    /** Binance's brackets of BTCUSDT: notional · rate − maintenance amount. Three tiers reach to its fourth bracket. */
    @ParameterizedTest
    @CsvSource({
        "50000, 200", // 0.4 % − 0
        "50001, 200.005", // 0.5 % − 50
        "250000, 1200", // 0.5 % − 50
        "1000000, 8700", // 1 % − 1,300
        "5000000, 108700", // 2.5 % − 16,300
        "10000000, 233700", // 2.5 % − 16,300
    })
    void maintenanceMarginOfBinancesBrackets(long notional, String margin) {
        RiskCell risk = risk(1, UNIT);
        risk.mmrPpm = 4_000;
        tier(risk, 50_000, 50, 250_000, 100, 1_000_000, 250);
        assertThat(Margin.maintenanceMargin(risk, notional)).isEqualTo(usdc(margin));
        assertThat(Margin.maintenanceMargin(risk, -notional)).isEqualTo(usdc(margin));
    }

    /** dYdX v4, TestGetInitialMarginQuoteQuantums: margin of so many quote quantums, rounded up. */
    @ParameterizedTest
    @CsvSource({"200000, 500000, 100000", "500000, 1000000, 500000", "100000, 1, 1", "567243, 123456, 70030"})
    void initialMarginIsRoundedUpAsDydxDoes(int ppm, long quanta, long margin) {
        RiskCell risk = risk(1, 1);
        risk.imrPpm = ppm;
        assertThat(Margin.initialMargin(risk, quanta)).isEqualTo(margin);
    }

    /**
     * dYdX v4, TestGetAdjustedInitialMarginPpm and TestGetInitialMarginQuoteQuantums: base 20 %. dYdX rounds the fraction down (387,653 of
     * its third case), Truebook up.
     */
    @ParameterizedTest
    @CsvSource({
        "0, 1000000, 2000000, 200000",
        "1500000, 1000000, 2000000, 600000",
        "1234567, 1000000, 2000000, 387654",
        "1000000, 1000000, 2000000, 200000",
        "2000000, 1000000, 2000000, 1000000",
        "2500000, 1000000, 2000000, 1000000",
        "1500000, 0, 0, 200000",
        "28123456789, 25000000000, 60000000000, 271394", // of 500,000: 135,697
    })
    void initialMarginGrowsWithOpenInterestAsOnDydx(long openInterest, long lower, long upper, int ppm) {
        Market market = new Market(Messages.Listing.usual(0)
                .withMargins(200_000, 100_000)
                .withOpenInterest(new OpenInterestTerms(0, lower, upper)));
        market.trial.cells().activity(0).openInterest = openInterest;
        market.price(MARK);
        RiskCell risk = market.trial.cells().risk(0);
        assertThat(risk.imrPpm).isEqualTo(ppm);
        risk.mark = 1;
        risk.multiplier = 1;
        assertThat(Margin.initialMargin(risk, 500_000)).isEqualTo((ppm + 1) / 2);
    }

    /**
     * Hyperliquid and Binance: F = P + clamp(0.01 % − P, ±0.05 %) in 8 hours, in ppb. Within the dampener it is the interest; Hyperliquid's
     * example is a premium of 1 %.
     */
    @ParameterizedTest
    @CsvSource({
        "10000000, 9500000", // 1 %: 0.95 %
        "0, 100000",
        "100000, 100000",
        "600000, 100000", // the dampener's upper end
        "-400000, 100000", // and its lower end
        "700000, 200000",
        "-500000, 0",
        "-10000000, -9500000",
        "50000000, 40000000", // Hyperliquid's cap of 4 %
    })
    void fundingRatesOfHyperliquidAndBinance(long premium, long rate) {
        MarketCell market = new MarketCell(0);
        market.interestPpb = 100_000;
        market.fundingClampPpb = 500_000;
        market.fundingCapPpb = 40_000_000;
        assertThat(Funding.rate(market, premium)).isEqualTo(rate);
    }

    /**
     * Hyperliquid's example of funding, paid: index 10,000 (50,000 ticks of 0.2 USDC), impact bid 10,100, no ask below the index; a long of
     * 10 Bitcoin pays an eighth of 0.95 % of 100,000 USDC at the hour, on the index and not on the mark.
     */
    @Test
    void anHourOfHyperliquidsExample() {
        Market market = new Market(new Messages.Listing(
                        0, 200_000, 500_000, 1_000_000, 100_000, 1, 0, 0, 100_000, 50_000, 1L << 31, 10_000, "BTC")
                .withFunding(new FundingTerms(50, 100_000, 500_000, 40_000_000)));
        market.fund(16, 20_000 * UNIT);
        market.fund(17, 20_000 * UNIT);
        market.trial.time((market.trial.now() / 60_000 / 60 + 1) * 60 * 60_000);
        market.place(16, BUY, MARK, 10_000);
        market.place(17, SELL, MARK, 10_000);
        market.place(18, BUY, 50_500, 10);
        long before = market.account(16).collateral;
        market.trial.time(market.trial.now() + 60 * 60_000);
        assertThat(market.trial.cells().activity(0).fundingRatePpb).isEqualTo(9_500_000);
        market.trial.execute(Items.settle(16, 0));
        assertThat(before - market.account(16).collateral).isEqualTo(usdc("118.75"));
    }

    /** dYdX v4: premium = (max(0, impact bid − index) − max(0, index − impact ask)) / index. */
    @ParameterizedTest
    @CsvSource({
        "50500, 51000, 10000000", // both above: the bid counts
        "49000, 49500, -10000000", // both below: the ask counts
        "49990, 50010, 0", // around it
        "49000, 50500, 0",
    })
    void premiumsOfDydx(int bid, int ask, long premium) {
        Market market = new Market(Messages.Listing.usual(0)
                .withOracle(1L << 31, 10_000)
                .withFunding(new FundingTerms(50, 0, 0, 40_000_000)));
        market.trial.time((market.trial.now() / 60_000 / 60 + 1) * 60 * 60_000);
        market.place(16, BUY, bid, 20);
        market.place(17, SELL, ask, 20);
        market.trial.time(market.trial.now() + 60_000);
        assertThat(market.trial.cells().activity(0).premiumSum).isEqualTo(premium);
    }

    /**
     * Hyperliquid: liquidation price = price − side · margin available / size / (1 − l · side), margin available = account value less
     * maintenance margin. Beyond it the account is below maintenance margin, before it not. Ticks of 0.01 USDC, lots of 0.001.
     */
    @ParameterizedTest
    @CsvSource({
        // account value, size in lots, maintenance ppm
        "2000, 10000, 12500", // 40 times leverage: 9,924.05 USDC
        "2000, -10000, 12500",
        "30000, 10000, 166667", // 3 times
        "30000, -10000, 166667",
        "1200, 7, 10000",
    })
    void accountsFallBelowMaintenanceAtHyperliquidsLiquidationPrice(long value, long lots, int ppm) {
        double side = Math.signum((double) lots);
        double size = Math.abs(lots) / 1000.0;
        double l = ppm / 1e6;
        double available = value - size * 10_000 * l;
        double price = 10_000 - side * available / size / (1 - l * side);
        if (price <= 0) {
            assertThat(healthy(value, lots, ppm, 1)).isTrue();
            return;
        }
        int inside = (int) (side > 0 ? Math.ceil(price * 100 + 1e-3) : Math.floor(price * 100 - 1e-3));
        assertThat(healthy(value, lots, ppm, inside)).isTrue();
        assertThat(healthy(value, lots, ppm, inside - (int) side)).isFalse();
    }

    private static boolean healthy(long value, long lots, int ppm, int mark) {
        RiskCell risk = risk(mark, 10_000_000 / 1000);
        risk.mmrPpm = ppm;
        long equity = value * UNIT + Margin.value(risk, lots) - lots * 1_000_000 * risk.multiplier;
        return equity >= Margin.maintenanceMargin(risk, lots);
    }

    /** Hyperliquid: the backstop's turn is below two thirds of maintenance margin. */
    @ParameterizedTest
    @CsvSource({"1250, false", "833.333334, false", "833.333333, true", "0, true", "-5, true"})
    void closeOutBelowTwoThirdsAsOnHyperliquid(String equity, boolean closeOut) {
        assertThat(Backstop.needsCloseOut(new Health(usdc(equity), 0, 1_250 * UNIT)))
                .isEqualTo(closeOut);
    }

    /** Hyperliquid: of a position of more than 100,000 USDC a fifth is liquidated. */
    @ParameterizedTest
    @CsvSource({"1000, 1000", "100000, 100000", "100001, 20001", "500000, 100000"})
    void aFifthOfMoreThanAHundredThousandAsOnHyperliquid(long lots, long part) {
        assertThat(Liquidate.part(risk(1, UNIT), lots)).isEqualTo(part);
    }

    /** Hyperliquid's base fees, 0.045 % and 0.015 %, and its tiers as rates of their own; fractions of the smallest unit are rounded up. */
    @ParameterizedTest
    @CsvSource({
        "100000, 450, 45",
        "100000, 150, 15",
        "100000, 400, 40",
        "33.333333333, 450, 0.015",
        "0.000000001, 450, 0.000000001",
    })
    void feesOfHyperliquid(String notional, int ppm, String fee) {
        assertThat(Fees.feeRoundedUp(usdc(notional), ppm)).isEqualTo(usdc(fee));
    }

    /**
     * Drift v2, total_base_asset_amount_not_zero: a loss of 100 and 4 lots short. Drift charges both sides, here 7 + 4 lots; Truebook charges
     * the side that won, and rounds up as Drift does.
     */
    @ParameterizedTest
    @CsvSource({"100, 4, 25", "100, 11, 9.090909091", "100, 3, 33.333333334"})
    void aLossIsSpreadByLotsAsOnDrift(String loss, long winners, String perLot) {
        Market market = new Market();
        Execution x =
                new Execution(market.trial.cells(), market.trial.domain, market.trial.recovery, EngineListener.NONE);
        x.cells.activity(0).openInterest = winners;
        x.cells.risk(0).multiplier = UNIT;
        assertThat(LossSpread.spread(x, 0, 7, usdc(loss))).isEqualTo(usdc(loss));
        assertThat(x.cells.risk(0).shortIndex).isEqualTo(usdc(perLot));
        assertThat(x.cells.risk(0).longIndex).isZero();
        assertThat(x.cells.account(INSURANCE_ACCOUNT).collateral)
                .isEqualTo(usdc(perLot) * winners - usdc(loss))
                .isLessThan(winners);
    }

    private static RiskCell risk(int mark, long multiplier) {
        RiskCell risk = new RiskCell(0);
        risk.mark = mark;
        risk.multiplier = multiplier;
        return risk;
    }

    private static void tier(RiskCell risk, long bound1, int mmr1, long bound2, int mmr2, long bound3, int mmr3) {
        risk.tierBound1 = bound1;
        risk.tierMmr1 = mmr1;
        risk.tierBound2 = bound2;
        risk.tierMmr2 = mmr2;
        risk.tierBound3 = bound3;
        risk.tierMmr3 = mmr3;
    }

    private static long usdc(String amount) {
        return new BigDecimal(amount).movePointRight(9).longValueExact();
    }
}
