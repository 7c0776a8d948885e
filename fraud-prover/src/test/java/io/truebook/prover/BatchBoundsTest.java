package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.CellAddresses;
import io.truebook.engine.CurveRecovery;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.Messages;
import io.truebook.engine.PostedBatch;
import io.truebook.engine.Trial;
import io.truebook.engine.protocol.PositionCell;
import io.truebook.engine.protocol.Reason;
import io.truebook.l1.BatchData;
import io.truebook.l1.EthAddress;
import io.truebook.l1.SegmentProof;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batches made to break a bound: of a segment, of a proof, of time, of a balance. Each segment goes through the contract too. */
class BatchBoundsTest {
    private static final int UNKNOWN_TYPE = 250;
    private static final int EMPTY_FRAME_WEIGHT = WEIGHT_ITEM + 1;

    /** The first batch also finds that no market is due. */
    private static final int START = WEIGHT_BATCH_START + 2 * WEIGHT_DUE;

    private final CurveRecovery recovery = new CurveRecovery();
    private DeployedVerifier verifier;
    private Comparison comparison;

    @BeforeEach
    void deploy() {
        verifier = new DeployedVerifier(EthAddress.ZERO);
        comparison = new Comparison(verifier, Integer.MAX_VALUE);
    }

    @AfterEach
    void everySegmentIsTheSameOnL1() throws InterruptedException {
        comparison.await();
        assertThat(comparison.differing()).isEmpty();
        comparison.close();
        verifier.close();
    }

    @Test
    void aBatchEndThatFillsTheSegmentEndsTheBatchInIt() {
        SegmentRecorder recorder = recorder();
        int empties = (INITIAL_WORK_LIMIT - START) / EMPTY_FRAME_WEIGHT - 1;
        int ties = 0;
        int ends = 0;
        for (int length = 0; length <= MAX_ITEM_BODY; length += 70) {
            PostedBatch batch = batch(frames(empties, length), 0);
            int work = START + empties * EMPTY_FRAME_WEIGHT + WEIGHT_ITEM + lengthWeight(FRAME_LENGTH + length);
            List<RecordedSegment> segments = recorder.recordAndUndo(batch, 0);
            assertThat(segments).as("work before the end %d", work).hasSize(work < INITIAL_WORK_LIMIT ? 1 : 2);
            ties += work < INITIAL_WORK_LIMIT && work + WEIGHT_BATCH_END >= INITIAL_WORK_LIMIT ? 1 : 0;
            ends += work >= INITIAL_WORK_LIMIT ? 1 : 0;
            comparison.submit(segments);
            comparison.submit(recorder.recordAndUndo(batch, 1));
            comparison.submit(recorder.recordAndUndo(batch, -1));
        }
        assertThat(ties).isPositive();
        assertThat(ends).isPositive();
    }

    @Test
    void garbageStretchesNoSegmentBeyondWhatAProofCanHold() {
        SegmentRecorder recorder = recorder();
        byte[] longItems = repeated(frame(MAX_ITEM_BODY), 118_000);
        byte[] emptyItems = repeated(frame(0), 60_000);
        byte[] neverEnding = new byte[100_000];
        neverEnding[1] = (byte) 0xff;
        for (byte[] garbage : List.of(longItems, emptyItems, neverEnding)) {
            List<RecordedSegment> segments = recorder.recordAndUndo(batch(garbage, 0), 0);
            assertThat(segments.size()).isLessThanOrEqualTo(BatchData.MAX_SEGMENTS);
            int longest = segments.stream()
                    .mapToInt(segment -> segment.proof().encode().length)
                    .max()
                    .orElseThrow();
            assertThat(longest).isLessThanOrEqualTo(SegmentProof.MAX_LENGTH);
            comparison.submit(segments.subList(0, Math.min(40, segments.size())));
            comparison.submit(segments.subList(segments.size() - 1, segments.size()));
        }
    }

    @Test
    void bytesThatLookLikeRootsAreTransactions() {
        SegmentRecorder recorder = recorder();
        PostedBatch honest = batch(repeated(frame(600), 60_000), 0);
        List<RecordedSegment> segments = recorder.recordAndUndo(honest, 0);
        assertThat(segments.size()).isGreaterThan(2);
        ByteBuffer imitation = ByteBuffer.allocate(32 * (segments.size() - 1) + honest.transactionLength());
        segments.stream()
                .limit(segments.size() - 1L)
                .forEach(segment -> imitation.put(segment.postRoot().bytes()));
        imitation.put(honest.transactions());
        List<RecordedSegment> imitated = recorder.recordAndUndo(batch(imitation.array(), 0), 0);
        assertThat(imitated.getLast().postRoot())
                .isNotEqualTo(segments.getLast().postRoot());
        comparison.submit(imitated);
    }

