package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.Digests;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.EngineListener;
import io.truebook.engine.GovernanceActions.FundingTerms;
import io.truebook.engine.GovernanceActions.MarginTier;
import io.truebook.engine.Items;
import io.truebook.engine.Key;
import io.truebook.engine.Messages;
import io.truebook.engine.Trial;
import io.truebook.engine.protocol.CancelAllItem;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.SetMarginItem;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.engine.protocol.WithdrawItem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;

/**
 * A few accounts with nearly as much as their money carries, prices that crash and leap, and somebody who asks for the liquidation of
 * anybody anywhere and for every backstop's position to be unwound: books full and empty, insurance rich and poor, isolated positions,
 * margin tiers, and in half of the flows amounts at their bounds.
 */
final class LiquidationFlow implements ItemSource, EngineListener {
    private final SplittableRandom random;
    private final Eip712Domain domain;
    private final boolean extreme;
    private final Messages.Listing[] markets;
    private final Key[] owners;
    private final long[] nonces;
    private final long[] funds;
    private final int[] marks;
    private final Queue<byte[]> planned = new ArrayDeque<>();
    private final Key publisher = new Key(77);
    private long time = Trial.GENESIS * 1000;

    LiquidationFlow(long seed, Eip712Domain domain) {
        random = new SplittableRandom(seed);
        this.domain = domain;
        extreme = random.nextInt(3) == 0;
        markets = new Messages.Listing[random.nextInt(8) == 0 ? 17 : 1 + random.nextInt(3)];
        marks = new int[markets.length];
        for (int i = 0; i < markets.length; i++) {
            markets[i] = extreme ? wide(i) : usual(i);
        }
        owners = new Key[3 + random.nextInt(7)];
        nonces = new long[owners.length];
        funds = new long[owners.length];
        for (int i = 0; i < owners.length; i++) {
            owners[i] = new Key(700 + i);
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
            messages.add(deposit(i));
        }
        return messages;
    }

    @Override
    public List<byte[]> prices() {
        List<byte[]> items = new ArrayList<>();
        items.add(Items.time(time += 1_000));
        for (int market = 0; market < markets.length; market++) {
            items.add(price(market, usualTick(market)));
        }
        return items;
    }

    @Override
    public byte[] item() {
        if (!planned.isEmpty()) {
            return planned.remove();
        }
        int kind = random.nextInt(100);
        if (kind < 6) {
            return Items.time(time += random.nextInt(15) == 0 ? random.nextInt(90_000) : 1 + random.nextInt(9_000));
        }
        if (kind < 18) {
            int market = random.nextInt(markets.length);
            byte[] later = Items.time(time += 1 + random.nextInt(9_000));
            planned.add(price(market, moved(market)));
            if (random.nextBoolean()) {
                everybody(market);
            }
            return later;
        }
        if (kind < 26) {
            return Items.liquidate(anybody(), anyMarket());
        }
        if (kind < 30) {
            return Items.unwind(anyMarket());
        }
        if (kind < 31) {
            return Items.frame((int) any(ITEM_LIQUIDATE, ITEM_UNWIND), new byte[random.nextInt(8)]);
        }
        return kind < 94 ? signed(place()) : signed(other());
    }

    /** What a liquidator does after a price, were it to try everybody. */
    private void everybody(int market) {
        int first = random.nextInt(owners.length);
        for (int i = 0; i < owners.length; i++) {
            planned.add(Items.liquidate(number((first + i) % owners.length), market));
        }
    }

