package io.truebook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.OrderCell;
import org.junit.jupiter.api.Test;

/** A link that is not there yet is a load, by the reference that stands in the cell. */
class LinksTest {
    private static final long ACCOUNT = 16;

    @Test
    void theOrderBeforeIsLoadedWhenNothingHasLinkedIt() {
        OrderCell second = new OrderCell(CellAddresses.order(ACCOUNT, 1));
        second.prevRef = CellAddresses.orderRef(ACCOUNT, 0);
        second.lots = 1;
        byte[] words = new byte[32];
        second.encode(words, 0);
        Cells cells = new Cells(address -> address == second.address ? words : null);
        assertThat(cells.previous(cells.order(ACCOUNT, 1))).isSameAs(cells.order(ACCOUNT, 0));
        assertThat(cells.previous(cells.order(ACCOUNT, 0))).isNull();
    }

    @Test
    void anEmptyLevelHasNoFirstOrder() {
        Cells cells = new Cells(address -> null);
        assertThat(cells.head(cells.level(0, Book.BIDS, 100))).isNull();
    }
}
