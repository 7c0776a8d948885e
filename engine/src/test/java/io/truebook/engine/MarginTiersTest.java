package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.GovernanceActions.MarginTier;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.RiskCell;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Margin that grows with the size of a position: section 6, at and around each bound, and against exact numbers. */
class MarginTiersTest {
    private static final long ONE_USDC = USDC;

    @Test
    void aHigherRateCountsAboveItsBoundOnly() {
        RiskCell risk = tiered();
        assertMargins(risk, 0, 0, 0);
        assertMargins(risk, 1_000 * ONE_USDC, 100 * ONE_USDC, 50 * ONE_USDC);
        // One nano-USDC above a bound costs one more, by rounding up, and not a tenth of everything.
        assertMargins(risk, 1_000 * ONE_USDC + 1, 100 * ONE_USDC + 2, 50 * ONE_USDC + 2);
        assertMargins(risk, 1_000 * ONE_USDC - 1, 100 * ONE_USDC, 50 * ONE_USDC);
        assertMargins(risk, 990 * ONE_USDC, 99 * ONE_USDC, 99 * ONE_USDC / 2);
        assertMargins(risk, 1_000 * ONE_USDC - ONE_USDC / 2, 99_950_000_000L, 49_975_000_000L);
        assertMargins(risk, 1_010 * ONE_USDC, 102 * ONE_USDC, 51 * ONE_USDC);
        assertMargins(risk, 5_000 * ONE_USDC, 900 * ONE_USDC, 450 * ONE_USDC);
        assertMargins(risk, 5_000 * ONE_USDC + 1, 900 * ONE_USDC + 3, 450 * ONE_USDC + 3);
        assertMargins(risk, 5_010 * ONE_USDC, 905 * ONE_USDC, 454 * ONE_USDC);
        assertMargins(risk, 20_000 * ONE_USDC, 8_400 * ONE_USDC, 6_450 * ONE_USDC);
        assertMargins(risk, 20_010 * ONE_USDC, 8_410 * ONE_USDC, 6_460 * ONE_USDC);
    }

    @Test
    void aTierBelowTheRateSoFarAddsNothing() {
        RiskCell risk = tiered();
        // Open interest has driven the first rate above those of the first two tiers.
        risk.imrPpm = 600_000;
        assertMargins(risk, 6_000 * ONE_USDC, 3_600 * ONE_USDC, 850 * ONE_USDC);
        assertMargins(risk, 30_000 * ONE_USDC, 22_000 * ONE_USDC, 16_450 * ONE_USDC);
        risk.imrPpm = 1_000_000;
        assertMargins(risk, 30_000 * ONE_USDC, 30_000 * ONE_USDC, 16_450 * ONE_USDC);
    }

    @Test
    void aBoundOfZeroIsNoTier() {
        RiskCell risk = tiered();
        risk.tierBound2 = 0;
        risk.tierImr2 = 0;
        risk.tierMmr2 = 0;
        risk.tierBound3 = 0;
        risk.tierImr3 = 0;
        risk.tierMmr3 = 0;
        assertMargins(risk, 20_000 * ONE_USDC, 3_900 * ONE_USDC, 1_950 * ONE_USDC);
        risk.tierBound1 = 0;
        assertMargins(risk, 20_000 * ONE_USDC, 2_000 * ONE_USDC, 1_000 * ONE_USDC);
    }

