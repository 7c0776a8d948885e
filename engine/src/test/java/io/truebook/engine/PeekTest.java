package io.truebook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PeekTest {
    @Test
    void changedCellsAreShownAsTheyAreNowAndStayChanged() {
        CellMap state = new CellMap();
        Cells cells = new Cells(state);
        cells.account(16).collateral = 5;
        cells.changed(cells.account(16));
        cells.account(17).collateral = 6;
        cells.changed(cells.account(17));
        cells.account(18).collateral = 7;
        cells.account(16).collateral = 8;
        TreeMap<Long, byte[]> shown = new TreeMap<>();
        cells.peek(address -> address != CellAddresses.account(17), shown::put);
        assertThat(shown.keySet()).isEqualTo(Set.of(CellAddresses.account(16)));
        TreeMap<Long, byte[]> drained = new TreeMap<>();
        cells.drain(drained::put);
        assertThat(drained.keySet()).isEqualTo(Set.of(CellAddresses.account(16), CellAddresses.account(17)));
        assertThat(shown.get(CellAddresses.account(16))).isEqualTo(drained.get(CellAddresses.account(16)));
        assertThat(new Cells(drained::get).account(16).collateral).isEqualTo(8);
    }
}
