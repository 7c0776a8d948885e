package io.truebook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CellAddressesTest {
    @Test
    void theExtremesOfEachSpaceAreWhereTheProtocolPagePutsThem() {
        assertThat(CellAddresses.cursor()).isEqualTo(0x01_00_0000_0000L);
        assertThat(CellAddresses.publisher(15)).isEqualTo(0x01_00_0000_001fL);
        assertThat(CellAddresses.order((1L << 31) - 1, 255)).isEqualTo(0x02_ff_ffff_ffffL);
        assertThat(CellAddresses.risk(255)).isEqualTo(0x03_00_0000_ff01L);
        assertThat(CellAddresses.level(255, 1, 0xffffff)).isEqualTo(0x04_ff_81ff_feffL);
        assertThat(CellAddresses.leafWord(255, 1, 0xffff)).isEqualTo(0x04_ff_81ff_ff00L);
        assertThat(CellAddresses.topWord(0, 0)).isEqualTo(0x04_00_0200_0000L);
        assertThat(CellAddresses.middleWord(0, 0, 255)).isEqualTo(0x04_00_0200_01ffL);
        assertThat(CellAddresses.withdrawal(7)).isEqualTo(0x06_00_0000_0007L);
        assertThat(CellAddresses.orderOf(CellAddresses.orderRef(9, 3))).isEqualTo(CellAddresses.order(9, 3));
    }

    @Test
    void noTwoCellsOfABookSideShareAnAddress() {
        Set<Long> seen = new HashSet<>();
        for (int side = 0; side < 2; side++) {
            assertThat(seen.add(CellAddresses.topWord(1, side))).isTrue();
            for (int middle = 0; middle < 256; middle++) {
                assertThat(seen.add(CellAddresses.middleWord(1, side, middle))).isTrue();
            }
            for (int tick = 0; tick < 1 << 24; tick += 251) {
                assertThat(seen.add(CellAddresses.level(1, side, tick))).isTrue();
            }
            for (int leaf = 0; leaf < 1 << 16; leaf++) {
                assertThat(seen.add(CellAddresses.leafWord(1, side, leaf))).isTrue();
            }
        }
    }

    @Test
    void wordCountsAreThoseOfTheCellKinds() {
        assertThat(CellAddresses.words(CellAddresses.cursor())).isEqualTo(7);
        assertThat(CellAddresses.words(CellAddresses.totals())).isEqualTo(1);
        assertThat(CellAddresses.words(CellAddresses.account(77))).isEqualTo(4);
        assertThat(CellAddresses.words(CellAddresses.signer(77, 15))).isEqualTo(2);
        assertThat(CellAddresses.words(CellAddresses.position(77, 0))).isEqualTo(2);
        assertThat(CellAddresses.words(CellAddresses.order(77, 255))).isEqualTo(1);
        assertThat(CellAddresses.words(CellAddresses.market(3))).isEqualTo(3);
        assertThat(CellAddresses.words(CellAddresses.risk(3))).isEqualTo(2);
        assertThat(CellAddresses.words(CellAddresses.activity(3))).isEqualTo(2);
        assertThat(CellAddresses.words(CellAddresses.market(3) + 3))
                .as("no cell")
                .isEqualTo(1);
        assertThat(CellAddresses.words(CellAddresses.listed())).isEqualTo(1);
        assertThat(CellAddresses.words(CellAddresses.feeTiers())).isEqualTo(1);
        assertThat(CellAddresses.words(CellAddresses.withdrawal(0))).isEqualTo(2);
        assertThat(CellAddresses.words(0)).isEqualTo(1);
    }
}