    @Test
    void aYearWithoutABatchIsCaughtUpByOneLookAtEachMarket() {
        Stage stage = new Stage(3, 4, 30, recovery);
        stage.place(0, 0, FLAG_SELL, Stage.MARK, 5);
        stage.place(1, 0, FLAG_TIF_GTT, Stage.MARK, 5);
        PostedBatch last = stage.nextBatch();
        SegmentRecorder recorder = recorder(stage.domain);
        stage.posted().forEach(recorder::record);
        long year = 365L * 86_400;
        PostedBatch next = new PostedBatch(
                last.index() + 1, new byte[32], last.time() + year, new byte[0], last.inboxEnd(), List.of());
        List<RecordedSegment> segments = recorder.record(next);
        long looks = segments.stream()
                .flatMap(segment -> segment.steps().stream())
                .filter(step -> step.kind() == ExecutedStep.Kind.DUE)
                .count();
        assertThat(looks).as("all 256 markets, and the end of the list").isEqualTo(257);
        assertThat(segments).hasSize(4);
        comparison.submit(segments);
    }

    @Test
    void aBalanceBuiltUpFillByFillStopsAtItsBound() {
        Stage stage = new Stage(4, 2, 30, recovery);
        for (int account = 0; account < 2; account++) {
            long most = DEPOSIT_CAP / 2 - 500_000_000_000_000L;
            stage.consume(List.of(
                    Messages.deposit(stage.number(account), stage.key(account).address(), most)));
            assertThat(stage.lastReason()).isEqualTo(Reason.OK);
        }
        trade(stage, 0, Stage.MARK, 1);
        long lots = 999_999;
        int trades = 0;
        Reason reason = Reason.OK;
        while (reason == Reason.OK) {
            assertThat(++trades).isLessThan(40);
            reason = trade(stage, 0, Stage.MAX_TICK, lots);
            if (reason == Reason.OK) {
                reason = trade(stage, FLAG_SELL, 1, lots);
            }
        }
        assertThat(reason).as("the maker was taken out of the book").isEqualTo(Reason.IOC_REMAINDER);
        stage.nextBatch();
        long oneMore = Stage.MAX_TICK * lots * 1_000;
        for (int account = 0; account < 2; account++) {
            PositionCell position = new PositionCell(CellAddresses.position(stage.number(account), 0));
            position.decode(stage.state().read(position.address), 0);
            assertThat(Math.abs(position.quote)).isBetween(POSITION_BOUND - oneMore, POSITION_BOUND);
        }
        SegmentRecorder recorder = recorder(stage.domain);
        stage.posted().forEach(batch -> comparison.submit(recorder.record(batch)));
    }

    /** Account 0 takes what account 1 offers; what is left of the offer is cancelled. */
    private static Reason trade(Stage stage, int side, int tick, long lots) {
        stage.place(1, 0, side ^ FLAG_SELL, tick, lots);
        assertThat(stage.lastReason()).isEqualTo(Reason.OK);
        stage.place(0, 0, side | FLAG_TIF_IOC, tick, lots);
        return stage.lastReason();
    }

    private SegmentRecorder recorder() {
        return recorder(new Eip712Domain(31_337, new byte[20]));
    }

    private SegmentRecorder recorder(Eip712Domain domain) {
        return new SegmentRecorder(RandomBatches.genesis(), domain, recovery);
    }

    private static PostedBatch batch(byte[] transactions, long firstMessage) {
        return new PostedBatch(1, new byte[32], Trial.GENESIS, transactions, firstMessage, List.of());
    }

    private static byte[] frames(int empties, int lastBody) {
        ByteBuffer out = ByteBuffer.allocate((empties + 1) * FRAME_LENGTH + lastBody);
        for (int i = 0; i < empties; i++) {
            out.put(frame(0));
        }
        return out.put(frame(lastBody)).array();
    }

    private static byte[] frame(int body) {
        return ByteBuffer.allocate(FRAME_LENGTH + body)
                .put((byte) UNKNOWN_TYPE)
                .putShort((short) body)
                .array();
    }

    private static byte[] repeated(byte[] item, int atMost) {
        ByteBuffer out = ByteBuffer.allocate(atMost / item.length * item.length);
        while (out.hasRemaining()) {
            out.put(item);
        }
        return out.array();
    }

    private static int lengthWeight(int bytes) {
        return (bytes * WEIGHT_LENGTH_NUMERATOR + WEIGHT_LENGTH_DENOMINATOR - 1) / WEIGHT_LENGTH_DENOMINATOR;
    }
}
