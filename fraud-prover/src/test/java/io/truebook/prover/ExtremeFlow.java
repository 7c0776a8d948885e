package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.Digests;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.EngineListener;
import io.truebook.engine.Items;
import io.truebook.engine.Key;
import io.truebook.engine.Messages;
import io.truebook.engine.Trial;
import io.truebook.engine.protocol.AmendItem;
import io.truebook.engine.protocol.CancelAllItem;
import io.truebook.engine.protocol.CancelItem;
import io.truebook.engine.protocol.MarketOrderItem;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.engine.protocol.WithdrawItem;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Markets whose parameters lie on their bounds, few accounts with much or nothing, prices that leap, books of many small orders: what
 * reaches the ends of ranges that usual trading never comes near.
 */
final class ExtremeFlow implements ItemSource, EngineListener {
    private record Resting(int owner, int slot, long nonce, int market) {}

    private final SplittableRandom random;
    private final Eip712Domain domain;
    private final Messages.Listing[] markets;
    private final Key[] owners;
    private final long[] nonces;
    private final int[] marks;
    private final List<Resting> resting = new ArrayList<>();
    private final Key publisher = new Key(77);
    private final boolean calm;
    private long time = Trial.GENESIS * 1000;

    ExtremeFlow(long seed, Eip712Domain domain) {
        random = new SplittableRandom(seed);
        this.domain = domain;
        calm = random.nextBoolean();
        markets = new Messages.Listing[1 + random.nextInt(random.nextBoolean() ? 3 : 20)];
        marks = new int[markets.length];
        for (int i = 0; i < markets.length; i++) {
            markets[i] = listing(i);
        }
        owners = new Key[2 + random.nextInt(5)];
        nonces = new long[owners.length];
        for (int i = 0; i < owners.length; i++) {
            owners[i] = new Key(500 + i);
        }
    }

    @Override
    public EngineListener listener() {
        return this;
    }

    @Override
    public List<byte[]> opening() {
        List<byte[]> messages = new ArrayList<>();
        for (Messages.Listing market : markets) {
            messages.add(Messages.list(market));
        }
        messages.add(Messages.publisher(3, publisher.address()));
        for (int i = 0; i < owners.length; i++) {
            long amount = any(1_000_000, 1_000_000_000_000L, 1L << 50, DEPOSIT_CAP / 8);
            messages.add(Messages.deposit(number(i), owners[i].address(), amount));
        }
        return messages;
    }

    @Override
    public List<byte[]> prices() {
        List<byte[]> items = new ArrayList<>();
        items.add(Items.time(time += 1_000));
        for (int market = 0; market < markets.length; market++) {
            items.add(price(market));
        }
        return items;
    }

    @Override
    public byte[] item() {
        int kind = random.nextInt(100);
        if (kind < 4) {
            time += random.nextInt(4) == 0 ? random.nextInt(90_000) : random.nextInt(300);
            return Items.time(random.nextInt(30) == 0 ? 1L << 47 : time);
        }
        if (kind < 12) {
            return price(random.nextInt(markets.length));
        }
        if (kind < 14) {
            return misframed();
        }
        return signed(kind);
    }

