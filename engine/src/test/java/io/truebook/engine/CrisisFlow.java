package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.GovernanceActions.FeeTierTerms;
import io.truebook.engine.GovernanceActions.FundingTerms;
import io.truebook.engine.GovernanceActions.MarginTier;
import io.truebook.engine.GovernanceActions.OpenInterestTerms;
import io.truebook.engine.protocol.*;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Trade in markets that crash, empty, halt and are settled: highly indebted accounts, isolated positions, liquidations of everybody, a
 * backstop that unwinds, funding, fee tiers, orders of every kind. Signatures are the stand-ins of {@link BenchSigners}.
 */
final class CrisisFlow implements EngineListener {
    /** What the next operation is: an item, or an inbox message. */
    record Operation(boolean message, byte[] bytes) {}

    private record Order(long account, int slot, long nonce, int market) {}

    private static final int OWNERS = 30;
    private static final int PUBLISHER = 1_000;
    private static final int LIVE_MARKETS = 4;
    private static final int START = 50_000;
    private static final int MAX_SUBACCOUNTS = 10;
    private static final int LAST_MARKET = 255;

    private final SplittableRandom random;
    private final Map<Long, Integer> owners = new HashMap<>();
    private final List<Long> accounts = new ArrayList<>();
    private final Map<Long, Long> nonces = new HashMap<>();
    private final List<Integer> markets = new ArrayList<>();
    private final Map<Integer, Integer> indices = new HashMap<>();
    private final List<Order> orders = new ArrayList<>();
    private final Map<Long, Integer> placeOf = new HashMap<>();
    private final Map<Integer, Set<Long>> traders = new HashMap<>();
    private final ArrayDeque<Supplier<Operation>> planned = new ArrayDeque<>();
    private int nextMarket;
    private long time = Trial.GENESIS * 1000;

    /** How often each of the events that matter has happened. */
    final Map<String, Integer> events = new HashMap<>();

    CrisisFlow(long seed) {
        random = new SplittableRandom(seed);
        plan(() -> message(Messages.publisher(0, BenchSigners.address(PUBLISHER))));
        for (int i = 0; i < OWNERS; i++) {
            long account = (long) FIRST_USER_ACCOUNT + i;
            owners.put(account, i);
            accounts.add(account);
            plan(() -> deposit(account));
        }
        plan(() -> message(Messages.feeTiers(
                new FeeTierTerms(50, 10, 20), new FeeTierTerms(500, 30, 50), new FeeTierTerms(5_000, 60, 100))));
        for (int i = 0; i < LIVE_MARKETS; i++) {
            listNext();
        }
    }

    /** The next operation at an engine time, ms. */
    Operation next(long now) {
        time = now;
        if (!planned.isEmpty() && (markets.isEmpty() || random.nextInt(4) > 0)) {
            return planned.remove().get();
        }
        int kind = random.nextInt(10_000);
        if (kind < 25) {
            crash(market());
        } else if (kind < 30) {
            emptyBook(market());
        } else if (kind < 33) {
            everybodyOut(market());
        } else if (kind < 35) {
            settleMarket();
        } else if (kind < 50) {
            hours();
        }
        return operation(random.nextInt(1000));
    }

    private Operation operation(int kind) {
        if (kind < 80) {
            return item(Items.time(time + random.nextInt(1500)));
        }
        if (kind < 180) {
            return price(market());
        }
        if (kind < 188) {
            return deposit(account());
        }
        if (kind < 220) {
            return item(Items.unwind(market()));
        }
        if (kind < 270) {
            return item(Items.liquidate(account(), market()));
        }
        if (kind < 285) {
            return item(Items.settle(random.nextInt(8) == 0 ? BACKSTOP_BASE + market() : account(), market()));
        }
        if (kind < 295) {
            return item(Items.expire(account(), random.nextInt(12)));
        }
        if (kind < 303) {
            return governance();
        }
        if (kind < 320) {
            return message(Messages.message(MESSAGE_FORCED, time / 1000, operationOfTrader(random.nextInt(1000))));
        }
        if (kind < 345) {
            return bundle();
        }
        return item(operationOfTrader(random.nextInt(1000)));
    }

