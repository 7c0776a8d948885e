package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

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
 * A seeded stream of items: mostly what traders do, some of it wrong in every way an item can be wrong. It listens to the
 * engine, so that cancels and amends name orders that live.
 */
public final class Flow implements EngineListener {
    /** How many of what. */
    public record Shape(int accounts, int markets, int publishers, int wrongPerMille, int spreadTicks) {
        public static Shape usual() {
            return new Shape(12, 3, 3, 120, 60);
        }
    }

    private record Resting(long account, int slot, long nonce) {}

    private static final int START_TICK = 50_000;

    private final SplittableRandom random;
    private final Shape shape;
    private final Eip712Domain domain;
    private final Key[] keys;
    private final long[] nonces;
    private final List<Resting> resting = new ArrayList<>();
    private final int[] centre;
    private long time = Trial.GENESIS * 1000;

    public Flow(long seed, Shape shape, Eip712Domain domain) {
        random = new SplittableRandom(seed);
        this.shape = shape;
        this.domain = domain;
        keys = new Key[shape.accounts];
        nonces = new long[shape.accounts];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = new Key(1_000 + i);
        }
        centre = new int[shape.markets];
        java.util.Arrays.fill(centre, START_TICK);
    }

    /** Lists the markets, names publishers, and funds the accounts. */
    public List<byte[]> opening() {
        List<byte[]> messages = new ArrayList<>();
        for (int market = 0; market < shape.markets; market++) {
            messages.add(Messages.list(Messages.Listing.usual(market)));
        }
        for (int i = 0; i < shape.publishers; i++) {
            messages.add(Messages.publisher(i, publisher(i).address()));
        }
        messages.add(Messages.quorum((shape.publishers + 1) / 2));
        for (int i = 0; i < keys.length; i++) {
            long amount = i % 4 == 3 ? 30_000_000_000L : 5_000_000_000_000L;
            messages.add(Messages.deposit(FIRST_USER_ACCOUNT + i, keys[i].address(), amount));
        }
        return messages;
    }

    /** The first items after the opening: time and a price for each market. */
    public List<byte[]> prices() {
        List<byte[]> items = new ArrayList<>();
        for (int market = 0; market < shape.markets; market++) {
            items.add(time(50 + random.nextInt(200)));
            items.add(price(market));
        }
        return items;
    }

    /** Later items carry no earlier times than this, ms. */
    public void advanceTo(long milliseconds) {
        time = Math.max(time, milliseconds);
    }

    /** One well-framed item. */
    public byte[] item() {
        int kind = random.nextInt(1000);
        if (kind < 60) {
            return time(random.nextInt(400));
        }
        if (kind < 130) {
            return price(random.nextInt(shape.markets));
        }
        if (kind < 140) {
            return Items.frame(random.nextInt(256), bytes(random.nextInt(120)));
        }
        byte[] item = signed(kind);
        return item[0] <= ITEM_WITHDRAW && wrong() ? damaged(item) : item;
    }

    /** One inbox message. */
    public byte[] message() {
        int i = random.nextInt(shape.accounts);
        return switch (random.nextInt(8)) {
            case 0, 1, 2 ->
                Messages.deposit(FIRST_USER_ACCOUNT + i, keys[i].address(), 1_000_000_000L * (1 + random.nextInt(500)));
            case 3, 4 -> Messages.forced(item());
            case 5 -> Messages.forced(bytes(random.nextInt(40)));
            case 6 -> Messages.message(random.nextInt(5), bytes(random.nextInt(60)));
            default -> Messages.message(MESSAGE_GOVERNANCE, governance());
        };
    }

    private byte[] governance() {
        return switch (random.nextInt(4)) {
            case 0 -> new byte[] {GOVERNANCE_SET_QUORUM, (byte) (1 + random.nextInt(shape.publishers))};
            case 1 -> bytes(random.nextInt(70));
            default ->
                GovernanceActions.listMarket(Messages.Listing.usual(random.nextInt(shape.markets + 1))
                        .terms());
        };
    }

    private byte[] signed(int kind) {
        int i = random.nextInt(keys.length);
        long account = (long) FIRST_USER_ACCOUNT + i;
        long nonce = nonces[i]++ + (random.nextInt(20) == 0 ? random.nextInt(300) : 0);
        int market = wrong() ? random.nextInt(256) : random.nextInt(shape.markets);
        long expiry = time / 1000 + (wrong() ? random.nextInt(3) - 1 : 3600);
        SignedItem item;
        if (kind < 620) {
            item = place(account, nonce, market, expiry);
        } else if (kind < 700) {
            int flags = random.nextInt(2) | (random.nextInt(3) == 0 ? FLAG_REDUCE_ONLY : 0);
            item = new MarketOrderItem(
                    account,
                    OWNER_KEY,
                    nonce,
                    market,
                    flags,
                    wrong() ? 2_000_000 : random.nextInt(20_000),
                    lots(),
                    expiry);
        } else if (kind < 970) {
            return targeted(kind, expiry);
        } else if (kind < 980) {
            item = new CancelAllItem(account, OWNER_KEY, nonce, random.nextBoolean() ? ALL_MARKETS : market, expiry);
        } else {
            long amount = wrong() ? random.nextLong() : 1000L * random.nextInt(100_000_000);
            item = new WithdrawItem(account, OWNER_KEY, nonce, amount, expiry);
        }
        return keys[i].item(domain, item);
    }

    private SignedItem place(long account, long nonce, int market, long expiry) {
        int flags = random.nextInt(2);
        int style = random.nextInt(100);
        if (style < 20) {
            flags |= FLAG_TIF_IOC;
        } else if (style < 35) {
            flags |= FLAG_TIF_POST_ONLY;
        } else if (style < 36) {
            flags |= FLAG_TIF_FOK;
        }
        if (random.nextInt(8) == 0) {
            flags |= FLAG_REDUCE_ONLY;
        }
        if (wrong()) {
            flags |= random.nextInt(256);
        }
        int tick = centre[market % shape.markets] + random.nextInt(shape.spreadTicks) - shape.spreadTicks / 2;
        if (wrong()) {
            tick = random.nextInt(1 << 24);
        }
        return new PlaceItem(account, OWNER_KEY, nonce, market, flags, tick, lots(), expiry);
    }

    private byte[] targeted(int kind, long expiry) {
        if (resting.isEmpty()) {
            return time(10);
        }
        Resting order = resting.get(random.nextInt(resting.size()));
        int i = (int) (order.account - FIRST_USER_ACCOUNT);
        long placing = wrong() ? random.nextInt(1000) : order.nonce;
        long nonce = nonces[i]++;
        if (kind < 830) {
            return keys[i].item(domain, new CancelItem(order.account, OWNER_KEY, nonce, order.slot, placing, expiry));
        }
        int tick = centre[0] + random.nextInt(shape.spreadTicks) - shape.spreadTicks / 2;
        return keys[i].item(
                domain, new AmendItem(order.account, OWNER_KEY, nonce, order.slot, placing, tick, lots(), expiry));
    }

    private long lots() {
        if (wrong()) {
            return random.nextLong() & (1L << 40) - 1;
        }
        return random.nextInt(10) == 0 ? 1 + random.nextInt(100_000) : 300 + random.nextInt(3000);
    }

    private byte[] price(int market) {
        int i = market % shape.markets;
        centre[i] = Math.max(1000, centre[i] + random.nextInt(41) - 20 + (random.nextInt(40) == 0 ? 2000 : 0));
        long publishTime = time - (wrong() ? random.nextInt(200_000) : random.nextInt(20));
        List<Items.Price> prices = new ArrayList<>();
        for (int p = 0; p < shape.publishers; p++) {
            int tick = Math.max(1, centre[i] + random.nextInt(5) - 2);
            byte[] signature = publisher(wrong() ? p + 1 : p).sign(Digests.price(domain, i, tick, publishTime));
            if (!wrong()) {
                prices.add(new Items.Price(wrong() ? random.nextInt(20) : p, tick, signature));
            }
        }
        return Items.oracle(i, publishTime, prices);
    }

    private byte[] time(long later) {
        time += later;
        return Items.time(wrong() ? time - random.nextInt(2000) : time);
    }

    private byte[] damaged(byte[] item) {
        byte[] copy = item.clone();
        copy[FRAME_LENGTH + random.nextInt(copy.length - FRAME_LENGTH)] ^= (byte) (1 << random.nextInt(8));
        return copy;
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private boolean wrong() {
        return random.nextInt(1000) < shape.wrongPerMille;
    }

    private static Key publisher(int index) {
        return new Key(9_000 + index);
    }

    @Override
    public void rested(long account, int slot, int market, int side, int tick, long lots, long nonce) {
        resting.add(new Resting(account, slot, nonce));
    }

    @Override
    public void amended(long account, int slot, int market, int side, int tick, long lots, long nonce) {
        gone(account, slot);
        resting.add(new Resting(account, slot, nonce));
    }

    @Override
    public void removed(long account, int slot, int market, int side, int tick, long lots, long nonce, Reason reason) {
        gone(account, slot);
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
            gone(maker, makerSlot);
        }
    }

    private void gone(long account, int slot) {
        resting.removeIf(order -> order.account == account && order.slot == slot);
    }
}
