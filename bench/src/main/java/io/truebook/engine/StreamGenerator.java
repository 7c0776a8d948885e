package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.FIRST_USER_ACCOUNT;
import static io.truebook.engine.protocol.Protocol.MAX_ORDERS;

import io.truebook.engine.protocol.OrderCell;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Makes a {@link CommandStream}: a middle price that moves, depth and sizes by a power law, orders mostly called off or changed before they
 * fill. Quotes never cross, so no book's rule about trades with oneself matters; takers are accounts of their own.
 */
final class StreamGenerator implements EngineListener {
    static final String MIX =
            "of 100 orders placed 85 rest and 15 take (IOC); of 100 messages about 5 name an order that is gone";

    private static final int DEEPEST = 8_000;
    private static final int REMEMBERED = 1 << 12;

    private final SplittableRandom random;
    private final CommandStream stream = new CommandStream();
    private final BareBook book = new BareBook(this);
    private final int makers;
    private final int takers;
    private final int target;
    private final int[] nonces;
    private final int[] liveOf;
    private final int[] orderAt;
    private int[] accountOf = new int[1 << 16];
    private int[] slotOf = new int[1 << 16];
    private int[] nonceOf = new int[1 << 16];
    private int[] placeOf = new int[1 << 16];
    private int[] live = new int[1 << 16];
    private final int[] gone = new int[REMEMBERED];
    private int lives;
    private int orders = 1;
    private int deaths;
    private int middle = CommandStream.TICK;

    /** What became of the orders that rested. */
    int placed;

    int cancelled;
    int completed;
    int changes;
    int takes;

    private StreamGenerator(long seed, int accounts, int target) {
        random = new SplittableRandom(seed);
        takers = Math.max(1, accounts / 10);
        makers = accounts - takers;
        this.target = target;
        nonces = new int[accounts];
        liveOf = new int[accounts];
        orderAt = new int[accounts * MAX_ORDERS];
        stream.accountsUsed = accounts;
    }

    /** A stream that first fills the book with {@code target} orders and then has {@code count} messages. */
    static CommandStream of(long seed, int accounts, int target, int count) {
        StreamGenerator generator = new StreamGenerator(seed, accounts, target);
        while (generator.lives < target) {
            generator.rest();
        }
        CommandStream stream = generator.stream;
        stream.opening = stream.length;
        generator.placed = 0;
        while (stream.length < stream.opening + count) {
            generator.message();
        }
        System.err.printf(
                "stream: %d messages; %d orders rested: %.1f %% cancelled, %.1f %% filled; %d changed; %d takers; %d live at the end%n",
                count,
                generator.placed,
                100.0 * generator.cancelled / generator.placed,
                100.0 * generator.completed / generator.placed,
                generator.changes,
                generator.takes,
                generator.lives);
        return stream;
    }

    private void message() {
        if (random.nextInt(200) == 0) {
            middle += random.nextInt(7) - 3;
        }
        int kind = random.nextInt(1000);
        if (kind < 450) {
            if (random.nextInt(100) < 15) {
                take();
            } else {
                rest();
            }
        } else if (kind < 500) {
            stale();
        } else if (kind < 620) {
            change(kind < 540);
        } else if (lives < target && random.nextInt(8) == 0) {
            rest();
        } else {
            cancel();
        }
    }

    private void rest() {
        int account = maker();
        int side = random.nextInt(2);
        int tick = quote(side);
        int lots = lots(1_000);
        int nonce = nonces[account]++;
        int order = orders++;
        int slot = book.place(FIRST_USER_ACCOUNT + account, side, tick, lots, order, true);
        stream.add(CommandStream.REST, side, account, order, slot, tick, lots, 0, nonce, 0);
        reserve();
        accountOf[order] = account;
        nonceOf[order] = nonce;
        put(order, slot);
        liveOf[account]++;
        placeOf[order] = lives;
        live[lives++] = order;
        placed++;
    }

    private void take() {
        int account = makers + random.nextInt(takers);
        int below = book.best(0);
        int above = book.best(1);
        int side = middle > above ? 0 : middle < below ? 1 : random.nextInt(2);
        int best = side == 0 ? above : below;
        int reach = random.nextInt(4);
        int tick = side == 0 ? best + reach : best - reach;
        int lots = random.nextInt(4) == 0 ? lots(100) : 1;
        int nonce = nonces[account]++;
        int order = orders++;
        reserve();
        stream.add(CommandStream.TAKE, side, account, order, 0, tick, lots, 0, nonce, 0);
        book.place(FIRST_USER_ACCOUNT + account, side, tick, lots, order, false);
        takes++;
    }

