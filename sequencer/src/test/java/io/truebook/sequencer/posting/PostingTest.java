package io.truebook.sequencer.posting;

import static io.truebook.engine.protocol.Protocol.FLAG_SELL;
import static io.truebook.engine.protocol.Protocol.FLAG_TIF_IOC;
import static io.truebook.sequencer.TestExchange.MARK;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.Reason;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.L1Event;
import io.truebook.sequencer.BatchStatus;
import io.truebook.sequencer.Outcome;
import io.truebook.sequencer.market.EngineEvent;
import io.truebook.sequencer.metrics.SequencerMetrics;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a deposit on L1 to an order, a batch on L1, and finality. */
class PostingTest {
    private static final int KEY = 2;

    @TempDir
    Path folder;

    @Test
    void aDepositIsTradedPostedAndFinal() throws Exception {
        try (DeployedExchange exchange = new DeployedExchange(DeployedExchange.quick(60, 30), KEY);
                LinkedSequencer linked = LinkedSequencer.on(exchange, folder, KEY)) {
            SequencerMetrics metrics = new SequencerMetrics();
            metrics.watch(linked.sequencer);
            metrics.watch(linked.link);
            linked.trading();
            Outcome.Sequenced rested = (Outcome.Sequenced) linked.submit(linked.place(0, 1, 0, MARK, 10));
            assertThat(rested.reason()).isEqualTo(Reason.OK);
            Outcome.Sequenced filled =
                    (Outcome.Sequenced) linked.submit(linked.place(1, 1, FLAG_SELL | FLAG_TIF_IOC, MARK, 4));
            assertThat(filled.events()).singleElement().isInstanceOf(EngineEvent.Filled.class);

            linked.await("posted", () -> linked.has(filled.sequence(), BatchStatus.POSTED));
            linked.await("final", () -> linked.has(filled.sequence(), BatchStatus.FINAL));

            List<BatchHeader> posted = exchange.events(L1Event.BatchAppended.class).stream()
                    .map(L1Event.BatchAppended::header)
                    .toList();
            for (BatchHeader header : posted.subList(1, posted.size())) {
                assertThat(header)
                        .isEqualTo(linked.sequencer
                                .batches()
                                .get(header.index())
                                .sealed()
                                .header());
            }
            assertThat(metrics.scrape())
                    .containsPattern("truebook_delay_count_total\\{delay=\"final\"} [1-9]")
                    .containsPattern("truebook_l1_gas_total [1-9]");
            assertThat(linked.link.figures().obstacle()).isEmpty();
        }
    }
}
