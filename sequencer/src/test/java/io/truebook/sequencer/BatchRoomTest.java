package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** From the protocol table itself: at no work limit that governance can set is there an item that no batch could hold. */
class BatchRoomTest {
    private static final int MARKETS = 256;

    @Test
    void anyItemFitsABatchOfItsOwnAtTheLowestWorkLimit() {
        int segments = BatchRoom.segmentsOfAnItem(MIN_WORK_LIMIT, MARKETS);
        int bytes = BatchRoom.bytesOfAnItem(segments);
        System.out.printf("%,d of %,d segments, %,d of %,d bytes%n", segments, MAX_SEGMENTS, bytes, MAX_DATA_LENGTH);
        assertThat(segments).isLessThan(MAX_SEGMENTS);
        assertThat(bytes).isLessThan(MAX_DATA_LENGTH);
    }
}
