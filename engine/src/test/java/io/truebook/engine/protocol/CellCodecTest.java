package io.truebook.engine.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every generated cell must give back what was put in, and never let one field write into another. */
class CellCodecTest {
    private static final long SEED = Long.getLong("seed", 20261123L);

    static List<LongFunction<Cell>> kinds() {
        return List.of(
                CursorCell::new,
                ConfigCell::new,
                TotalsCell::new,
                PublisherCell::new,
                AccountCell::new,
                SignerCell::new,
                PositionCell::new,
                OrderCell::new,
                MarketCell::new,
                RiskCell::new,
                LevelCell::new,
                BitmapCell::new,
                WithdrawalCell::new);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void decodingCanonicalBytesAndEncodingThemAgainChangesNothing(LongFunction<Cell> kind) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 200; round++) {
            Cell cell = kind.apply(1);
            byte[] garbage = new byte[cell.words() * 32];
            random.nextBytes(garbage);
            cell.decode(garbage, 0);
            byte[] canonical = new byte[garbage.length];
            cell.encode(canonical, 0);

            Cell again = kind.apply(1);
            again.decode(canonical, 0);
            byte[] twice = new byte[garbage.length];
            again.encode(twice, 0);
            assertThat(twice).as("seed %d", SEED).isEqualTo(canonical);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFieldAtItsGreatestValueLeavesEveryOtherFieldZero(LongFunction<Cell> kind) throws IllegalAccessException {
        for (Field field : kind.apply(1).getClass().getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                continue;
            }
            Cell cell = kind.apply(1);
            fillWithOnes(field, cell);
            byte[] bytes = new byte[cell.words() * 32];
            cell.encode(bytes, 0);
            Cell read = kind.apply(1);
            read.decode(bytes, 0);
            for (Field other : cell.getClass().getDeclaredFields()) {
                if (!Modifier.isStatic(other.getModifiers())) {
                    assertThat(isZero(other, read))
                            .as("%s after writing %s", other, field)
                            .isEqualTo(!other.equals(field));
                }
            }
        }
    }

    private static void fillWithOnes(Field field, Cell cell) throws IllegalAccessException {
        switch (field.get(cell)) {
            case byte[] bytes -> java.util.Arrays.fill(bytes, (byte) -1);
            case long[] longs -> java.util.Arrays.fill(longs, -1);
            case Long _ -> field.setLong(cell, -1);
            case Integer _ -> field.setInt(cell, -1);
            default -> throw new AssertionError("field kind without a test: " + field);
        }
    }

    private static boolean isZero(Field field, Cell cell) throws IllegalAccessException {
        return switch (field.get(cell)) {
            case byte[] bytes -> java.util.Arrays.equals(bytes, new byte[bytes.length]);
            case long[] longs -> java.util.Arrays.equals(longs, new long[longs.length]);
            case Long value -> value == 0;
            case Integer value -> value == 0;
            default -> throw new AssertionError("field kind without a test: " + field);
        };
    }
}
