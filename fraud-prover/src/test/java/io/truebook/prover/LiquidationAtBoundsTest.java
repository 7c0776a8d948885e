package io.truebook.prover;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.CurveRecovery;
import io.truebook.engine.protocol.Reason;
import io.truebook.l1.EthAddress;
import io.truebook.prover.LiquidationAtBounds.Bound;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What has no room makes a liquidation stop where it is, in both engines; with room everything is the same and it goes through. */
class LiquidationAtBoundsTest {
    private final CurveRecovery recovery = new CurveRecovery();

    @Test
    void aFillWhoseFeesHaveNoRoomIsNotMade() throws InterruptedException {
        LiquidationAtBounds room = new LiquidationAtBounds(Bound.NONE, false, recovery);
        LiquidationAtBounds fees = new LiquidationAtBounds(Bound.FEES, false, recovery);
        LiquidationAtBounds insurance = new LiquidationAtBounds(Bound.INSURANCE, false, recovery);
        assertThat(room.lotsLeft).isZero();
        assertThat(room.reason).isEqualTo(Reason.OK);
        assertThat(fees.lotsLeft).isPositive();
        assertThat(fees.reason).isEqualTo(Reason.IOC_REMAINDER);
        assertThat(insurance.lotsLeft).isEqualTo(fees.lotsLeft);
        assertThat(insurance.reason).isEqualTo(Reason.IOC_REMAINDER);
        sameOnL1(List.of(room, fees, insurance));
    }

    @Test
    void aBackstopTakesNoMoreLotsThanItCanHold() throws InterruptedException {
        LiquidationAtBounds room = new LiquidationAtBounds(Bound.NONE, true, recovery);
        LiquidationAtBounds full = new LiquidationAtBounds(Bound.BACKSTOP, true, recovery);
        assertThat(room.reason).isEqualTo(Reason.BACKSTOPPED);
        assertThat(room.lotsLeft).isZero();
        assertThat(full.reason).isEqualTo(Reason.TAKER_BOUND);
        assertThat(full.lotsLeft).isPositive();
        sameOnL1(List.of(room, full));
    }

    private void sameOnL1(List<LiquidationAtBounds> liquidations) throws InterruptedException {
        try (DeployedVerifier verifier = new DeployedVerifier(EthAddress.ZERO);
                Comparison comparison = new Comparison(verifier, Integer.MAX_VALUE)) {
            for (LiquidationAtBounds liquidation : liquidations) {
                comparison.submit(
                        new SegmentRecorder(liquidation.start, liquidation.domain, recovery).record(liquidation.batch));
            }
            comparison.await();
            assertThat(comparison.differing()).isEmpty();
        }
    }
}