    private byte[] operationOfTrader(int kind) {
        long account = account();
        long nonce = nonce(account);
        int market = market();
        if (kind < 480) {
            return place(account, market);
        }
        if (kind < 590) {
            int flags = random.nextInt(2) | (random.nextInt(3) == 0 ? FLAG_REDUCE_ONLY : 0) | random.nextInt(4) << 4;
            return signed(
                    account,
                    new MarketOrderItem(
                            account, OWNER_KEY, nonce, market, flags, random.nextInt(60_000), lots(), expiry()));
        }
        if (kind < 800 && !orders.isEmpty()) {
            return change(orders.get(random.nextInt(orders.size())), kind < 700);
        }
        if (kind < 803) {
            return signed(
                    account,
                    new CancelAllItem(
                            account, OWNER_KEY, nonce, random.nextBoolean() ? ALL_MARKETS : market, expiry()));
        }
        if (kind < 900) {
            return signed(
                    account,
                    new SetMarginItem(account, OWNER_KEY, nonce, market, random.nextInt(4), amount(), expiry()));
        }
        if (kind < 915) {
            return signed(account, new WithdrawItem(account, OWNER_KEY, nonce, amount() / 1000 * 1000, expiry()));
        }
        if (kind < 930) {
            return signed(
                    account, new TransferItem(account, OWNER_KEY, nonce, ownAccount(account), amount(), expiry()));
        }
        if (kind < 933 && accounts.size() < OWNERS + MAX_SUBACCOUNTS) {
            return signed(account, new OpenSubaccountItem(account, OWNER_KEY, nonce, expiry()));
        }
        if (kind < 938) {
            long at = random.nextInt(8) > 0 ? 0 : time / 1000 + random.nextInt(20);
            return signed(account, new ScheduleCancelItem(account, OWNER_KEY, nonce, at, expiry()));
        }
        if (kind < 970) {
            return signed(
                    account,
                    new TriggerOrderItem(
                            account,
                            OWNER_KEY,
                            nonce,
                            market,
                            flags() & ~FLAG_TIF_MASK,
                            random.nextBoolean() ? 0 : tick(market),
                            30_000,
                            lots(),
                            tick(market),
                            random.nextInt(2),
                            expiry()));
        }
        TwapSliceItem twap = new TwapSliceItem(
                account, OWNER_KEY, nonce, market, random.nextInt(2), 20_000, lots(), 4, time / 1000 - 2, 1, expiry());
        nonces.merge(account, 3L, Long::sum);
        return Items.slice(twap, signature(account, nonce), random.nextInt(4));
    }

    private byte[] place(long account, int market) {
        PlaceItem order =
                new PlaceItem(account, OWNER_KEY, nonce(account), market, flags(), tick(market), lots(), expiry());
        return signed(account, order);
    }

    private byte[] change(Order order, boolean cancels) {
        long nonce = nonce(order.account);
        return signed(
                order.account,
                cancels
                        ? new CancelItem(order.account, OWNER_KEY, nonce, order.slot, order.nonce, expiry())
                        : new AmendItem(
                                order.account,
                                OWNER_KEY,
                                nonce,
                                order.slot,
                                order.nonce,
                                tick(order.market),
                                lots(),
                                expiry()));
    }