    @Test
    void equalsTheExactSumForRandomAndExtremeValues() {
        SplittableRandom random = new SplittableRandom(8);
        for (int round = 0; round < 50_000; round++) {
            RiskCell risk = new RiskCell(0);
            risk.mark = 1;
            risk.multiplier = 1;
            risk.imrPpm = 1 + random.nextInt(1_000_000);
            risk.mmrPpm = 1 + random.nextInt(risk.imrPpm);
            risk.tierBound1 = random.nextInt(1_000_000);
            risk.tierBound2 = risk.tierBound1 == 0 ? 0 : risk.tierBound1 + random.nextInt(1_000_000);
            risk.tierBound3 = random.nextInt(3) == 0 ? (1L << 32) - 1 : risk.tierBound2;
            risk.tierImr1 = random.nextInt(10_001);
            risk.tierImr2 = random.nextInt(10_001);
            risk.tierImr3 = random.nextInt(3) == 0 ? 10_000 : random.nextInt(10_001);
            long[] edges = {
                POSITION_BOUND, risk.tierBound1 * ONE_USDC, risk.tierBound2 * ONE_USDC, risk.tierBound3 * ONE_USDC
            };
            long near = edges[random.nextInt(4)] + random.nextInt(-1, 2);
            long lots =
                    near >= 0 && near <= POSITION_BOUND ? near : random.nextLong(POSITION_BOUND) >> random.nextInt(57);
            assertThat(Margin.initialMargin(risk, lots)).isEqualTo(exactInitialMargin(risk, lots));
        }
    }

    @Test
    void largePositionsNeedMoreThanSmallOnes() {
        Market market = new Market(Messages.Listing.usual(0).withTiers(new MarginTier(1_000, 5_000, 2_500)));
        market.fund(30, 600 * ONE_USDC);
        // 200 lots are 1,000 USDC; the next 100 need 50 % each.
        assertThat(market.place(30, BUY, 50_000, 200)).isEqualTo(Reason.OK);
        assertThat(market.withdraw(30, 500 * ONE_USDC + 1_000)).isEqualTo(Reason.INSUFFICIENT_MARGIN);
        assertThat(market.place(30, BUY, 50_000, 201)).isEqualTo(Reason.REST_MARGIN);
        assertThat(market.place(30, BUY, 50_000, 200)).isEqualTo(Reason.OK);
        assertThat(market.withdraw(30, 1_000)).isEqualTo(Reason.INSUFFICIENT_MARGIN);
        market.checkInvariants();
    }

    private static RiskCell tiered() {
        RiskCell risk = new RiskCell(0);
        risk.mark = 1;
        risk.multiplier = 1;
        risk.imrPpm = 100_000;
        risk.mmrPpm = 50_000;
        risk.tierBound1 = 1_000;
        risk.tierImr1 = 2_000;
        risk.tierMmr1 = 1_000;
        risk.tierBound2 = 5_000;
        risk.tierImr2 = 5_000;
        risk.tierMmr2 = 4_000;
        risk.tierBound3 = 20_000;
        risk.tierImr3 = 10_000;
        risk.tierMmr3 = 10_000;
        return risk;
    }

    private static void assertMargins(RiskCell risk, long notional, long initial, long maintenance) {
        assertThat(Margin.initialMargin(risk, notional)).isEqualTo(initial);
        assertThat(Margin.maintenanceMargin(risk, notional)).isEqualTo(maintenance);
        assertThat(Margin.maintenanceMargin(risk, -notional)).isEqualTo(maintenance);
    }

    private static long exactInitialMargin(RiskCell risk, long notional) {
        List<long[]> tiers = List.of(
                new long[] {risk.tierBound1, risk.tierImr1},
                new long[] {risk.tierBound2, risk.tierImr2},
                new long[] {risk.tierBound3, risk.tierImr3});
        BigInteger sum = roundedUp(BigInteger.valueOf(notional), risk.imrPpm);
        long highest = risk.imrPpm;
        for (long[] tier : tiers) {
            long rate = Math.max(highest, tier[1] * 100);
            BigInteger above = BigInteger.valueOf(notional)
                    .subtract(BigInteger.valueOf(tier[0]).multiply(BigInteger.valueOf(ONE_USDC)));
            if (tier[0] > 0 && risk.tierBound1 > 0 && above.signum() > 0) {
                sum = sum.add(roundedUp(above, rate - highest));
            }
            highest = rate;
        }
        return sum.longValueExact();
    }

    private static BigInteger roundedUp(BigInteger notional, long ppm) {
        return notional.multiply(BigInteger.valueOf(ppm))
                .add(BigInteger.valueOf(999_999))
                .divide(BigInteger.valueOf(1_000_000));
    }
}
