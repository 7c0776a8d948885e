package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.BundleBuilder;
import io.truebook.engine.CurveRecovery;
import io.truebook.engine.Digests;
import io.truebook.engine.Items;
import io.truebook.engine.PostedBatch;
import io.truebook.engine.Seeds;
import io.truebook.l1.EthAddress;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A bundle whose operations are wrong at each byte in turn, or end there, and are signed as they are: the contract carries out what the
 * engine does, and goes on with the item behind the bundle.
 */
class BundleDamageTest {
    private static final int TRADER = 0;
    private static final int OTHER = 1;
    private static final long NONCE = 500;

    private final long seed = Seeds.next("bundle damage");
    private final SplittableRandom random = new SplittableRandom(seed);
    private final CurveRecovery recovery = new CurveRecovery();
    private final Stage stage = new Stage(seed, 3, 30, 2, recovery);

    @Test
    void theyAgreeOnABundleDamagedAtEveryByte() throws InterruptedException {
        byte[] operations = operations();
        SegmentRecorder recorder = new SegmentRecorder(RandomBatches.genesis(), stage.domain, recovery);
        try (DeployedVerifier verifier = new DeployedVerifier(EthAddress.ZERO);
                Comparison comparison = new Comparison(verifier, Integer.MAX_VALUE)) {
            stage.posted().forEach(recorder::record);
            for (int at = 0; at < operations.length; at++) {
                byte[] changed = operations.clone();
                changed[at] ^= (byte) (1 + random.nextInt(255));
                comparison.submit(recorder.recordAndUndo(batch(changed), 0));
                comparison.submit(recorder.recordAndUndo(batch(Arrays.copyOf(operations, at)), 0));
            }
            for (int first = 0; first < 256; first++) {
                byte[] changed = operations.clone();
                changed[0] = (byte) first;
                comparison.submit(recorder.recordAndUndo(batch(changed), 0));
            }
            byte[] many = new byte[2 * (MAX_BUNDLE + 1)];
            for (int i = 0; i < many.length; i += 2) {
                many[i] = BUNDLE_CANCEL_ALL;
            }
            comparison.submit(recorder.recordAndUndo(batch(many), 0));
            comparison.submit(recorder.recordAndUndo(batch(Arrays.copyOf(many, 2 * MAX_BUNDLE)), 0));
            comparison.submit(recorder.record(batch(operations)));
            comparison.await();
            System.out.println(comparison.summary());
            System.out.println(comparison.table());
            assertThat(comparison.differing()).as("seed " + seed).isEmpty();
        }
    }

    /** Every kind of operation, of lots of every length, with orders to take, cancel and amend. */
    private byte[] operations() {
        for (int i = 0; i < 12; i++) {
            stage.place(OTHER, 0, FLAG_SELL | FLAG_TIF_POST_ONLY, Stage.MARK + i, 3);
        }
        Stage.Order first = stage.place(TRADER, 0, FLAG_TIF_POST_ONLY, Stage.MARK - 5, 9);
        Stage.Order second = stage.place(TRADER, 1, FLAG_TIF_POST_ONLY, Stage.MARK - 5, 9);
        stage.nextBatch();
        return new BundleBuilder()
                .place(0, FLAG_TIF_IOC, Stage.MARK + 20, 30)
                .cancel(first.slot(), first.nonce())
                .place(1, 0, Stage.MARK - 9, 300)
                .amend(second.slot(), second.nonce(), Stage.MARK - 6)
                .move(second.slot(), NONCE, -2)
                .move(second.slot(), NONCE, 1, 300)
                .place(0, FLAG_SELL | FLAG_STP_DECREMENT, Stage.MARK + 30, 1 << 17)
                .place(0, FLAG_REDUCE_ONLY, Stage.MARK, 1L << 33)
                .cancelAll(1)
                .operations();
    }

    private PostedBatch batch(byte[] operations) {
        PostedBatch last = stage.posted().getLast();
        long number = stage.number(TRADER);
        long expiry = last.time() + 100;
        byte[] signature =
                stage.key(TRADER).sign(Digests.bundle(stage.domain, number, OWNER_KEY, NONCE, expiry, operations));
        byte[] bundle = Items.bundle(number, OWNER_KEY, NONCE, expiry, operations, signature);
        byte[] behind = Items.time(last.time() * 1000);
        byte[] bytes = Arrays.copyOf(bundle, bundle.length + behind.length);
        System.arraycopy(behind, 0, bytes, bundle.length, behind.length);
        long firstMessage = last.firstMessage() + last.messages().size();
        return new PostedBatch(last.index() + 1, new byte[32], last.time() + 1, bytes, firstMessage, List.of());
    }
}
