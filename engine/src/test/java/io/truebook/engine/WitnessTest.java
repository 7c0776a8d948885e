package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.FLAG_TIF_IOC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** One batch of a few trades, run again from nothing but what each segment reads. */
class WitnessTest {
    @Test
    void aSegmentRunsFromItsWitnessAndFromNothingLess() {
        Market market = new Market();
        market.trial.close();
        CellMap state = market.trial.state.copy();
        for (int i = 0; i < 10; i++) {
            market.place(16, SELL, 50_000 + i, 100);
            market.place(17, BUY | FLAG_TIF_IOC, 50_000 + i, 60);
        }
        PostedBatch batch = market.trial.close();
        Replay replay = new Replay(market.trial.domain, market.trial.recovery);
        int empty = 0;
        for (Replay.Segment segment : replay.run(state, batch)) {
            Witness witness = segment.witness();
            for (long address : witness.cells().keySet()) {
                empty += witness.source().read(address) == null ? 1 : 0;
                assertThatThrownBy(() -> replay.cold(witness.without(address), batch))
                        .isInstanceOf(MissingCellException.class);
            }
        }
        assertThat(empty).as("cells that were read and known to be empty").isPositive();
        assertThat(state.text()).isEqualTo(market.trial.state.text());
    }
}