    @Override
    public byte[] message() {
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 12, 13, 14 -> deposit(random.nextInt(owners.length));
            case 3 -> Messages.status(random.nextInt(markets.length), (int) any(STATUS_REDUCE_ONLY, STATUS_HALTED), 0);
            case 4, 5, 6, 7 -> Messages.status(random.nextInt(markets.length), STATUS_ACTIVE, 0);
            case 8, 9, 10 -> forced(Items.liquidate(anybody(), anyMarket()));
            case 11 -> forced(Items.unwind(anyMarket()));
            default -> forced(item());
        };
    }

    private byte[] forced(byte[] item) {
        long enqueuedAt = time / 1000 - (random.nextInt(4) == 0 ? 200 : random.nextInt(3));
        return Messages.message(MESSAGE_FORCED, enqueuedAt, item);
    }

    /** Ten to fifty times leverage, ticks of 0.1 USDC around 50,000, lots of 5 USDC there. */
    private Messages.Listing usual(int number) {
        int imr = (int) any(20_000, 50_000, 100_000);
        Messages.Listing listing = new Messages.Listing(
                number,
                100_000,
                (int) any(120_000, 1_000_000),
                1_000_000,
                any(50, 1_000_000),
                1,
                500,
                100,
                imr,
                imr / 2,
                60_000,
                MAX_JUMP_PPM,
                "USUAL");
        listing = listing.withFees(500, 100, 0, (int) any(0, 1_000, MAX_LIQUIDATION_FEE_PPM));
        if (random.nextInt(3) == 0) {
            listing = listing.withTiers(new MarginTier(1_000, 1_500, 800), new MarginTier(90_000, 5_000, 4_000));
        }
        return random.nextInt(3) == 0
                ? listing.withFunding(new FundingTerms(100, 100_000, 500_000, MAX_FUNDING_PPB))
                : listing;
    }

    /** A lot is worth as much as can be, or a tick of many lots as little; margin is thin or everything. */
    private Messages.Listing wide(int number) {
        long multiplier = any(1, 1_000, 1 << 20);
        int maxTick = (int) any(3, 300, (1 << 24) - 1);
        long most = Math.min((1L << 40) - 1, POSITION_BOUND / (multiplier * maxTick));
        int imr = (int) any(1, 10_000, 100_000, 1_000_000);
        return new Messages.Listing(
                        number,
                        multiplier,
                        maxTick,
                        most,
                        any(most, Math.max(1, most / 3)),
                        0,
                        (int) any(0, 500),
                        0,
                        imr,
                        Math.max(1, imr / (1 + random.nextInt(2))),
                        60_000,
                        MAX_JUMP_PPM,
                        "WIDE")
                .withFees(500, 0, (int) any(0, 500), (int) any(0, MAX_LIQUIDATION_FEE_PPM));
    }

    private byte[] deposit(int owner) {
        long amount = extreme
                ? any(1_000, 1L << 45, 1L << 52, DEPOSIT_CAP / 16, DEPOSIT_CAP / 16)
                : any(1_000, 20, 100, 1_000, 20_000) * USDC;
        funds[owner] += amount;
        return Messages.deposit(number(owner), owners[owner].address(), amount);
    }

    private int usualTick(int market) {
        return extreme ? Math.max(1, markets[market].maxTick() / 2) : 50_000;
    }

    /** A little further, or a crash, or a leap, or back to where it began. */
    private int moved(int market) {
        int mark = Math.max(1, marks[market]);
        long tick = switch (random.nextInt(8)) {
            case 0 -> mark * (50L + random.nextInt(50)) / 100;
            case 1 -> mark * (100L + random.nextInt(100)) / 100;
            case 2 -> usualTick(market);
            case 3 -> any(1, markets[market].maxTick());
            case 4, 5, 6 -> mark * (90L + random.nextInt(21)) / 100;
            default -> mark + mark * (random.nextInt(41) - 20L) / 1000;
        };
        return (int) Math.clamp(tick, 1, markets[market].maxTick());
    }

    private byte[] price(int market, int tick) {
        byte[] signature = publisher.sign(Digests.price(domain, market, tick, time));
        return Items.oracle(market, time, List.of(new Items.Price(3, tick, signature)));
    }

    private SignedItem place() {
        int owner = random.nextInt(owners.length);
        int market = random.nextInt(markets.length);
        int mark = Math.max(1, marks[market]);
        int side = random.nextInt(2);
        int flags = side | (int) any(0, 0, 0, FLAG_TIF_IOC) | (random.nextInt(12) == 0 ? FLAG_REDUCE_ONLY : 0);
        // Most orders meet others at once; some wait far off for who has to sell or buy.
        long towards = side == 0 ? mark / 100 + 1 : -mark / 100 - 1;
        long away = any(towards, towards, towards, 0, 0, 1, -1, -towards, -3 * towards, -5 * towards);
        int tick = (int) Math.clamp(mark + away, 1, markets[market].maxTick());
        long most = markets[market].maxOrderLots();
        // As much as its money carries, a part of it, or one lot.
        long carried = (long) (funds[owner] / (mark * (double) markets[market].multiplier()));
        long lots = any(1, carried, 5 * carried, 9 * carried, 18 * carried, 40 * carried, most);
        return new PlaceItem(
                number(owner), OWNER_KEY, nonces[owner]++, market, flags, tick, Math.clamp(lots, 1, most), expiry());
    }

    private SignedItem other() {
        int owner = random.nextInt(owners.length);
        int market = random.nextInt(markets.length);
        long number = number(owner);
        long nonce = nonces[owner]++;
        return switch (random.nextInt(12)) {
            case 0, 5, 6, 7, 8 -> new CancelAllItem(number, OWNER_KEY, nonce, ALL_MARKETS, expiry());
            case 1 -> new WithdrawItem(number, OWNER_KEY, nonce, any(1_000, USDC, 100L * USDC, 1L << 50), expiry());
            case 2 ->
                new SetMarginItem(number, OWNER_KEY, nonce, market, MARGIN_TAKE, any(1, USDC, 1L << 50), expiry());
            case 3 -> new SetMarginItem(number, OWNER_KEY, nonce, market, MARGIN_ADD, any(1, USDC, 1L << 50), expiry());
            case 4 -> new SetMarginItem(number, OWNER_KEY, nonce, market, MARGIN_JOIN, 0, expiry());
            default ->
                new SetMarginItem(
                        number,
                        OWNER_KEY,
                        nonce,
                        market,
                        MARGIN_ISOLATE,
                        extreme ? any(0, 1L << 44, 1L << 50, 1L << 54) : any(0, 10, 50, 500) * USDC,
                        expiry());
        };
    }

    private byte[] signed(SignedItem item) {
        return owners[(int) (item.account() - FIRST_USER_ACCOUNT)].item(domain, item);
    }

    private long anybody() {
        return random.nextInt(20) == 0
                ? any(0, INSURANCE_ACCOUNT, BACKSTOP_BASE, number(owners.length), (1L << 32) - 1)
                : number(random.nextInt(owners.length));
    }

    private int anyMarket() {
        return random.nextInt(30) == 0 ? random.nextInt(256) : random.nextInt(markets.length);
    }

    private long expiry() {
        return time / 1000 + 36_000;
    }

    private long number(int owner) {
        return FIRST_USER_ACCOUNT + owner;
    }

    private long any(long... choices) {
        return choices[random.nextInt(choices.length)];
    }

    @Override
    public void priced(int market, int mark, long publishTime) {
        if (market < marks.length) {
            marks[market] = mark;
        }
    }
}
