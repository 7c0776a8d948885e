package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.junit.jupiter.api.Test;

/** Bodies that are not as long as their type, and items that nobody can force. */
class FramingTest {
    private final Trial trial = new Trial();

    @Test
    void aBodyOneByteTooLongOrTooShortIsRefusedWhateverItsType() {
        int[][] lengths = {
            {ITEM_PLACE, PLACE_LENGTH},
            {ITEM_MARKET_ORDER, MARKET_ORDER_LENGTH},
            {ITEM_CANCEL, CANCEL_LENGTH},
            {ITEM_CANCEL_ALL, CANCEL_ALL_LENGTH},
            {ITEM_AMEND, AMEND_LENGTH},
            {ITEM_WITHDRAW, WITHDRAW_LENGTH},
            {ITEM_TRANSFER, TRANSFER_LENGTH},
            {ITEM_OPEN_SUBACCOUNT, OPEN_SUBACCOUNT_LENGTH},
            {ITEM_SET_AGENT, SET_AGENT_LENGTH},
            {ITEM_VOID_NONCE, VOID_NONCE_LENGTH},
            {ITEM_SCHEDULE_CANCEL, SCHEDULE_CANCEL_LENGTH},
            {ITEM_TRIGGER_ORDER, TRIGGER_ORDER_LENGTH},
            {ITEM_TWAP_SLICE, TWAP_SLICE_LENGTH + 1},
            {ITEM_EXPIRE, 5},
            {ITEM_TIME, 6},
            {ITEM_INBOX, 2},
            {ITEM_ORACLE, 8}
        };
        for (int[] type : lengths) {
            for (int length : new int[] {0, type[1] - 1, type[1] + 1, MAX_ITEM_BODY}) {
                assertThat(trial.execute(Items.frame(type[0], new byte[length])))
                        .as("type %d, %d bytes", type[0], length)
                        .isEqualTo(Reason.BAD_LENGTH);
            }
        }
    }

    @Test
    void aFrameThatDoesNotFitEndsTheData() {
        malformed(new byte[] {ITEM_TIME}, 1);
        malformed(new byte[] {ITEM_TIME, 0}, 2);
        malformed(new byte[] {ITEM_TIME, 0, 6, 1, 2, 3, 4, 5}, 3);
        byte[] tooLong = new byte[FRAME_LENGTH + MAX_ITEM_BODY + 1];
        BigEndian.put(tooLong, 1, 2, MAX_ITEM_BODY + 1);
        malformed(tooLong, 3);
    }

    /** The bytes are one item of which so many are read, and nothing follows it. */
    private void malformed(byte[] bytes, int read) {
        List<Reason> reasons = new ArrayList<>();
        List<Integer> types = new ArrayList<>();
        Engine engine = new Engine(
                new Cells(CellMap.genesis(Trial.GENESIS)), trial.domain, trial.recovery, new EngineListener() {
                    @Override
                    public void itemStarted(long sequence, int type) {
                        types.add(type);
                    }

                    @Override
                    public void finished(Reason reason) {
                        reasons.add(reason);
                    }
                });
        engine.open(new PostedBatch(1, new byte[32], Trial.GENESIS, bytes, 0, List.of()));
        assertThat(engine.runSegment()).isEqualTo(SegmentEnd.BATCH_END);
        assertThat(reasons).containsExactly(Reason.MALFORMED_FRAME);
        assertThat(types).containsExactly(0);
        assertThat(engine.cells().cursor().sequence).isOne();
        assertThat(engine.cells().cursor().chainHash).isEqualTo(sha256(new byte[32], Arrays.copyOf(bytes, read)));
    }

    private static byte[] sha256(byte[] first, byte[] second) {
        SHA256Digest digest = new SHA256Digest();
        digest.update(first, 0, first.length);
        digest.update(second, 0, second.length);
        byte[] out = new byte[32];
        digest.doFinal(out, 0);
        return out;
    }

    @Test
    void timeInboxAndUnknownItemsCannotBeForced() {
        for (byte[] item : new byte[][] {Items.time(trial.now() + 1), Items.inbox(0), Items.frame(200, new byte[3])}) {
            trial.consume(Messages.forced(item));
            assertThat(Reason.of(trial.cells().cursor().reason)).isEqualTo(Reason.NOT_FORCIBLE);
        }
        assertThat(trial.execute(Items.frame(200, new byte[3]))).isEqualTo(Reason.UNKNOWN_TYPE);
    }
}
