package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.Digests;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.EngineListener;
import io.truebook.engine.GovernanceActions;
import io.truebook.engine.GovernanceActions.FeeTierTerms;
import io.truebook.engine.Items;
import io.truebook.engine.Key;
import io.truebook.engine.Messages;
import io.truebook.engine.Trial;
import io.truebook.engine.protocol.AmendItem;
import io.truebook.engine.protocol.CancelAllItem;
import io.truebook.engine.protocol.MarketOrderItem;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.engine.protocol.WithdrawItem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Markets with funding, bands and open interest that matters; time that leaps from milliseconds to months, prices that leap too; a
 * governor who changes, halts and settles markets.
 */
final class TimeFlow implements ItemSource, EngineListener {
    private record Resting(int owner, int slot, long nonce, int market) {}

    private static final int START = 50_000;

    private final SplittableRandom random;
    private final Eip712Domain domain;
    private final MarketTerms terms;
    private final Messages.Listing[] markets;
    private final int[] prices;
    private final Key[] owners;
    private final long[] nonces;
    private final List<Resting> resting = new ArrayList<>();
    private final Key publisher = new Key(77);
    private final Deque<Integer> unpriced = new ArrayDeque<>();
    private final boolean calm;
    private long time = Trial.GENESIS * 1000;

    TimeFlow(long seed, Eip712Domain domain) {
        random = new SplittableRandom(seed);
        this.domain = domain;
        calm = random.nextBoolean();
        terms = new MarketTerms(random.split());
        markets = new Messages.Listing[1 + random.nextInt(random.nextBoolean() ? 3 : 9)];
        prices = new int[markets.length];
        for (int i = 0; i < markets.length; i++) {
            markets[i] = terms.any(i);
            prices[i] = Math.min(START, markets[i].maxTick());
        }
        owners = new Key[3 + random.nextInt(4)];
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
        for (int i = 0; i < markets.length; i++) {
            messages.add(Messages.list(markets[i]));
            markets[i] = terms.changed(markets[i]);
            messages.add(Messages.setMarket(markets[i]));
        }
        messages.add(Messages.publisher(3, publisher.address()));
        for (int i = 0; i < owners.length; i++) {
            messages.add(Messages.deposit(number(i), owners[i].address(), any(1L << 40, 1L << 50, DEPOSIT_CAP / 8)));
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

    /** A batch may end later than its last item, by less than a second or by minutes. */
    @Override
    public long headerTime(long engineTime) {
        long seconds = (engineTime + 999) / 1000 + (random.nextInt(3) == 0 ? any(1, 59, 60, 600, 3_600, 86_400) : 0);
        time = Math.max(time, seconds * 1000);
        return seconds;
    }

    @Override
    public byte[] item() {
        if (!unpriced.isEmpty() && random.nextInt(4) > 0) {
            return price(unpriced.removeFirst());
        }
        int kind = random.nextInt(100);
        if (kind < 12) {
            return Items.time(later());
        }
        if (kind < 26) {
            return price(random.nextInt(markets.length));
        }
        if (kind < 31) {
            return Items.settle(
                    random.nextInt(20) == 0 ? random.nextLong() & 0xffff_ffffL : number(random.nextInt(owners.length)),
                    random.nextInt(markets.length + 1));
        }
        if (kind < 32) {
            return Items.frame((int) any(ITEM_SETTLE, ITEM_TIME, ITEM_ORACLE), new byte[random.nextInt(12)]);
        }
        return signed(kind);
    }

    @Override
    public byte[] message() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> Messages.message(MESSAGE_FORCED, enqueuedAt(), item());
            case 3 -> Messages.deposit(number(0), owners[0].address(), 1 + random.nextInt(1_000_000));
            case 4 -> Messages.status(random.nextInt(markets.length), STATUS_ACTIVE, 0);
            default -> Messages.message(MESSAGE_GOVERNANCE, governance());
        };
    }

    /** To the end of the minute or hour exactly, a moment before it, or by anything from a millisecond to two months. */
    private long later() {
        long before = time;
        time = switch (random.nextInt(8)) {
            case 0 -> (time / MINUTE_MS + 1) * MINUTE_MS;
            case 1 -> (time / MINUTE_MS + 1) * MINUTE_MS - 1;
            case 2 -> (time / 3_600_000 + 1) * 3_600_000;
            case 3 -> time + any(1, 60_000, 61_000, 3_600_000, 86_400_000L, VOLUME_EPOCH_MS, 2 * VOLUME_EPOCH_MS);
            default -> time + random.nextInt(calm ? 20_000 : 200_000);
        };
        if (time - before > 30_000) {
            for (int market = 0; market < markets.length; market++) {
                unpriced.add(market);
            }
        }
        return random.nextInt(30) == 0 ? time - 1 - random.nextInt(1_000) : time;
    }

    private long enqueuedAt() {
        return random.nextInt(20) == 0 ? any(0, 1, (1L << 48) - 1) : time / 1000 - any(0, 1, 30, 60, 61, 4_000);
    }

