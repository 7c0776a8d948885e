package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.Items;
import io.truebook.engine.Messages;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * One kind of work, repeated in a batch, and the accounts and book it meets. How many other orders an account has is none of its
 * properties: they are siblings in the tree, and {@link FullTree} has all that can exist.
 *
 * @param positions of the account that acts, 0 to 15 beside the one it acts in; publishers of a price; for garbage nothing
 * @param makerPositions of the makers it meets, 0 to 15
 * @param ahead whether another's order stands before its own at the level
 * @param behind whether another's stands after it
 * @param tickBits how far apart the levels lie: within 2^tickBits ticks
 * @param marketStride from one unit's market to the next's
 * @param opposite whether the other side of the book has an order
 * @param forced whether each comes as an inbox message instead of an item
 * @param filler bytes of an item of no type after each, 0 for none
 */
record WorkShape(
        Kind kind,
        int positions,
        int makerPositions,
        boolean ahead,
        boolean behind,
        int tickBits,
        int marketStride,
        boolean opposite,
        boolean forced,
        int filler) {
    enum Kind {
        REST,
        TAKE_NOTHING,
        TAKE_ONE,
        SWEEP,
        SWEEP_EXPIRED,
        CANCEL,
        AMEND,
        CANCEL_ALL,
        WITHDRAW,
        ORACLE,
        DEPOSIT,
        GARBAGE,
        EXPIRE,
        SETTLE,
        TRANSFER,
        OPEN_SUBACCOUNT,
        SET_MARGIN,
        TRIGGER,
        SLICE,
        BUNDLE_CANCEL,
        BUNDLE_AMEND,
        BUNDLE_PLACE,
        HEALTHY,
        LIQUIDATE_CANCEL,
        CLOSE_OUT,
        DUE,
        SAMPLE
    }

    private static final Set<Kind> ALL_AT_ONCE = EnumSet.of(
            Kind.SWEEP,
            Kind.SWEEP_EXPIRED,
            Kind.CANCEL_ALL,
            Kind.BUNDLE_CANCEL,
            Kind.BUNDLE_AMEND,
            Kind.BUNDLE_PLACE,
            Kind.LIQUIDATE_CANCEL,
            Kind.DUE,
            Kind.SAMPLE);

    /** More than one segment holds of any kind. */
    static final int UNITS = 40;

    static final int ACCOUNTS = 4 * UNITS;

    /** Bytes that fillers, and items that are nothing else, may take of a batch. */
    private static final int FILLERS = 84_000;

    private static final int GENES = 9;
    private static final int MOST_POSITIONS = 15;
    private static final int MOST_TICK_BITS = 23;

    static WorkShape any(Kind kind, SplittableRandom random) {
        return new WorkShape(
                kind,
                random.nextInt(MOST_POSITIONS + 1),
                random.nextInt(MOST_POSITIONS + 1),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextInt(MOST_TICK_BITS + 1),
                random.nextInt(256),
                random.nextBoolean(),
                random.nextInt(3) == 0,
                filler(random));
    }

    /** The same but for one thing. */
    WorkShape changed(SplittableRandom random) {
        WorkShape other = any(kind, random);
        int gene = random.nextInt(GENES);
        return new WorkShape(
                kind,
                gene == 0 ? other.positions : positions,
                gene == 1 ? other.makerPositions : makerPositions,
                (gene == 2) != ahead,
                (gene == 3) != behind,
                gene == 4 ? other.tickBits : tickBits,
                gene == 5 ? other.marketStride : marketStride,
                (gene == 6) != opposite,
                (gene == 7) != forced,
                gene == 8 ? other.filler : filler);
    }

    private static int filler(SplittableRandom random) {
        return random.nextInt(3) > 0 ? 0 : 1 + random.nextInt(MAX_ITEM_BODY);
    }

    /** Sets the stage; what is returned is the batch to measure. */
    List<Runnable> prepare(Stage stage) {
        List<Runnable> work = new ArrayList<>();
        int length = kind == Kind.GARBAGE ? 2 * filler : filler;
        int filled = length == 0 ? UNITS : Math.min(UNITS, FILLERS / length);
        int units = ALL_AT_ONCE.contains(kind) ? 1 : kind == Kind.GARBAGE ? filled : UNITS;
        for (int i = 0; i < units; i++) {
            work.add(unit(stage, i));
            if (filler > 0 && i < filled) {
                byte[] garbage = bytes(stage, filler);
                work.add(() -> stage.execute(Items.frame(200, garbage)));
            }
        }
        return work;
    }

    private Runnable unit(Stage stage, int i) {
        int market = marketStride * i & 255;
        int tick = tick(stage, i);
        return switch (kind) {
            case REST -> {
                acting(stage, i, market);
                beside(stage, i, market, tick, ahead);
                yield send(stage, () -> stage.placeItem(i, market, FLAG_TIF_POST_ONLY, tick, Stage.LOTS));
            }
            case TAKE_NOTHING -> {
                acting(stage, i, market);
                opposite(stage, i, market);
                yield send(stage, () -> stage.placeItem(i, market, FLAG_TIF_IOC, tick, Stage.LOTS));
            }
            case TAKE_ONE -> {
                acting(stage, i, market);
                fillPositions(stage, UNITS + i, market, makerPositions);
                int ask = Stage.MAX_TICK - tick;
                stage.place(UNITS + i, market, FLAG_SELL, ask, Stage.LOTS);
                if (behind) {
                    stage.place(2 * UNITS + i, market, FLAG_SELL, ask, Stage.LOTS);
                }
                yield send(stage, () -> stage.placeItem(i, market, FLAG_TIF_IOC, ask, Stage.LOTS));
            }
            case SWEEP, SWEEP_EXPIRED -> sweep(stage);
            case CANCEL -> {
                Stage.Order order = between(stage, i, market, tick);
                yield send(stage, () -> stage.cancelItem(order));
            }
            case AMEND -> {
                acting(stage, i, market);
                Stage.Order order = between(stage, i, market, tick);
                int to = tick(stage, i + UNITS);
                beside(stage, i, market, to, ahead);
                yield () -> stage.amend(order, to, Stage.LOTS);
            }
            case CANCEL_ALL -> {
                for (int n = 0; n < 2 * UNITS; n++) {
                    int other = tick(stage, n);
                    beside(stage, n % UNITS, marketStride * (n % 16) & 255, other, ahead);
                    stage.place(0, marketStride * (n % 16) & 255, FLAG_TIF_POST_ONLY, other, Stage.LOTS);
                    beside(stage, n % UNITS, marketStride * (n % 16) & 255, other, behind);
                }
                yield send(stage, () -> stage.cancelAllItem(0));
            }
            case WITHDRAW -> {
                fillPositions(stage, i, -1, positions + 1);
                yield () -> stage.withdraw(i, 1_000_000);
            }
            case ORACLE -> () -> stage.price(marketStride * i + i & 255, Stage.MARK + 1, positions + 1);
            case DEPOSIT -> {
                byte[] message = Messages.deposit(
                        FIRST_USER_ACCOUNT + stage.random.nextInt(1 << 28),
                        stage.key(i).address(),
                        1_000);
                yield () -> stage.consume(List.of(message));
            }
            case GARBAGE -> {
                byte[] item = Items.frame(200, bytes(stage, forced ? filler % 1_000 : filler));
                yield send(stage, () -> item);
            }
            default -> ExchangeWork.unit(this, stage, i, market, tick);
        };
    }

    private Runnable sweep(Stage stage) {
        acting(stage, 0, 0);
        long expiry = stage.time() / 1000 + (kind == Kind.SWEEP ? 3_600 : 1);
        for (int i = 1; i < 2 * UNITS; i++) {
            fillPositions(stage, i, 0, makerPositions);
            int ask = Stage.MARK + 1 + (int) ((long) i << tickBits) % (Stage.MAX_TICK - Stage.MARK);
            stage.place(i, 0, FLAG_SELL, ask, Stage.LOTS, expiry);
        }
        if (kind == Kind.SWEEP_EXPIRED) {
            stage.advance(10_000);
        }
        return send(stage, () -> stage.placeItem(0, 0, FLAG_TIF_IOC, Stage.MAX_TICK, 2 * UNITS * Stage.LOTS));
    }

    void acting(Stage stage, int account, int market) {
        fillPositions(stage, account, market, positions);
        opposite(stage, account, market);
    }

    void opposite(Stage stage, int account, int market) {
        if (opposite) {
            int ask = Stage.MARK + 1 + stage.random.nextInt(Stage.MAX_TICK - Stage.MARK - 1);
            stage.place(3 * UNITS + account, market, FLAG_SELL | FLAG_TIF_POST_ONLY, ask, Stage.LOTS);
        }
    }

    static void beside(Stage stage, int account, int market, int tick, boolean really) {
        if (really) {
            stage.place(UNITS + account % (2 * UNITS), market, FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
        }
    }

    Stage.Order between(Stage stage, int account, int market, int tick) {
        beside(stage, account, market, tick, ahead);
        Stage.Order order = stage.place(account, market, FLAG_TIF_POST_ONLY, tick, Stage.LOTS);
        beside(stage, account + UNITS, market, tick, behind);
        return order;
    }

    Runnable send(Stage stage, Supplier<byte[]> item) {
        return forced ? () -> stage.consume(List.of(Messages.forced(item.get()))) : () -> stage.execute(item.get());
    }

    int tick(Stage stage, int unit) {
        int range = Math.min(1 << tickBits, Stage.MARK - UNITS * 4);
        return 1 + unit + stage.random.nextInt(range);
    }

    static void fillPositions(Stage stage, int account, int notMarket, int positions) {
        int market = stage.random.nextInt(256);
        for (int i = 0; i < positions; i++) {
            do {
                market = market + 7 & 255;
            } while (market == notMarket);
            stage.place(account, market, FLAG_TIF_POST_ONLY, 1 + stage.random.nextInt(Stage.MARK - 1), Stage.LOTS);
        }
    }

    private static byte[] bytes(Stage stage, int length) {
        byte[] bytes = new byte[length];
        stage.random.nextBytes(bytes);
        return bytes;
    }
}