    private Operation bundle() {
        long account = account();
        BundleBuilder bundle = new BundleBuilder();
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            int market = market();
            if (random.nextInt(6) == 0) {
                bundle.cancelAll(market);
            } else {
                bundle.place(market, flags(), tick(market), lots());
            }
        }
        long nonce = nonce(account);
        return item(Items.bundle(account, OWNER_KEY, nonce, expiry(), bundle.operations(), signature(account, nonce)));
    }

    /** A price that falls or rises, by little or by up to nine tenths; then some trade, and whoever can be liquidated is. */
    private void crash(int market) {
        double reach = random.nextBoolean() ? 0.12 : 0.03;
        double factor = random.nextInt(3) > 0
                ? 1 - reach + 2 * reach * random.nextDouble()
                : random.nextBoolean() ? 0.1 + 0.8 * random.nextDouble() : 1.1 + random.nextDouble();
        int to = (int) Math.clamp(indices.get(market) * factor, 200, 900_000);
        for (int i = 0; i < 3; i++) {
            plan(() -> item(Items.time(time + 3_000)));
            plan(() -> price(market, to));
        }
        for (int n = random.nextInt(40); n > 0; n--) {
            plan(() -> item(place(account(), market)));
        }
        for (int round = 0; round < 2; round++) {
            for (long account : List.copyOf(traders(market))) {
                plan(() -> item(Items.liquidate(account, market)));
            }
            plan(() -> price(market, to));
            plan(() -> item(Items.unwind(market)));
        }
        if (random.nextBoolean()) {
            plan(() -> price(market, START));
        }
        count("crash");
    }

    private void emptyBook(int market) {
        for (long account : List.copyOf(traders(market))) {
            plan(() -> item(signed(account, new CancelAllItem(account, OWNER_KEY, nonce(account), market, expiry()))));
        }
    }

    /** Everybody closes at any price, the backstop too, until the market's last position is gone or nobody takes the other side. */
    private void everybodyOut(int market) {
        plan(() -> price(market, indices.get(market)));
        for (int round = 0; round < 2; round++) {
            for (long account : List.copyOf(traders(market))) {
                for (int side = 0; side < 2; side++) {
                    int flags = side | FLAG_REDUCE_ONLY | (random.nextBoolean() ? 0 : FLAG_TIF_IOC);
                    plan(() -> item(signed(
                            account,
                            new PlaceItem(
                                    account,
                                    OWNER_KEY,
                                    nonce(account),
                                    market,
                                    flags,
                                    indices.get(market),
                                    100_000,
                                    expiry()))));
                }
            }
            plan(() -> item(Items.unwind(market)));
        }
    }

    private void settleMarket() {
        if (nextMarket > LAST_MARKET) {
            return;
        }
        int market = market();
        int price = Math.max(1, indices.get(market) + random.nextInt(2_000) - 1_000);
        plan(() -> message(Messages.status(market, STATUS_SETTLED, price)));
        for (long account : List.copyOf(accounts)) {
            plan(() -> item(Items.settle(account, market)));
        }
        for (int account = 0; account < FIRST_USER_ACCOUNT; account++) {
            long reserved = account;
            plan(() -> item(Items.settle(reserved, market)));
        }
        plan(() -> item(Items.settle(BACKSTOP_BASE + market, market)));
        plan(() -> {
            clearAway(market);
            return item(Items.unwind(market));
        });
        plan(() -> {
            markets.remove((Integer) market);
            listNext();
            return item(Items.liquidate(accounts.getFirst(), market));
        });
    }

    /** Orders and empty isolated positions of a settled market, which keep position slots taken. */
    private void clearAway(int market) {
        for (Order order : orders) {
            if (order.market == market) {
                plan(() -> item(Items.expire(order.account, order.slot)));
            }
        }
        for (long account : List.copyOf(accounts)) {
            plan(() -> {
                SetMarginItem join =
                        new SetMarginItem(account, OWNER_KEY, nonce(account), market, MARGIN_JOIN, 0, expiry());
                return item(signed(account, join));
            });
        }
    }

    private void hours() {
        long later = 60_000L * (1 + random.nextInt(200));
        plan(() -> item(Items.time(time + later)));
        for (int market : List.copyOf(markets)) {
            plan(() -> price(market));
        }
    }

    private void listNext() {
        if (nextMarket > LAST_MARKET) {
            return;
        }
        int market = nextMarket++;
        plan(() -> message(Messages.list(listing(market))));
        plan(() -> {
            markets.add(market);
            indices.put(market, START);
            return item(Items.time(time + 100));
        });
        plan(() -> price(market, START));
    }

    private Messages.Listing listing(int market) {
        Messages.Listing listing = Messages.Listing.usual(market)
                .withOracle(60_000, random.nextBoolean() ? 100_000 : 20_000)
                .withMultiplier(random.nextBoolean() ? 100_000 : 10_000 + random.nextInt(90_000));
        listing = random.nextBoolean() ? listing.withMargins(100_000, 50_000) : listing.withMargins(20_000, 10_000);
        listing = random.nextBoolean() ? listing.withFees(500, 100, 0, 10_000) : listing.withFees(400, 0, 150, 5_000);
        if (random.nextInt(3) > 0) {
            listing = listing.withMarkBand(1_000 + random.nextInt(50_000));
        }
        if (random.nextInt(4) > 0) {
            listing = listing.withFunding(new FundingTerms(1 + random.nextInt(500), 100_000, 500_000, 40_000_000));
        }
        if (random.nextInt(3) == 0) {
            listing = listing.withOpenInterest(new OpenInterestTerms(random.nextInt(200_000), 20_000, 150_000));
        }
        if (random.nextInt(2) == 0) {
            listing = listing.withTiers(new MarginTier(20_000, 1_200, 700), new MarginTier(100_000, 2_500, 1_500));
        }
        return listing;
    }

    private Operation governance() {
        int market = market();
        plan(() -> message(Messages.status(market, STATUS_ACTIVE, 0)));
        return message(
                switch (random.nextInt(4)) {
                    case 0 -> Messages.status(market, STATUS_REDUCE_ONLY, 0);
                    case 1 -> Messages.status(market, STATUS_HALTED, 0);
                    case 2 -> Messages.payFees(account(), 1_000_000_000L);
                    default -> Messages.setMarket(listing(market));
                });
    }

    private Operation price(int market) {
        int index = indices.get(market);
        return price(market, Math.clamp(index + index * (random.nextInt(61) - 30L) / 10_000, 100, 900_000));
    }

    private Operation price(int market, int tick) {
        indices.put(market, tick);
        Items.Price price = new Items.Price(0, tick, BenchSigners.signature(PUBLISHER, time));
        return item(Items.oracle(market, time, List.of(price)));
    }

    private Operation deposit(long account) {
        if (account >= SUBACCOUNT_BASE) {
            return item(Items.time(time));
        }
        long amount = 1_000_000_000L * (1 + random.nextInt(random.nextInt(4) == 0 ? 60_000 : 10_000));
        return message(Messages.deposit(account, BenchSigners.address(owners.get(account)), amount));
    }

    private int flags() {
        int flags = random.nextInt(2) | random.nextInt(4) << 4;
        int style = random.nextInt(10);
        if (style < 2) {
            flags |= FLAG_TIF_IOC;
        } else if (style < 4) {
            flags |= FLAG_TIF_POST_ONLY;
        }
        return random.nextInt(7) == 0 ? flags | FLAG_REDUCE_ONLY : flags;
    }

    private int tick(int market) {
        int index = indices.get(market);
        long reach = random.nextInt(10) == 0 ? 3_000 : 60;
        return (int) Math.clamp(index + index * (random.nextLong(2 * reach + 1) - reach) / 10_000, 1, 1_000_000);
    }

    private long lots() {
        return Math.min(100_000, (long) (800 / (random.nextDouble() + 5e-3)));
    }

    private long amount() {
        return random.nextInt(12) == 0 ? random.nextInt(3) : 1_000_000L * random.nextInt(2_000_000);
    }

    private long expiry() {
        return time / 1000 + 1 + (random.nextInt(10) == 0 ? random.nextInt(5) : 3_600);
    }

    private int market() {
        return markets.isEmpty() ? 0 : markets.get(random.nextInt(markets.size()));
    }

    private long account() {
        return accounts.get(random.nextInt(accounts.size()));
    }

    private long ownAccount(long account) {
        List<Long> own = accounts.stream()
                .filter(each -> each != account && owners.get(each).equals(owners.get(account)))
                .toList();
        return own.isEmpty() ? account() : own.get(random.nextInt(own.size()));
    }

    private long nonce(long account) {
        return nonces.merge(account, 1L, Long::sum);
    }

    private byte[] signed(long account, SignedItem item) {
        return Items.signed(item, signature(account, item.nonce()));
    }

    private byte[] signature(long account, long nonce) {
        return BenchSigners.signature(owners.get(account), nonce);
    }

    private static Operation item(byte[] bytes) {
        return new Operation(false, bytes);
    }

    private static Operation message(byte[] bytes) {
        return new Operation(true, bytes);
    }

    private void plan(Supplier<Operation> operation) {
        planned.add(operation);
    }

    private void count(String event) {
        events.merge(event, 1, Integer::sum);
    }

    @Override
    public void rested(long account, int slot, int market, int side, int tick, long lots, long nonce) {
        stands(new Order(account, slot, nonce, market));
    }

    @Override
    public void amended(long account, int slot, int market, int side, int tick, long lots, long nonce) {
        stands(new Order(account, slot, nonce, market));
    }

    @Override
    public void removed(long account, int slot, int market, int side, int tick, long lots, long nonce, Reason reason) {
        gone(account, slot);
        count(reason.name());
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
        traders(market).add(maker);
        if (taker < BACKSTOP_BASE) {
            traders(market).add(taker);
        }
        count(taker >= BACKSTOP_BASE ? "fill of a backstop" : makerFee < 0 ? "fill with a rebate" : "fill");
    }

    private Set<Long> traders(int market) {
        return traders.computeIfAbsent(market, number -> new TreeSet<>());
    }

    /** An order on the book, which may be known already: the state can have been taken back to where it rested. */
    private void stands(Order order) {
        Integer place = placeOf.putIfAbsent(order.account << 8 | order.slot, orders.size());
        if (place == null) {
            orders.add(order);
        } else {
            orders.set(place, order);
        }
    }

    private void gone(long account, int slot) {
        Integer place = placeOf.remove(account << 8 | slot);
        if (place == null) {
            return;
        }
        Order last = orders.removeLast();
        if (place < orders.size()) {
            orders.set(place, last);
            placeOf.put(last.account << 8 | last.slot, place);
        }
    }

    @Override
    public void liquidated(long account, int market, int zeroTick, long lots, long part) {
        count(Math.abs(lots) == Math.abs(part) ? "liquidation" : "partial liquidation");
    }

    @Override
    public void backstopped(long account, int market, long lots, int mark, long share) {
        count(share < 0 ? "close-out of a bankrupt" : "close-out");
    }

    @Override
    public void insurancePaid(long account, long amount) {
        count("insurance paid");
    }

    @Override
    public void lossSpread(int market, int side, long perLot, long lots, long covered) {
        count("loss spread");
    }

    @Override
    public void settled(long account, int market, long lots, long gain) {
        count("position settled");
    }

    @Override
    public void marginMoved(long account, int market, long amount) {
        count("margin moved");
    }

    @Override
    public void transferred(long account, long to, long amount) {
        count("transfer");
    }

    @Override
    public void withdrew(long account, long amount, long number) {
        count("withdrawal");
    }

    @Override
    public void fundingPaid(int market, long ratePpb, long perLot) {
        count(perLot == 0 ? "funding of nothing" : "funding");
    }

    @Override
    public void subaccountOpened(long account, long opened) {
        owners.put(opened, owners.get(account));
        accounts.add(opened);
    }
}
