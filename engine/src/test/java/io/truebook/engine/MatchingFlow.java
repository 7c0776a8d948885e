package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import java.util.List;
import java.util.SplittableRandom;

/**
 * New orders, cancels and amends for the comparison of two books: prices near a middle that moves over the borders of bitmap words, and now
 * and then at both ends of the scale; targets that live, and targets that are gone.
 */
final class MatchingFlow {
    static final int ACCOUNTS = 14;
    static final int MARKETS = 2;
    static final int MAX_TICK = (1 << 24) - 1;

    /** One message; kinds use the fields they need. */
    sealed interface Message {
        long account();
    }

    record New(long account, int market, int flags, int tick, long lots, long expiry) implements Message {}

    record Cancel(long account, int slot, long placingNonce) implements Message {}

    record Amend(long account, int slot, long placingNonce, int tick, long lots, long expiry) implements Message {}

    record CancelAll(long account, int market) implements Message {}

    /** Keeps its orders far from the middle, and seldom takes one back, until its order slots are full. */
    private static final long HOARDER = FIRST_USER_ACCOUNT;

    private static final int REMEMBERED = 512;
    private static final int MOST_LIVE = 2_400;

    private final SplittableRandom random;
    private final NaiveBook book;
    private final int[] middle = {1 << 16, 300};
    private final Cancel[] targets = new Cancel[REMEMBERED];
    private int drift = 1;

    MatchingFlow(long seed, NaiveBook book) {
        random = new SplittableRandom(seed);
        this.book = book;
    }

    /** The next message at an engine time, ms. */
    Message next(long time) {
        move();
        int market = random.nextInt(4) == 0 ? 1 : 0;
        boolean full = live() > MOST_LIVE;
        int kind = random.nextInt(1000);
        if (kind < (full ? 250 : 620)) {
            return order(market, time);
        }
        if (kind < 621) {
            return new CancelAll(
                    FIRST_USER_ACCOUNT + random.nextInt(ACCOUNTS), random.nextInt(3) == 0 ? ALL_MARKETS : market);
        }
        if (kind < 670) {
            return stale(time);
        }
        NaiveBook.Order target = pick(market);
        if (target == null) {
            return order(market, time);
        }
        Cancel cancel = new Cancel(target.account, target.slot, target.nonce);
        targets[random.nextInt(REMEMBERED)] = cancel;
        if (kind < (full ? 900 : 800)) {
            return cancel;
        }
        int tick = random.nextInt(3) == 0 ? target.tick : near(market, target.sells());
        return new Amend(target.account, target.slot, target.nonce, tick, changed(target.lots), expiry(time));
    }

    private int live() {
        int live = 0;
        for (int market = 0; market < MARKETS; market++) {
            live += book.side(market, false).size() + book.side(market, true).size();
        }
        return live;
    }

    private void move() {
        if (random.nextInt(2_000) == 0) {
            drift = -drift;
        }
        if (random.nextInt(20) == 0) {
            middle[0] += drift * random.nextInt(4);
            middle[1] = Math.clamp(middle[1] + random.nextInt(7) - 3, 2, 700);
        }
    }

    private New order(int market, long time) {
        boolean sells = random.nextBoolean();
        int flags = (sells ? FLAG_SELL : 0) | timeInForce() | random.nextInt(4) << 4;
        if (random.nextInt(12) == 0) {
            flags |= FLAG_REDUCE_ONLY;
        }
        long account = account();
        int tick = near(market, sells);
        if (account == HOARDER) {
            tick = Math.clamp(tick + (sells ? 30 : -30), 1, MAX_TICK);
        }
        return new New(account, market, flags, tick, lots(), expiry(time));
    }

    private int timeInForce() {
        int style = random.nextInt(100);
        return style < 15 ? FLAG_TIF_IOC : style < 35 ? FLAG_TIF_POST_ONLY : FLAG_TIF_GTT;
    }

    private Message stale(long time) {
        Cancel target = targets[random.nextInt(REMEMBERED)];
        if (target == null) {
            target = new Cancel(account(), random.nextInt(MAX_ORDERS), random.nextInt(1000));
        }
        return random.nextInt(3) == 0
                ? new Amend(target.account, target.slot, target.placingNonce, near(0, false), lots(), expiry(time))
                : target;
    }

    private NaiveBook.Order pick(int market) {
        List<NaiveBook.Order> list = book.side(market, random.nextBoolean());
        if (list.isEmpty()) {
            return null;
        }
        int among = random.nextInt(2) == 0 ? list.size() : Math.min(8, list.size());
        NaiveBook.Order order = list.get(random.nextInt(among));
        return order.account == HOARDER && random.nextInt(8) > 0 ? null : order;
    }

    /** Mostly behind the middle, the farther the rarer; sometimes across it; seldom anywhere. */
    private int near(int market, boolean sells) {
        if (random.nextInt(1_000) == 0) {
            return switch (random.nextInt(4)) {
                case 0 -> 1;
                case 1 -> MAX_TICK;
                default -> 1 + random.nextInt(MAX_TICK);
            };
        }
        int distance = (int) (2 / Math.sqrt(random.nextDouble() + 1e-5));
        int behind = random.nextInt(10) == 0 ? -distance : distance;
        return Math.clamp(middle[market] + (sells ? behind : -behind), 1, MAX_TICK);
    }

    private long changed(long lots) {
        return switch (random.nextInt(3)) {
            case 0 -> 1 + random.nextLong(lots);
            case 1 -> lots;
            default -> lots + random.nextInt(50);
        };
    }

    private long lots() {
        return Math.min(10_000, (long) (3 / (random.nextDouble() + 1e-4)));
    }

    private long expiry(long time) {
        return time / 1000 + (random.nextInt(20) == 0 ? 1 + random.nextInt(3) : 100_000);
    }

    private long account() {
        int kind = random.nextInt(24);
        if (kind < 3) {
            return HOARDER;
        }
        return FIRST_USER_ACCOUNT + (kind < 15 ? 1 + random.nextInt(4) : random.nextInt(ACCOUNTS));
    }
}
