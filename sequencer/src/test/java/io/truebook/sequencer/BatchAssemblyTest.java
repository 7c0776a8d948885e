package io.truebook.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.BenchBatches;
import io.truebook.engine.CellMap;
import io.truebook.engine.CellSink;
import io.truebook.engine.ChangedCells;
import io.truebook.engine.Seeds;
import io.truebook.sequencer.divergence.FastState;
import io.truebook.sequencer.divergence.Ledger;
import io.truebook.sequencer.market.EventRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whoever watches is told of every segment once and in order, whenever the state so far was shown meanwhile. */
class BatchAssemblyTest {
    private static final int BATCHES = 6;

    private final SplittableRandom random = new SplittableRandom(Seeds.next("told"));
    private final CellMap state = BenchBatches.funded();
    private final List<ChangedCells> told = new ArrayList<>();
    private final List<ClosedBatch> closed = new ArrayList<>();
    private final Map<Long, byte[]> seen = new TreeMap<>();
    private long bytes;

    private final FastState watching = new FastState() {
        @Override
        public void opened(long index, long openedAt) {
            told.clear();
        }

        @Override
        public void changed(List<ChangedCells> cells, long bytesSoFar, long tradedNotional) {
            assertThat(bytesSoFar).isGreaterThanOrEqualTo(bytes);
            bytes = bytesSoFar;
            told.addAll(cells);
            cells.forEach(one -> forEach(one, seen::put));
        }
    };

    @Test
    void tellsEachSegmentOnceAndWhatIsNotDrainedYet() {
        BatchAssembly assembly = new BatchAssembly(
                state, BenchBatches.DOMAIN, BenchBatches.signers(), new EventRecorder(), watching, closed::add);
        List<byte[]> items = BenchBatches.items(random.nextLong(), BATCHES * BenchBatches.ITEMS_PER_BATCH);
        for (int batch = 0; batch < BATCHES; batch++) {
            bytes = 0;
            assembly.open(2 + batch, TestExchange.LEASE, 0);
            for (int i = 0; i < BenchBatches.ITEMS_PER_BATCH; i++) {
                assembly.execute(items.get(batch * BenchBatches.ITEMS_PER_BATCH + i));
                if (random.nextInt(60) == 0) {
                    assembly.show();
                    assertThat(bytes).isEqualTo(assembly.dataLength());
                    assembly.cells()
                            .peek(
                                    Ledger::watches,
                                    (address, words) ->
                                            assertThat(seen.get(address)).isEqualTo(words));
                }
            }
            assembly.close(BenchBatches.END, 0);
            check(closed.removeLast());
        }
    }

    private void check(ClosedBatch batch) {
        assertThat(batch.segments()).hasSizeGreaterThan(2);
        List<ChangedCells> drained = told.stream()
                .filter(cells -> batch.segments().stream().anyMatch(segment -> segment == cells))
                .toList();
        assertThat(drained)
                .usingElementComparator((one, other) -> one == other ? 0 : 1)
                .isEqualTo(batch.segments());
        assertThat(bytes)
                .isEqualTo(batch.batch().transactions().length
                        + 32L * (batch.segments().size() - 1));
        Map<Long, byte[]> last = new TreeMap<>();
        batch.segments().forEach(segment -> forEach(segment, last::put));
        last.forEach((address, words) -> {
            assertThat(seen.get(address)).isEqualTo(words);
            state.write(address, words);
        });
    }

    private static void forEach(ChangedCells cells, CellSink told) {
        for (int i = 0; i < cells.addresses().length; i++) {
            told.write(cells.addresses()[i], cells.values()[i]);
        }
    }
}
