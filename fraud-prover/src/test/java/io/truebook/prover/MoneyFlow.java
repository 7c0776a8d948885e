package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.Digests;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.EngineListener;
import io.truebook.engine.GovernanceActions.FeeTierTerms;
import io.truebook.engine.GovernanceActions.FundingTerms;
import io.truebook.engine.GovernanceActions.MarginTier;
import io.truebook.engine.GovernanceActions.OpenInterestTerms;
import io.truebook.engine.Items;
import io.truebook.engine.Key;
import io.truebook.engine.Messages;
import io.truebook.engine.Trial;
import io.truebook.engine.protocol.CancelAllItem;
import io.truebook.engine.protocol.MarketOrderItem;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.SetMarginItem;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.engine.protocol.WithdrawItem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What money goes through: funding paid over hours and days, isolated margins, margin tiers, fee tiers, rebates, caps of open interest, and
 * governance that changes all of them while positions are open.
 */
final class MoneyFlow implements ItemSource, EngineListener {
    private static final int PUBLISHER = 3;
    private static final long ONE_USDC = USDC;
    private static final long MULTIPLIER = 1 << 20;
    private static final int MAX_TICK = 70_000;
    private static final int START_TICK = 1_000;
    private static final long MAX_POSITION_LOTS = 100_000;

    private final SplittableRandom random;
    private final Eip712Domain domain;
    private final Key[] owners;
    private final long[] nonces;
    private final int[] marks;
    private final boolean wide;
    private final Key publisher = new Key(77);
    private final Deque<byte[]> next = new ArrayDeque<>();
    private long time = Trial.GENESIS * 1000;

    MoneyFlow(long seed, Eip712Domain domain) {
        random = new SplittableRandom(seed);
        this.domain = domain;
        wide = random.nextInt(3) == 0;
        marks = new int[1 + random.nextInt(random.nextBoolean() ? 3 : 18)];
        owners = new Key[3 + random.nextInt(5)];
        nonces = new long[owners.length];
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
        for (int market = 0; market < marks.length; market++) {
            messages.add(Messages.list(listing(market)));
        }
        messages.add(Messages.publisher(PUBLISHER, publisher.address()));
        messages.add(feeTiers());
        for (int i = 0; i < owners.length; i++) {
            long amount =
                    any(100 * ONE_USDC, 1_000 * ONE_USDC, 100_000L * USDC, wide ? DEPOSIT_CAP / 8 : 500 * ONE_USDC);
            messages.add(Messages.deposit(number(i), owners[i].address(), amount));
        }
        return messages;
    }

    @Override
    public List<byte[]> prices() {
        List<byte[]> items = new ArrayList<>();
        items.add(Items.time(time += 1_000));
        for (int market = 0; market < marks.length; market++) {
            items.add(price(market));
            for (int owner = 0; owner < owners.length; owner++) {
                if (random.nextInt(3) == 0) {
                    items.add(owners[owner].item(
                            domain, margin(owner, market, MARGIN_ISOLATE, any(0, 20, 60) * ONE_USDC)));
                }
            }
        }
        return items;
    }

    @Override
    public byte[] item() {
        if (!next.isEmpty()) {
            return next.pop();
        }
        int kind = random.nextInt(100);
        if (kind < 5) {
            return later();
        }
        if (kind < 10) {
            return price(random.nextInt(marks.length));
        }
        if (kind < 15) {
            return Items.settle(account(), random.nextInt(marks.length + 1));
        }
        if (kind < 18) {
            return kind == 17
                    ? Items.unwind(random.nextInt(marks.length))
                    : Items.liquidate(account(), random.nextInt(marks.length));
        }
        int owner = random.nextInt(owners.length);
        return owners[owner].item(domain, signed(owner, kind));
    }

    @Override
    public byte[] message() {
        return switch (random.nextInt(8)) {
            case 0 -> {
                int owner = random.nextInt(owners.length);
                yield Messages.deposit(
                        number(owner), owners[owner].address(), any(1, 1_000, 50 * ONE_USDC, random.nextLong()));
            }
            case 1 -> Messages.setMarket(listing(random.nextInt(marks.length)));
            case 2 -> feeTiers();
            case 3 -> status(random.nextInt(marks.length));
            default -> Messages.forced(item());
        };
    }

    private Messages.Listing listing(int market) {
        int taker = (int) any(0, 1, 500, MAX_FEE_PPM);
        int maker = (int) any(0, 0, 1, 100);
        int imr = (int) any(100, 20_000, 100_000, 500_000);
        int mmr = imr / (1 + random.nextInt(2));
        long cap = any(1, 1_000, MAX_FUNDING_PPB);
        long upper = any(0, 0, 40, 5_000);
        return new Messages.Listing(
                market,
                MULTIPLIER,
                MAX_TICK,
                any(MAX_POSITION_LOTS, 1_000, 50),
                50,
                any(0, 0, MULTIPLIER * START_TICK * 2),
                taker,
                maker,
                imr,
                mmr,
                any(60_000, (1L << 32) - 1),
                (int) any(1_000, MAX_JUMP_PPM),
                "MONEY",
                maker == 0 ? (int) any(0, taker, taker / 2) : 0,
                (int) any(0, 1, MAX_LIQUIDATION_FEE_PPM),
                (int) any(0, 1_000, 100_000),
                new FundingTerms(any(0, 1, 20), any(0, cap, cap / 2), any(0, cap), cap),
                new OpenInterestTerms(any(0, 0, 30, 2_000), upper == 0 ? 0 : upper / 2, upper),
                tiers(imr, mmr));
    }

