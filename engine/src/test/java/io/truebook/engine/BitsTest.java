package io.truebook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Words of 256 bits against the library's bit sets. */
class BitsTest {
    @Test
    void everyQuestionHasTheAnswerOfABitSet() {
        SplittableRandom random = new SplittableRandom(Seeds.next("bits"));
        for (int round = 0; round < 200; round++) {
            long[] word = new long[4];
            BitSet model = new BitSet(256);
            compare(word, model);
            int changes = 1 << random.nextInt(10);
            for (int i = 0; i < changes; i++) {
                int index = random.nextInt(256);
                if (random.nextInt(round % 8 + 2) > 0) {
                    Bits.set(word, index);
                    model.set(index);
                } else {
                    Bits.clear(word, index);
                    model.clear(index);
                }
            }
            compare(word, model);
        }
        BitSet full = new BitSet(256);
        full.set(0, 256);
        compare(new long[] {-1, -1, -1, -1}, full);
    }

    private static void compare(long[] word, BitSet model) {
        assertThat(Bits.isZero(word)).isEqualTo(model.isEmpty());
        assertThat(Bits.lowest(word)).isEqualTo(model.nextSetBit(0));
        assertThat(Bits.highest(word)).isEqualTo(model.length() - 1);
        for (int from = 0; from <= 256; from++) {
            assertThat(Bits.lowestSetFrom(word, from)).isEqualTo(model.nextSetBit(from));
            assertThat(Bits.highestSetBelow(word, from)).isEqualTo(from == 0 ? -1 : model.previousSetBit(from - 1));
        }
    }
}
