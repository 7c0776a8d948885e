package io.truebook.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.truebook.engine.protocol.Reason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Random adversarial flows: what must hold always, and hot = replayed = cold. */
class RandomFlowTest {
    private final CurveRecovery recovery = new CurveRecovery();

    @Test
    void moneyAndLotsAreConservedAndListsAgreeAfterEveryItem() {
        long seed = Seeds.next("conservation");
        Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
        run(seed, 2_500, 200, reasons, trial -> {
            trial.cells().drain(trial.state);
            Invariants.check(trial.state);
        });
        System.out.println("reasons: " + reasons);
        assertThat(reasons.get(Reason.OK)).isGreaterThan(500);
    }

    @Test
    void liveReplayedAndColdRunsAgreeAtEveryCheckpoint() {
        long seed = Seeds.next("hot = replay = cold");
        Trial trial = run(seed, 1_500, 60, new EnumMap<>(Reason.class), t -> {});
        CellMap state = CellMap.genesis(Trial.GENESIS);
        Replay replay = new Replay(trial.domain, recovery);
        int segments = 0;
        for (PostedBatch batch : trial.posted) {
            segments += replay.run(state, batch).size();
        }
        assertThat(segments).isGreaterThan(trial.posted.size());
        assertThat(state.text()).isEqualTo(trial.state.text());
    }

    @Test
    void aSegmentNeedsEveryCellOfItsWitness() {
        long seed = Seeds.next("missing cells");
        Trial trial = run(seed, 400, 100, new EnumMap<>(Reason.class), t -> {});
        CellMap state = CellMap.genesis(Trial.GENESIS);
        Replay replay = new Replay(trial.domain, recovery);
        for (PostedBatch batch : trial.posted) {
            for (Replay.Segment segment : replay.run(state, batch)) {
                for (long address : segment.witness().cells().keySet()) {
                    assertThatThrownBy(() -> replay.cold(segment.witness().without(address), batch))
                            .isInstanceOf(MissingCellException.class);
                }
            }
        }
    }

    @Test
    void anyBytesAreABatch() {
        long seed = Seeds.next("garbage");
        SplittableRandom random = new SplittableRandom(seed);
        Trial trial = run(seed, 300, 100, new EnumMap<>(Reason.class), t -> {});
        CellMap state = CellMap.genesis(Trial.GENESIS);
        Replay replay = new Replay(trial.domain, recovery);
        for (PostedBatch batch : trial.posted) {
            for (int i = 0; i < 40; i++) {
                CellMap after = state.copy();
                replay.run(after, damaged(batch, random));
                Invariants.check(after);
            }
            replay.run(state, batch);
        }
    }

    private static PostedBatch damaged(PostedBatch batch, SplittableRandom random) {
        byte[] bytes = batch.transactions().clone();
        if (bytes.length > 0 && random.nextBoolean()) {
            bytes = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        for (int n = random.nextInt(4); n > 0 && bytes.length > 0; n--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return new PostedBatch(
                batch.index(), batch.leaseId(), batch.time(), bytes, batch.firstMessage(), batch.messages());
    }

    private interface AfterItem {
        void check(Trial trial);
    }

    private Trial run(long seed, int items, int itemsPerBatch, Map<Reason, Integer> reasons, AfterItem after) {
        SplittableRandom random = new SplittableRandom(seed);
        Eip712Domain domain = new Eip712Domain(31337, new byte[20]);
        Flow flow = new Flow(seed, Flow.Shape.usual(), domain);
        Trial trial = new Trial(flow, recovery);
        trial.batch().consume(flow.opening());
        flow.prices().forEach(trial::execute);
        for (int i = 0; i < items; i++) {
            Reason reason;
            if (random.nextInt(40) == 0) {
                List<byte[]> messages = new ArrayList<>();
                for (int n = random.nextInt(4); n >= 0; n--) {
                    messages.add(flow.message());
                }
                reason = trial.batch().consume(messages);
            } else {
                reason = trial.execute(flow.item());
            }
            reasons.merge(reason, 1, Integer::sum);
            after.check(trial);
            if (random.nextInt(itemsPerBatch) == 0) {
                trial.close();
            }
        }
        trial.close();
        return trial;
    }
}
