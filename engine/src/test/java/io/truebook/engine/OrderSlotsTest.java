package io.truebook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.AccountCell;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OrderSlotsTest {
    private static final int SLOTS = 256;

    @Test
    void slotsAreWhatASetOfBitsSays() {
        SplittableRandom random = new SplittableRandom(Seeds.next("order slots"));
        AccountCell account = new AccountCell(CellAddresses.account(16));
        BitSet model = new BitSet(SLOTS);
        compare(account, model);
        for (int slot = 0; slot < SLOTS; slot++) {
            assertThat(OrderSlots.lowestFree(account)).isEqualTo(slot);
            OrderSlots.use(account, slot);
            model.set(slot);
        }
        compare(account, model);
        for (int i = 0; i < 2_000; i++) {
            int slot = random.nextInt(SLOTS);
            if (random.nextBoolean()) {
                OrderSlots.use(account, slot);
                model.set(slot);
            } else {
                OrderSlots.free(account, slot);
                model.clear(slot);
            }
            compare(account, model);
        }
    }

    private static void compare(AccountCell account, BitSet model) {
        assertThat(OrderSlots.noneUsed(account)).isEqualTo(model.isEmpty());
        assertThat(OrderSlots.lowestFree(account)).isEqualTo(model.cardinality() == SLOTS ? -1 : model.nextClearBit(0));
        for (int slot = 0; slot < SLOTS; slot++) {
            assertThat(OrderSlots.used(account, slot)).isEqualTo(model.get(slot));
            assertThat(OrderSlots.lowestUsedFrom(account, slot)).isEqualTo(model.nextSetBit(slot));
        }
        assertThat(OrderSlots.lowestUsedFrom(account, SLOTS)).isEqualTo(-1);
    }
}
