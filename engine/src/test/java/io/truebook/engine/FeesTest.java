package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.Reason;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FeesTest {
    private static final long SEED = Long.getLong("seed", 4L);

    @Test
    void equalsTheUnboundedCeilingForRandomAndExtremeValues() {
        SplittableRandom random = new SplittableRandom(SEED);
        // Up to 2^42 the product is taken whole.
        long[] edges = {0, 1, 999_999, 1_000_000, 1_000_001, (1L << 42) - 1, 1L << 42, (1L << 42) + 1, 1L << 57};
        for (int round = 0; round < 100_000; round++) {
            long most = round % 4 == 1 ? 1L << 43 : 1L << 57;
            long notional = round % 4 == 0 ? edges[random.nextInt(edges.length)] : random.nextLong(most + 1);
            long ppm = round % 3 == 0 ? random.nextInt(2) * 1_000_000L : random.nextInt(1_000_001);
            BigInteger[] exact = BigInteger.valueOf(notional)
                    .multiply(BigInteger.valueOf(ppm))
                    .divideAndRemainder(BigInteger.valueOf(1_000_000));
            long ceiling = exact[0].longValueExact() + exact[1].signum();
            assertThat(Fees.feeRoundedUp(notional, ppm))
                    .as("seed %d: %d at %d", SEED, notional, ppm)
                    .isEqualTo(ceiling);
        }
    }

    @Test
    void roundsDownLikeTheUnboundedFloor() {
        SplittableRandom random = new SplittableRandom(SEED + 1);
        long[] edges = {0, 1, 999_999, 1_000_000, 1_000_001, 1L << 57};
        for (int round = 0; round < 50_000; round++) {
            long notional = round % 4 == 0 ? edges[random.nextInt(edges.length)] : random.nextLong((1L << 57) + 1);
            long ppm = round % 3 == 0 ? random.nextInt(2) * 1_000_000L : random.nextInt(1_000_001);
            long floor = BigInteger.valueOf(notional)
                    .multiply(BigInteger.valueOf(ppm))
                    .divide(BigInteger.valueOf(1_000_000))
                    .longValueExact();
            assertThat(Fees.feeRoundedDown(notional, ppm))
                    .as("seed %d: %d at %d", SEED, notional, ppm)
                    .isEqualTo(floor);
        }
    }

    @Test
    void aMakerGetsItsRebateFromTheTakersFee() {
        Market market = new Market(Messages.Listing.usual(0).withFees(500, 0, 300, 0));
        market.place(16, SELL, 50_000, 10);
        assertThat(market.place(17, BUY, 50_000, 10)).isEqualTo(Reason.OK);
        long notional = 10 * NOTIONAL_PER_LOT;
        assertThat(market.account(17).collateral).isEqualTo(FUNDS - notional * 500 / 1_000_000);
        assertThat(market.account(16).collateral).isEqualTo(FUNDS + notional * 300 / 1_000_000);
        assertThat(market.account(FEE_ACCOUNT).collateral).isEqualTo(notional * 200 / 1_000_000);
        market.checkInvariants();
    }

    @Test
    void tradingWithOneselfForTheRebateNeverPays() {
        Market market = new Market(Messages.Listing.usual(0).withFees(500, 0, 500, 0));
        market.trial.consume(Messages.feeTiers(new GovernanceActions.FeeTierTerms(1, 60, 0)));
        for (int i = 0; i < 4; i++) {
            market.place(16, SELL, 50_000 + i, 333);
            assertThat(market.place(17, BUY, 50_000 + i, 333)).isEqualTo(Reason.OK);
        }
        // From the second trade on the taker pays less than the rebate: the maker gets just what the taker pays.
        assertThat(market.account(17).collateral).isLessThan(FUNDS);
        assertThat(market.account(16).collateral + market.account(17).collateral)
                .isEqualTo(2 * FUNDS - market.account(FEE_ACCOUNT).collateral);
        assertThat(market.account(FEE_ACCOUNT).collateral).isZero();
        market.trial.consume(Messages.feeTiers(new GovernanceActions.FeeTierTerms(1, 100, 0)));
        long maker = market.account(16).collateral;
        market.place(16, SELL, 50_000, 10);
        market.place(17, BUY, 50_000, 10);
        assertThat(market.account(16).collateral).isEqualTo(maker);
        market.checkInvariants();
    }

    @Test
    void aRebateIsNotPaidByALiquidationOrAnUnwinding() {
        Market market = new Market(Messages.Listing.usual(0).withFees(500, 0, 300, 10_000));
        Execution x = market.execution();
        Trade trade = Trade.made(x, 0, 50_000, 10);
        assertThat(Fees.makerAfterRebate(x, x.cells.account(16), trade, 1_000_000_000))
                .isEqualTo(-trade.notional() * 300 / 1_000_000);
        x.cells.cursor().kind = KIND_LIQUIDATION;
        assertThat(Fees.makerAfterRebate(x, x.cells.account(16), trade, 1_000_000_000))
                .isZero();
        x.cells.cursor().kind = KIND_UNWIND;
        assertThat(Fees.makerAfterRebate(x, x.cells.account(16), trade, 1_000_000_000))
                .isZero();
        assertThat(Fees.taker(x, x.cells.account(17), trade)).isZero();
    }

    @Test
    void aLiquidationPaysAtMostWhatItsFillIsBetterThanTheZeroPrice() {
        Market market = new Market(Messages.Listing.usual(0).withFees(500, 0, 0, 10_000));
        Execution x = market.execution();
        x.cells.cursor().kind = KIND_LIQUIDATION;
        x.cells.cursor().tick = 49_000;
        assertThat(Fees.taker(x, x.cells.account(17), Trade.made(x, 0, 49_000, 7)))
                .isZero();
        assertThat(Fees.taker(x, x.cells.account(17), Trade.made(x, 0, 49_001, 7)))
                .isEqualTo(7 * 100_000);
        assertThat(Fees.taker(x, x.cells.account(17), Trade.made(x, 0, 48_999, 7)))
                .isEqualTo(7 * 100_000);
        assertThat(Fees.taker(x, x.cells.account(17), Trade.made(x, 0, 49_494, 7)))
                .isEqualTo(7 * 494 * 100_000);
        assertThat(Fees.taker(x, x.cells.account(17), Trade.made(x, 0, 49_495, 7)))
                .isEqualTo(7L * 49_495 * 100_000 / 100);
        assertThat(Fees.taker(x, x.cells.account(17), Trade.made(x, 0, 60_000, 7)))
                .isEqualTo(7L * 60_000 * 100_000 / 100);
    }
}
