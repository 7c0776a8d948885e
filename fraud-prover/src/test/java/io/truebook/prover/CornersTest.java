package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.CurveRecovery;
import io.truebook.engine.Messages;
import io.truebook.engine.SignatureRecovery;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.SetMarginItem;
import io.truebook.l1.EthAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Limits that random flows hardly ever meet, told as stories; then every segment of them through the contract. */
class CornersTest {
    @Test
    void limitsAreMetInTheContractWhereTheEngineMeetsThem() throws InterruptedException {
        CurveRecovery recovery = new CurveRecovery();
        Stage stage = told(recovery);

        SegmentRecorder recorder = new SegmentRecorder(RandomBatches.genesis(), stage.domain, recovery);
        try (DeployedVerifier verifier = new DeployedVerifier(EthAddress.ZERO);
                Comparison comparison = new Comparison(verifier, Integer.MAX_VALUE)) {
            stage.posted().forEach(batch -> comparison.submit(recorder.record(batch)));
            comparison.await();
            System.out.println(comparison.summary());
            assertThat(comparison.differing()).isEmpty();
        }
    }

    /** A stage on which all of them have been told. */
    static Stage told(SignatureRecovery recovery) {
        Stage stage = new Stage(5, 40, 30, recovery);
        fullAccount(stage);
        seventeenthMarket(stage);
        withdrawalBeyondMargin(stage);
        forcedSweep(stage);
        forcedCancelAll(stage);
        otherKey(stage);
        stage.nextBatch();
        return stage;
    }

    private static void fullAccount(Stage stage) {
        for (int i = 0; i < MAX_ORDERS; i++) {
            stage.place(0, 0, FLAG_TIF_GTT, 1 + i, 1);
        }
        assertThat(stage.lastReason()).isEqualTo(Reason.OK);
        stage.place(0, 0, FLAG_TIF_GTT, 300, 1);
        assertThat(stage.lastReason()).isEqualTo(Reason.ORDER_SLOTS_FULL);
        stage.cancelAll(0);
        assertThat(stage.lastReason()).isEqualTo(Reason.OK);
    }

    private static void seventeenthMarket(Stage stage) {
        for (int market = 0; market < MAX_POSITIONS; market++) {
            stage.place(1, market, FLAG_TIF_GTT, 5, 1);
        }
        stage.place(1, MAX_POSITIONS, FLAG_TIF_GTT, 5, 1);
        assertThat(stage.lastReason()).isEqualTo(Reason.POSITION_LIMIT);
        stage.marketOrder(1, MAX_POSITIONS, 0, 1_000, 1);
        assertThat(stage.lastReason()).isEqualTo(Reason.POSITION_LIMIT);
        stage.sign(
                1,
                (number, nonce, expiry) ->
                        new SetMarginItem(number, OWNER_KEY, nonce, MAX_POSITIONS, MARGIN_ISOLATE, 0, expiry));
        assertThat(stage.lastReason()).isEqualTo(Reason.POSITION_LIMIT);
    }

    private static void withdrawalBeyondMargin(Stage stage) {
        stage.place(2, 20, FLAG_TIF_GTT, 1, 600_000);
        assertThat(stage.lastReason()).isEqualTo(Reason.OK);
        stage.withdraw(2, 400_000_000_000_000L);
        assertThat(stage.lastReason()).isEqualTo(Reason.INSUFFICIENT_MARGIN);
    }

    private static void forcedSweep(Stage stage) {
        for (int i = 0; i < 35; i++) {
            stage.place(3 + i, 30, FLAG_SELL, Stage.MARK + i, 1);
        }
        stage.consume(List.of(
                Messages.forced(stage.placeItem(0, 30, FLAG_TIF_GTT, Stage.MAX_TICK, 40)),
                Messages.forced(stage.placeItem(0, 30, FLAG_TIF_GTT, 3, 7))));
        assertThat(stage.lastReason()).isEqualTo(Reason.OK);
    }

    private static void forcedCancelAll(Stage stage) {
        for (int i = 0; i < 40; i++) {
            stage.place(39, 40 + i % 3, FLAG_TIF_GTT, 9, 1);
        }
        stage.consume(List.of(Messages.forced(stage.cancelAllItem(39))));
        assertThat(stage.lastReason()).isEqualTo(Reason.MATCH_LIMIT);
    }

    private static void otherKey(Stage stage) {
        byte[] item = stage.placeItem(4, 0, FLAG_TIF_GTT, 5, 1);
        item[FRAME_LENGTH + 4] = 2;
        assertThat(stage.execute(item)).isEqualTo(Reason.UNKNOWN_KEY);
    }
}