    private List<MarginTier> tiers(int imr, int mmr) {
        List<MarginTier> tiers = new ArrayList<>();
        long bound = 0;
        int tierImr = (imr + 99) / 100;
        int tierMmr = (mmr + 99) / 100;
        for (int left = random.nextInt(4); left > 0; left--) {
            bound += any(1, 7, 50, 1_000);
            tierImr += random.nextInt(10_001 - tierImr);
            tierMmr += random.nextInt(tierImr - tierMmr + 1);
            tiers.add(new MarginTier(bound, tierImr, tierMmr));
        }
        return tiers;
    }

    private byte[] feeTiers() {
        FeeTierTerms[] tiers = new FeeTierTerms[random.nextInt(FEE_TIERS + 1)];
        long volume = 0;
        for (int i = 0; i < tiers.length; i++) {
            volume += any(1, 1, 2, 10);
            tiers[i] = new FeeTierTerms(volume, random.nextInt(101), (int) any(0, 33, 100));
        }
        return Messages.feeTiers(tiers);
    }

    private byte[] status(int market) {
        int status = (int)
                any(STATUS_ACTIVE, STATUS_ACTIVE, STATUS_ACTIVE, STATUS_ACTIVE, STATUS_REDUCE_ONLY, STATUS_HALTED);
        return random.nextInt(40) == 0
                ? Messages.status(market, STATUS_SETTLED, START_TICK)
                : Messages.status(market, status, 0);
    }

    /** Engine time moves on, seldom by hours and days; prices follow. */
    private byte[] later() {
        time += any(100, 1_000, 60_000, 60_000, 3_600_000, 3_600_000, 86_400_000L, VOLUME_EPOCH_MS);
        for (int market = 0; market < marks.length; market++) {
            next.add(price(market));
        }
        return Items.time(time);
    }

    private byte[] price(int market) {
        int mark = marks[market] == 0 ? START_TICK : marks[market];
        int leap = random.nextInt(12) == 0 ? mark / 6 : 3;
        int tick = Math.max(1, Math.min(MAX_TICK, mark + random.nextInt(2 * leap + 1) - leap));
        byte[] signature = publisher.sign(Digests.price(domain, market, tick, time));
        return Items.oracle(market, time, List.of(new Items.Price(PUBLISHER, tick, signature)));
    }

    private SignedItem signed(int owner, int kind) {
        int market = random.nextInt(marks.length);
        if (kind < 29) {
            int action = random.nextInt(random.nextInt(8) == 0 ? 256 : 4);
            long amount =
                    any(0, 0, 1, ONE_USDC, 10 * ONE_USDC, 50 * ONE_USDC, random.nextLong(), random.nextLong() >>> 20);
            return margin(owner, market, action, amount);
        }
        if (kind < 32) {
            long amount = any(1_000, ONE_USDC, 40 * ONE_USDC, 400 * ONE_USDC, 1L << 57) / 1_000 * 1_000;
            return new WithdrawItem(number(owner), OWNER_KEY, nonces[owner]++, amount, expiry());
        }
        if (kind < 35) {
            return new CancelAllItem(number(owner), OWNER_KEY, nonces[owner]++, ALL_MARKETS, expiry());
        }
        int flags = random.nextInt(2) | (random.nextInt(6) == 0 ? FLAG_REDUCE_ONLY : 0);
        if (kind < 42) {
            return new MarketOrderItem(
                    number(owner), OWNER_KEY, nonces[owner]++, market, flags, 100_000, lots(), expiry());
        }
        flags |= (int) any(FLAG_TIF_GTT, FLAG_TIF_GTT, FLAG_TIF_GTT, FLAG_TIF_IOC);
        int mark = Math.max(5, marks[market]);
        int tick = mark + random.nextInt(7) - 3;
        return new PlaceItem(number(owner), OWNER_KEY, nonces[owner]++, market, flags, tick, lots(), expiry());
    }

    private SignedItem margin(int owner, int market, int action, long amount) {
        return new SetMarginItem(number(owner), OWNER_KEY, nonces[owner]++, market, action, amount, expiry());
    }

    private long lots() {
        return wide ? any(1, 50, 30) : 1 + random.nextInt(random.nextBoolean() ? 6 : 50);
    }

    private long account() {
        return random.nextInt(12) == 0
                ? any(0, INSURANCE_ACCOUNT, BACKSTOP_BASE, ACCOUNT_LIMIT)
                : number(random.nextInt(owners.length));
    }

    private long expiry() {
        return time / 1000 + any(40 * 86_400, 40 * 86_400, 40 * 86_400, 3_600);
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
