package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.CellAddresses;
import io.truebook.engine.CellMap;
import io.truebook.engine.CurveRecovery;
import io.truebook.engine.Digests;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.Items;
import io.truebook.engine.Messages;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.WithdrawItem;
import io.truebook.l1.EthAddress;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Signatures that were good once, or elsewhere, in a batch of a dishonest sequencer: each is a no-op under its reason, nothing but the
 * cursor moves, and the deployed contract agrees with the engine on every segment.
 */
class ReplayedSignaturesTest {
    private static final int TRADER = 0;
    private static final int MARKET = 3;
    private static final long QUANTUM = WITHDRAWAL_QUANTUM;

    private Stage stage;
    private byte[] order;
    private byte[] withdrawal;
    private byte[] price;
    private CellMap before;

    @BeforeEach
    void anHonestBatchWithAnOrderAWithdrawalAndAPrice() {
        stage = new Stage(11, 3, 30, new CurveRecovery());
        order = place(stage.domain, 7);
        withdrawal = withdraw(stage.domain, 8);
        stage.advance(1_000);
        price = price(stage.domain, stage.time());
        assertThat(stage.execute(order)).isEqualTo(Reason.OK);
        assertThat(stage.execute(withdrawal)).isEqualTo(Reason.OK);
        assertThat(stage.execute(price)).isEqualTo(Reason.OK);
        stage.nextBatch();
        before = stage.state();
    }

    @AfterEach
    void nothingMovedAndTheContractAgrees() throws InterruptedException {
        stage.nextBatch();
        TreeMap<Long, byte[]> unmoved = new TreeMap<>(before.cells());
        TreeMap<Long, byte[]> after = new TreeMap<>(stage.state().cells());
        unmoved.remove(CellAddresses.cursor());
        after.remove(CellAddresses.cursor());
        assertThat(after.keySet()).isEqualTo(unmoved.keySet());
        after.forEach(
                (address, words) -> assertThat(words).as("cell %x", address).isEqualTo(unmoved.get(address)));
        SegmentRecorder recorder = new SegmentRecorder(RandomBatches.genesis(), stage.domain, new CurveRecovery());
        try (DeployedVerifier verifier = new DeployedVerifier(EthAddress.ZERO);
                Comparison comparison = new Comparison(verifier, Integer.MAX_VALUE)) {
            stage.posted().forEach(batch -> comparison.submit(recorder.record(batch)));
            comparison.await();
            assertThat(comparison.differing()).isEmpty();
        }
    }

    @Test
    void theSameItemsInALaterBatchAndTwiceInIt() {
        for (int time = 0; time < 2; time++) {
            assertThat(stage.execute(order)).isEqualTo(Reason.NONCE_USED);
            assertThat(stage.execute(withdrawal)).isEqualTo(Reason.NONCE_USED);
            assertThat(stage.execute(price)).isEqualTo(Reason.PRICE_NOT_NEWER);
        }
    }

    @Test
    void anotherOperationUnderANonceThatIsUsed() {
        assertThat(stage.execute(withdraw(stage.domain, 7))).isEqualTo(Reason.NONCE_USED);
        assertThat(stage.execute(place(stage.domain, 8))).isEqualTo(Reason.NONCE_USED);
    }

    @Test
    void theSameItemsForcedThroughTheInbox() {
        for (byte[] item : List.of(order, withdrawal)) {
            stage.consume(List.of(Messages.forced(item)));
            assertThat(stage.lastReason()).isEqualTo(Reason.NONCE_USED);
        }
        stage.consume(List.of(Messages.forced(price)));
        assertThat(stage.lastReason()).isEqualTo(Reason.PRICE_NOT_NEWER);
    }

    @Test
    void itemsSignedForAnotherChainOrAnotherBridge() {
        byte[] otherBridge = new byte[20];
        otherBridge[19] = 1;
        for (Eip712Domain foreign : List.of(new Eip712Domain(1, new byte[20]), new Eip712Domain(31_337, otherBridge))) {
            assertThat(stage.execute(place(foreign, 20))).isEqualTo(Reason.BAD_SIGNATURE);
            assertThat(stage.execute(withdraw(foreign, 21))).isEqualTo(Reason.BAD_SIGNATURE);
            assertThat(stage.execute(price(foreign, stage.time()))).isEqualTo(Reason.PRICE_NOT_NEWER);
            stage.consume(List.of(Messages.forced(withdraw(foreign, 22))));
            assertThat(stage.lastReason()).isEqualTo(Reason.BAD_SIGNATURE);
        }
    }

    @Test
    void pricesSignedForAnotherChainOrMarket() {
        stage.advance(1_000);
        assertThat(stage.execute(price(new Eip712Domain(1, new byte[20]), stage.time())))
                .isEqualTo(Reason.BAD_SIGNATURE);
        byte[] otherMarket = price(stage.domain, stage.time());
        otherMarket[FRAME_LENGTH] = MARKET + 1;
        assertThat(stage.execute(otherMarket)).isEqualTo(Reason.BAD_SIGNATURE);
    }

    @Test
    void aSignatureOfAnotherOperationOrAnotherOwner() {
        byte[] moved = withdraw(stage.domain, 30);
        byte[] signed = place(stage.domain, 30);
        System.arraycopy(signed, signed.length - 64, moved, moved.length - 64, 64);
        assertThat(stage.execute(moved)).isEqualTo(Reason.BAD_SIGNATURE);
        byte[] ofAnother = stage.key(TRADER + 1)
                .item(
                        stage.domain,
                        new WithdrawItem(stage.number(TRADER), OWNER_KEY, 31, QUANTUM, stage.time() / 1000 + 60));
        assertThat(stage.execute(ofAnother)).isEqualTo(Reason.BAD_SIGNATURE);
    }

    private byte[] place(Eip712Domain domain, long nonce) {
        return stage.key(TRADER)
                .item(
                        domain,
                        new PlaceItem(
                                stage.number(TRADER),
                                OWNER_KEY,
                                nonce,
                                MARKET,
                                FLAG_TIF_GTT,
                                5,
                                1,
                                stage.time() / 1000 + 3_600));
    }

    private byte[] withdraw(Eip712Domain domain, long nonce) {
        return stage.key(TRADER)
                .item(
                        domain,
                        new WithdrawItem(stage.number(TRADER), OWNER_KEY, nonce, QUANTUM, stage.time() / 1000 + 3_600));
    }

    private static byte[] price(Eip712Domain domain, long time) {
        byte[] signature = Stage.publisher(0).sign(Digests.price(domain, MARKET, Stage.MARK, time));
        return Items.oracle(MARKET, time, List.of(new Items.Price(0, Stage.MARK, signature)));
    }
}