    private void cancel() {
        int order = wanted();
        int account = accountOf[order];
        named(CommandStream.CANCEL, order, 0, 0, 0);
        book.cancel(FIRST_USER_ACCOUNT + account, slotOf[order], order);
        remove(order);
        cancelled++;
    }

    private void change(boolean moves) {
        int order = wanted();
        int account = accountOf[order];
        long number = FIRST_USER_ACCOUNT + account;
        OrderCell cell = book.order(number, slotOf[order]);
        int lots = (int) cell.lots;
        if (moves || lots == 1) {
            int tick = quote(cell.flags);
            if (tick == cell.tick) {
                tick += cell.flags == 0 ? -1 : 1;
            }
            nonceOf[order] = named(CommandStream.MOVE, order, tick, lots, 0);
            put(order, book.move(number, slotOf[order], order, tick));
        } else {
            int after = 1 + random.nextInt(lots - 1);
            nonceOf[order] = named(CommandStream.REDUCE, order, cell.tick, after, lots - after);
            book.reduce(number, slotOf[order], order, after);
        }
        changes++;
    }

    private void stale() {
        if (deaths > 0) {
            named(CommandStream.CANCEL, gone[random.nextInt(Math.min(deaths, REMEMBERED))], 0, 0, 0);
        }
    }

    /** Adds a command about an order; returns the nonce it uses. */
    private int named(byte kind, int order, int tick, int after, int less) {
        int account = accountOf[order];
        int nonce = nonces[account]++;
        stream.add(kind, 0, account, order, slotOf[order], tick, after, less, nonce, nonceOf[order]);
        return nonce;
    }

    /** Any live order, but first the ones that the middle has passed. */
    private int wanted() {
        int above = book.best(1);
        if (above != 0 && above < middle - 1) {
            return (int) book.head(1, above).nonce;
        }
        int below = book.best(0);
        if (below > middle + 1) {
            return (int) book.head(0, below).nonce;
        }
        return live[random.nextInt(lives)];
    }

    private int quote(int side) {
        int distance = (int) Math.min(DEEPEST, 1.5 / (random.nextDouble() + 1e-6));
        int tick = side == 0 ? middle - distance : middle + distance;
        int best = book.best(side ^ 1);
        if (best == 0) {
            return tick;
        }
        return side == 0 ? Math.min(tick, best - 1) : Math.max(tick, best + 1);
    }

    private int lots(int most) {
        return (int) Math.min(most, 2 / (random.nextDouble() + 1e-6));
    }

    /** Few accounts make most of the quotes. */
    private int maker() {
        while (true) {
            double u = random.nextDouble();
            int account = (int) (makers * u * u * u);
            if (liveOf[account] < MAX_ORDERS) {
                return account;
            }
        }
    }

    private void put(int order, int slot) {
        slotOf[order] = slot;
        orderAt[accountOf[order] * MAX_ORDERS + slot] = order;
    }

    private void reserve() {
        if (orders >= accountOf.length) {
            accountOf = Arrays.copyOf(accountOf, 2 * orders);
            slotOf = Arrays.copyOf(slotOf, 2 * orders);
            nonceOf = Arrays.copyOf(nonceOf, 2 * orders);
            placeOf = Arrays.copyOf(placeOf, 2 * orders);
        }
        if (lives == live.length) {
            live = Arrays.copyOf(live, 2 * lives);
        }
    }

    private void remove(int order) {
        int last = live[--lives];
        live[placeOf[order]] = last;
        placeOf[last] = placeOf[order];
        liveOf[accountOf[order]]--;
        gone[deaths++ % REMEMBERED] = order;
    }

    @Override
    public void filled(
            int market,
            int tick,
            long lots,
            long maker,
            int makerSlot,
            long makerNonce,
            long makerLotsLeft,
            long taker,
            long takerNonce,
            int takerSide,
            long makerFee,
            long takerFee) {
        if (makerLotsLeft == 0) {
            remove(orderAt[(int) (maker - FIRST_USER_ACCOUNT) * MAX_ORDERS + makerSlot]);
            completed++;
        }
    }
}