    private byte[] governance() {
        int market = random.nextInt(markets.length);
        return switch (random.nextInt(9)) {
            case 0, 1 -> {
                Messages.Listing changed = terms.changed(markets[market]);
                yield GovernanceActions.setMarket(changed.terms());
            }
            case 2 -> GovernanceActions.setMarket(terms.any(market).terms());
            case 3 -> damaged(GovernanceActions.setMarket(markets[market].terms()));
            case 4 ->
                damaged(GovernanceActions.listMarket(terms.any(markets.length).terms()));
            case 5 -> GovernanceActions.setStatus(market, (int) any(STATUS_REDUCE_ONLY, STATUS_HALTED), 0);
            case 6 ->
                GovernanceActions.setStatus(market, random.nextInt(6), random.nextInt(3) == 0 ? prices[market] : 0);
            default -> random.nextBoolean() ? feeTiers() : damaged(feeTiers());
        };
    }

    private byte[] feeTiers() {
        List<FeeTierTerms> tiers = new ArrayList<>();
        long volume = 0;
        for (int n = random.nextInt(FEE_TIERS + 1); n > 0; n--) {
            volume += any(0, 1, 1, 50, 1_000_000);
            tiers.add(new FeeTierTerms(volume, random.nextInt(104), random.nextInt(104)));
        }
        return GovernanceActions.setFeeTiers(tiers);
    }

    private byte[] damaged(byte[] body) {
        byte[] copy = body.clone();
        copy[1 + random.nextInt(copy.length - 1)] = (byte) any(0, 1, 127, 255, random.nextInt(256));
        return copy;
    }

    /** A price near the last one, or one that the index cannot follow at once and that is then given again and again. */
    private byte[] price(int market) {
        int maxTick = markets[market].maxTick();
        int leap = random.nextInt(calm ? 60 : 12);
        long next = leap == 0 ? 2L * prices[market] : leap == 1 ? prices[market] / 2 : prices[market];
        next += random.nextInt(1 + prices[market] / 500) - prices[market] / 1_000;
        prices[market] = (int) Math.max(1, Math.min(next, maxTick));
        long published = random.nextInt(12) == 0 ? time - random.nextInt(120_000) : time;
        byte[] signature = publisher.sign(Digests.price(domain, market, prices[market], published));
        return Items.oracle(market, published, List.of(new Items.Price(3, prices[market], signature)));
    }

    private byte[] signed(int kind) {
        int owner = random.nextInt(owners.length);
        int market = random.nextInt(markets.length);
        SignedItem item;
        if (kind < 80) {
            int tif = (int) any(0, 0, 0, 0, FLAG_TIF_POST_ONLY, FLAG_TIF_IOC);
            int flags = random.nextInt(2) | tif | (random.nextInt(5) == 0 ? FLAG_REDUCE_ONLY : 0);
            item = new PlaceItem(
                    number(owner), OWNER_KEY, nonces[owner]++, market, flags, tick(market), lots(market), expiry());
        } else if (kind < 87) {
            int flags = random.nextInt(2) | (random.nextInt(3) == 0 ? FLAG_REDUCE_ONLY : 0);
            int slippage = random.nextInt(50_000);
            item = new MarketOrderItem(
                    number(owner), OWNER_KEY, nonces[owner]++, market, flags, slippage, lots(market), expiry());
        } else if (kind < 95 && !resting.isEmpty()) {
            Resting order = resting.get(random.nextInt(resting.size()));
            owner = order.owner();
            int tick = tick(order.market());
            long lots = lots(order.market());
            item = new AmendItem(
                    number(owner), OWNER_KEY, nonces[owner]++, order.slot(), order.nonce(), tick, lots, expiry());
        } else if (kind < 98) {
            item = new CancelAllItem(number(owner), OWNER_KEY, nonces[owner]++, market, expiry());
        } else {
            item = new WithdrawItem(number(owner), OWNER_KEY, nonces[owner]++, 1_000_000, expiry());
        }
        return owners[owner].item(domain, item);
    }

    private int tick(int market) {
        int price = prices[market];
        long tick = random.nextInt(6) == 0
                ? any(1, markets[market].maxTick(), price / 2, price * 3L / 2)
                : price + random.nextInt(1 + price / 50) - price / 100;
        return (int) Math.max(1, Math.min(tick, markets[market].maxTick()));
    }

    /** Around what an impact price takes, so that sides are deep enough or just not. */
    private long lots(int market) {
        Messages.Listing m = markets[market];
        long impact = Math.max(1, m.funding().impactNotional() * USDC / (prices[market] * m.multiplier()));
        return Math.max(1, Math.min(any(1, 1 + impact / 9, 1 + impact / 3, impact, 2 * impact), m.maxOrderLots()));
    }

    private long expiry() {
        return Math.min(0xffff_ffffL, time / 1000 + any(0, 60, 36_000, 864_000, 864_000));
    }

    private static long number(int owner) {
        return FIRST_USER_ACCOUNT + owner;
    }

    private long any(long... choices) {
        return choices[random.nextInt(choices.length)];
    }

    @Override
    public void rested(long account, int slot, int market, int side, int tick, long lots, long nonce) {
        resting.add(new Resting((int) (account - FIRST_USER_ACCOUNT), slot, nonce, market));
    }

    @Override
    public void removed(long account, int slot, int market, int side, int tick, long lots, long nonce, Reason reason) {
        resting.removeIf(order -> order.owner() == account - FIRST_USER_ACCOUNT && order.slot() == slot);
    }
}
