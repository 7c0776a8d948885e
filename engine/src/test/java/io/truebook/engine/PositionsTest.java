package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.MAX_POSITIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.AccountCell;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PositionsTest {
    /** Entries that borrow and carry into their neighbours when lanes of a word are not kept apart. */
    private static final int[] ENTRIES = {0, 0, 0, 1, 2, 128, 255, 256};

    @Test
    void slotsAreFoundAsOneByOneSearchFindsThem() {
        SplittableRandom random = new SplittableRandom(Seeds.next("positions"));
        for (int i = 0; i < 20_000; i++) {
            AccountCell account = new AccountCell(CellAddresses.account(16));
            int[] entries = new int[MAX_POSITIONS];
            int most = random.nextInt(MAX_POSITIONS + 1);
            for (int slot = 0; slot < most; slot++) {
                entries[slot] = ENTRIES[random.nextInt(ENTRIES.length)];
                Positions.setEntry(account, slot, entries[slot]);
            }
            for (int market : new int[] {0, 1, 127, 254, 255, 3}) {
                assertThat(Positions.slotOf(account, market)).isEqualTo(first(entries, market + 1));
                assertThat(Positions.available(account, market))
                        .isEqualTo(first(entries, market + 1) >= 0 || first(entries, 0) >= 0);
            }
            int used = 0;
            int next = Positions.nextUsed(account, 0);
            for (int slot = 0; slot < MAX_POSITIONS; slot++) {
                assertThat(Positions.entry(account, slot)).isEqualTo(entries[slot]);
                if (entries[slot] != 0) {
                    used++;
                    assertThat(next).isEqualTo(slot);
                    next = Positions.nextUsed(account, slot + 1);
                }
            }
            assertThat(next).isNegative();
            assertThat(Positions.used(account)).isEqualTo(used);
        }
    }

    private static int first(int[] entries, int entry) {
        for (int slot = 0; slot < entries.length; slot++) {
            if (entries[slot] == entry) {
                return slot;
            }
        }
        return -1;
    }
}