    @Override
    public byte[] message() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> deposit(random.nextInt(owners.length));
            case 2 -> Messages.deposit(random.nextInt(40), owners[0].address(), random.nextLong());
            case 3 -> Messages.list(listing(random.nextInt(256)));
            default -> Messages.forced(item());
        };
    }

    private Messages.Listing listing(int number) {
        long multiplier = any(1, 7, 1_000, 1L << 31, (1L << 32) - 1);
        int maxTick = (int) any(1, 2, 255, 256, 300, 65_535, 65_536, 70_000, (1 << 24) - 1);
        maxTick = (int) Math.min(maxTick, LOT_BOUND / multiplier);
        long most = Math.min((1L << 40) - 1, POSITION_BOUND / (multiplier * maxTick));
        long maxPositionLots = Math.max(1, any(most, most, most / 1_000, 50, 3));
        maxPositionLots = Math.min(maxPositionLots, Math.max(1, most));
        long maxOrderLots = Math.max(1, any(maxPositionLots, maxPositionLots / 2, 1));
        int imr = (int) any(1, 20_000, 500_000, 1_000_000);
        return new Messages.Listing(
                number,
                multiplier,
                maxTick,
                maxPositionLots,
                maxOrderLots,
                random.nextInt(40) == 0 ? random.nextLong() >>> 1 : any(0, 1, multiplier, multiplier * maxTick),
                (int) any(0, 1, 500, MAX_FEE_PPM),
                (int) any(0, 1, 500, MAX_FEE_PPM),
                imr,
                Math.max(1, imr / (1 + random.nextInt(3))),
                any(1, 1_000, 60_000, (1L << 32) - 1),
                (int) any(1, 1_000, MAX_JUMP_PPM),
                "EXTREME");
    }

    private byte[] deposit(int owner) {
        long amount = any(1, 1_000, 1_000_000_000L, 1L << 50, DEPOSIT_CAP / 4, DEPOSIT_CAP, random.nextLong());
        return Messages.deposit(number(owner), owners[owner].address(), amount);
    }

    private byte[] price(int market) {
        int maxTick = markets[market].maxTick();
        int mark = Math.max(1, marks[market]);
        int tick = (int) any(
                1,
                maxTick,
                Math.max(1, maxTick / 2),
                clamp(mark + random.nextInt(21) - 10, maxTick),
                clamp(2L * mark, maxTick),
                clamp(mark / 2, maxTick));
        if (calm && marks[market] != 0) {
            tick = clamp(mark + random.nextInt(7) - 3, maxTick);
        }
        byte[] signature = publisher.sign(Digests.price(domain, market, tick, time));
        return Items.oracle(market, time, List.of(new Items.Price(3, tick, signature)));
    }

    /** A known type with a body of another length, or a type that cannot be forced. */
    private byte[] misframed() {
        byte[] item = signed(20 + random.nextInt(80));
        byte[] body = new byte[random.nextInt(120)];
        random.nextBytes(body);
        return switch (random.nextInt(3)) {
            case 0 -> Items.frame(item[0], body);
            case 1 -> Items.inbox(random.nextInt(5));
            default -> Items.frame(random.nextInt(20), body);
        };
    }

    private byte[] signed(int kind) {
        int owner = random.nextInt(owners.length);
        SignedItem item = kind < 78 ? place(owner) : kind < 84 ? marketOrder(owner) : other(owner, kind);
        for (int i = 0; i < owners.length; i++) {
            if (number(i) == item.account()) {
                return owners[i].item(domain, item);
            }
        }
        throw new IllegalStateException("no owner of " + item);
    }

    private SignedItem place(int owner) {
        int market = random.nextInt(markets.length);
        int tif = (int) any(0, 0, 0, 0, 0, FLAG_TIF_POST_ONLY, FLAG_TIF_POST_ONLY, FLAG_TIF_IOC);
        int flags = random.nextInt(2) | tif | (random.nextInt(6) == 0 ? FLAG_REDUCE_ONLY : 0);
        return new PlaceItem(
                number(owner), OWNER_KEY, nonce(owner), market, flags, tick(market), lots(market), expiry());
    }

    private SignedItem marketOrder(int owner) {
        int market = random.nextInt(markets.length);
        int flags = random.nextInt(2) | (random.nextInt(3) == 0 ? FLAG_REDUCE_ONLY : 0);
        int slippage = (int) any(0, 1_000, 500_000, PPM, PPM + 1);
        return new MarketOrderItem(
                number(owner), OWNER_KEY, nonce(owner), market, flags, slippage, lots(market), expiry());
    }

    private SignedItem other(int owner, int kind) {
        if (kind >= 98) {
            int market = random.nextBoolean() ? ALL_MARKETS : random.nextInt(300);
            return new CancelAllItem(number(owner), OWNER_KEY, nonce(owner), market, expiry());
        }
        if (kind >= 95 || resting.isEmpty()) {
            long amount = any(1_000, 1_000_000, 1L << 40, 1L << 58, random.nextLong());
            return new WithdrawItem(number(owner), OWNER_KEY, nonce(owner), amount / 1_000 * 1_000, expiry());
        }
        Resting order = resting.get(random.nextInt(resting.size()));
        int i = order.owner();
        if (kind < 87) {
            return new CancelItem(number(i), OWNER_KEY, nonce(i), order.slot(), order.nonce(), expiry());
        }
        return new AmendItem(
                number(i),
                OWNER_KEY,
                nonce(i),
                order.slot(),
                order.nonce(),
                tick(order.market()),
                lots(order.market()),
                expiry());
    }

    private int tick(int market) {
        int maxTick = markets[market].maxTick();
        int mark = Math.max(1, marks[market]);
        return (int) any(
                1,
                maxTick,
                mark,
                clamp(mark + random.nextInt(41) - 20, maxTick),
                clamp(mark + random.nextInt(7) - 3, maxTick),
                1 + random.nextInt(maxTick));
    }

    private long lots(int market) {
        long most = markets[market].maxOrderLots();
        return calm && random.nextInt(10) > 0
                ? 1 + random.nextLong(Math.min(most, 3))
                : Math.max(1, any(1, 1, most, most / 2, most + 1, 1 + random.nextLong(most)));
    }

    private long expiry() {
        return time / 1000 + (random.nextInt(8) == 0 ? any(-1, 0, 1, 60) : 36_000);
    }

    private long nonce(int owner) {
        int leap = random.nextInt(200);
        if (leap == 0) {
            nonces[owner] += 300;
        }
        long nonce = nonces[owner]++;
        return leap == 1 ? 1L << 47 : leap == 2 ? Math.max(0, nonce - 20) : nonce;
    }

    private long number(int owner) {
        return FIRST_USER_ACCOUNT + owner;
    }

    private long any(long... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static int clamp(long tick, int maxTick) {
        return (int) Math.max(1, Math.min(tick, maxTick));
    }

    @Override
    public void priced(int market, int mark, long publishTime) {
        if (market < marks.length) {
            marks[market] = mark;
        }
    }

    @Override
    public void rested(long account, int slot, int market, int side, int tick, long lots, long nonce) {
        if (market < markets.length) {
            resting.add(new Resting((int) (account - FIRST_USER_ACCOUNT), slot, nonce, market));
        }
    }

    @Override
    public void removed(long account, int slot, int market, int side, int tick, long lots, long nonce, Reason reason) {
        resting.removeIf(order -> order.owner() == account - FIRST_USER_ACCOUNT && order.slot() == slot);
    }
}
