package io.truebook.engine;

import static io.truebook.engine.BundleStage.*;
import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Bytes of operations, good and bad: what is well-formed is carried out, and what stands behind the bundle is read as ever. */
class BundleFormTest {
    private final BundleStage stage = new BundleStage();
    private long nonce = 100;

    @Test
    void thereAreAtMostSixtyFour() {
        BundleBuilder most = operations();
        for (int i = 0; i < MAX_BUNDLE; i++) {
            most.place(0, BUY, 49_000 + i, 1);
        }
        assertThat(most.count()).isEqualTo(MAX_BUNDLE);
        assertThatThrownBy(() -> most.cancelAll(0)).isInstanceOf(IllegalStateException.class);
        byte[] full = most.operations();
        byte[] more = Arrays.copyOf(full, full.length + 7);
        System.arraycopy(full, 0, more, full.length, 7);
        assertThat(stage.trial.execute(stage.bundle(MAKER, 0, more))).isEqualTo(Reason.BAD_BUNDLE);
        assertThat(stage.operations).hasSize(MAX_BUNDLE).containsOnly(Reason.OK);
        assertThat(stage.trial.execute(stage.bundle(OTHER, 0, full))).isEqualTo(Reason.OK);
        assertThat(stage.trial.time(stage.trial.now() + 1)).isEqualTo(Reason.OK);
        stage.checkInvariants();
    }

    /** Bytes of an operation by its first, from the table of the page; 0 for none. */
    private static int lengthOf(int first) {
        int[][] table = {{1, 6}, {5, 5}, {128 + 5, 6}};
        for (int[] row : table) {
            for (int lots = 1; lots <= 5; lots++) {
                if (first == lots * 16 + row[0]) {
                    return row[1] + lots;
                }
            }
        }
        return first == 2 ? 4 : first == 3 ? 7 : first == 4 ? 2 : first == 5 ? 5 : first == 128 + 5 ? 6 : 0;
    }

    /** How many operations some bytes hold before they are malformed, or all of them if they are not. */
    private static int wellFormed(byte[] bytes) {
        int count = 0;
        int at = 0;
        while (at < bytes.length && count < MAX_BUNDLE) {
            int length = lengthOf(bytes[at] & 0xff);
            if (length == 0 || at + length > bytes.length) {
                return -count - 1;
            }
            at += length;
            count++;
        }
        return at < bytes.length ? -count - 1 : count;
    }

    /** As many operations are carried out as are well-formed, and the next item is read where the bundle's frame ends. */
    private void check(byte[] operations) {
        stage.operations.clear();
        int expected = wellFormed(operations);
        long sequence = stage.trial.cells().cursor().sequence;
        assertThat(stage.trial.execute(stage.bundle(MAKER, nonce++, operations)))
                .as(Arrays.toString(operations))
                .isEqualTo(expected < 0 ? Reason.BAD_BUNDLE : Reason.OK);
        assertThat(stage.operations).hasSize(expected < 0 ? -expected - 1 : expected);
        assertThat(stage.trial.time(stage.trial.now())).isEqualTo(Reason.OK);
        assertThat(stage.trial.cells().cursor().sequence).isEqualTo(sequence + 2);
        assertThat(stage.trial.cells().cursor().bundleEnd).isZero();
        assertThat(stage.trial.cells().cursor().taker).isZero();
    }

    private static byte[] mixed() {
        return operations()
                .place(0, BUY, 49_000, 3)
                .cancel(0, 9)
                .amend(0, 9, 49_001)
                .move(0, 9, -3)
                .move(0, 9, 300, 80_000)
                .cancelAll(1)
                .place(0, SELL, 51_000, 70_000)
                .operations();
    }

    @Test
    void aBundleCutAtAnyByteCarriesOutTheWholeOperations() {
        for (int length = 0; length <= mixed().length; length++) {
            check(Arrays.copyOf(mixed(), length));
        }
        stage.checkInvariants();
    }

    @Test
    void anyFirstByteAndAnyLotsLengthIsAnOperationOrEndsTheBundle() {
        for (int first = 0; first < 256; first++) {
            byte[] operations = mixed();
            operations[7] = (byte) first;
            check(operations);
            byte[] alone = new byte[20];
            alone[0] = (byte) first;
            check(alone);
        }
        stage.checkInvariants();
    }

    @Test
    void garbageAtEveryByteIsCarriedOutAsFarAsItIsWellFormed() {
        long seed = Seeds.next("garbage in bundles");
        SplittableRandom random = new SplittableRandom(seed);
        for (int at = 0; at < mixed().length; at++) {
            for (int i = 0; i < 6; i++) {
                byte[] operations = mixed();
                operations[at] = (byte) random.nextInt();
                check(operations);
            }
        }
        stage.checkInvariants();
    }

    @Test
    void aBundleShorterThanItsHeadIsRefused() {
        for (int length : new int[] {0, 15, 78}) {
            assertThat(stage.trial.execute(Items.frame(ITEM_BUNDLE, new byte[length])))
                    .isEqualTo(Reason.BAD_LENGTH);
        }
        byte[] bundle = stage.bundle(MAKER, 0, new byte[0]);
        assertThat(bundle).hasSize(FRAME_LENGTH + 79);
        assertThat(stage.trial.execute(bundle)).isEqualTo(Reason.OK);
    }

    /** Data that end within a bundle's frame: no operation of it is carried out. */
    @Test
    void dataCutWithinABundleCarryOutNoneOfIt() {
        byte[] bundle = stage.bundle(MAKER, 0, mixed());
        stage.trial.close();
        long messages = stage.trial.cells().cursor().inboxNext;
        for (int length = 1; length < bundle.length; length += 5) {
            CellMap state = stage.trial.state.copy();
            PostedBatch batch = new PostedBatch(
                    2, new byte[32], stage.trial.now() / 1000 + 1, Arrays.copyOf(bundle, length), messages, List.of());
            new Replay(stage.trial.domain, stage.trial.recovery).run(state, batch);
            assertThat(OrderSlots.noneUsed(new Cells(state).account(MAKER))).isTrue();
            assertThat(BigEndian.get(bundle, 1, 2)).isGreaterThan(length - FRAME_LENGTH);
        }
    }
}
