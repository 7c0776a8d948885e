package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.BundleBuilder;
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
import io.truebook.engine.protocol.OpenSubaccountItem;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.ScheduleCancelItem;
import io.truebook.engine.protocol.SetAgentItem;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.engine.protocol.TransferItem;
import io.truebook.engine.protocol.TriggerOrderItem;
import io.truebook.engine.protocol.TwapSliceItem;
import io.truebook.engine.protocol.VoidNonceItem;
import io.truebook.engine.protocol.WithdrawItem;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A few owners with sub-accounts and agents who sign everything there is to sign: bundles, triggers and slices that are sent again and
 * again, switches that fire, orders that meet those of the same account. Some of it is signed wrongly, damaged, late or spent.
 */
final class AccountFlow implements ItemSource, EngineListener {
    private record Resting(long account, int slot, long nonce) {}

    private record Signing(long account, int slot, Key key) {}

    private static final int OWNERS = 4;
    private static final int MARKETS = 2;
    private static final int AGENT_SLOTS = 3;
    private static final int START_TICK = 50_000;
    private static final int KEPT = 40;

    private final SplittableRandom random;
    private final Eip712Domain domain;
    private final Map<Long, Integer> ownerOf = new HashMap<>();
    private final List<Long> accounts = new ArrayList<>();
    private final Map<String, Long> nonces = new HashMap<>();
    private final Map<String, Key> agents = new HashMap<>();
    private final List<Resting> resting = new ArrayList<>();
    private final List<byte[]> waiting = new ArrayList<>();
    private final List<byte[]> slices = new ArrayList<>();
    private final Map<Long, Long> switches = new TreeMap<>();
    private final Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
    private final int[] marks = new int[MARKETS];
    private final Key publisher = new Key(77);
    private long time = Trial.GENESIS * 1000;

    AccountFlow(long seed, Eip712Domain domain) {
        random = new SplittableRandom(seed);
        this.domain = domain;
        java.util.Arrays.fill(marks, START_TICK);
        for (int i = 0; i < OWNERS; i++) {
            accounts.add((long) FIRST_USER_ACCOUNT + i);
            ownerOf.put((long) FIRST_USER_ACCOUNT + i, i);
        }
    }

    @Override
    public EngineListener listener() {
        return this;
    }

    @Override
    public List<byte[]> opening() {
        List<byte[]> messages = new ArrayList<>();
        for (int market = 0; market < MARKETS; market++) {
            messages.add(Messages.list(Messages.Listing.usual(market)));
        }
        messages.add(Messages.publisher(0, publisher.address()));
        for (int i = 0; i < OWNERS; i++) {
            long amount = random.nextInt(4) == 0 ? 3_000_000_000L : 60_000_000_000_000L;
            messages.add(Messages.deposit(accounts.get(i), owner(i).address(), amount));
        }
        return messages;
    }

    @Override
    public List<byte[]> prices() {
        List<byte[]> items = new ArrayList<>();
        items.add(Items.time(time += 1_000));
        for (int market = 0; market < MARKETS; market++) {
            items.add(price(market));
        }
        return items;
    }

    @Override
    public byte[] item() {
        int kind = random.nextInt(100);
        if (kind < 8) {
            time += random.nextInt(6) == 0 ? random.nextInt(70_000) : random.nextInt(3_000);
            return Items.time(time);
        }
        if (kind < 17) {
            return price(random.nextInt(MARKETS));
        }
        byte[] item = kind < 35 ? bundle() : kind < 43 ? expire() : kind < 55 ? again() : signed(kind);
        return random.nextInt(25) == 0 ? damaged(item) : item;
    }

    @Override
    public byte[] message() {
        int owner = random.nextInt(OWNERS);
        return switch (random.nextInt(6)) {
            case 0 -> Messages.deposit(accounts.get(owner), owner(owner).address(), 1_000L * random.nextInt(1 << 30));
            case 1 ->
                Messages.deposit(
                        SUBACCOUNT_BASE + random.nextInt(3), owner(owner).address(), 5);
            default -> Messages.forced(item());
        };
    }

    private byte[] signed(int kind) {
        Signing by = signing();
        return kind < 62
                ? trigger(by)
                : kind < 68 ? slice(by) : sign(by, kind < 84 ? trade(by, kind) : other(by, kind));
    }

    private SignedItem trade(Signing by, int kind) {
        int market = market();
        long nonce = nonce(by);
        if (kind < 76) {
            return new PlaceItem(by.account, by.slot, nonce, market, flags(), tick(market), lots(), expiry());
        }
        if (kind < 79 || resting.isEmpty()) {
            int flags = flags() & ~FLAG_TIF_MASK;
            return new MarketOrderItem(
                    by.account, by.slot, nonce, market, flags, random.nextInt(20_000), lots(), expiry());
        }
        Resting order = anyResting();
        long account = order.account;
        return kind < 82
                ? new AmendItem(account, by.slot, nonce, order.slot, order.nonce, tick(market), lots(), expiry())
                : new CancelItem(account, by.slot, nonce, order.slot, order.nonce, expiry());
    }

    private SignedItem other(Signing by, int kind) {
        long nonce = nonce(by);
        return switch (kind) {
            case 84, 85, 86 -> setAgent(by, nonce);
            case 87, 88, 89 -> transfer(by, nonce);
            case 90 ->
                accounts.size() > 8 && random.nextInt(6) > 0
                        ? transfer(by, nonce)
                        : new OpenSubaccountItem(by.account, by.slot, nonce, expiry());
            case 91 -> new VoidNonceItem(by.account, by.slot, nonce + random.nextInt(3), expiry());
            case 92, 93 -> schedule(by, nonce, cancelAt());
            case 94, 95, 96 -> revived(by, nonce);
            case 97 ->
                new CancelAllItem(
                        by.account, by.slot, nonce, random.nextBoolean() ? ALL_MARKETS : random.nextInt(300), expiry());
            default -> new WithdrawItem(by.account, by.slot, nonce, 1_000L * random.nextInt(1 << 25), expiry());
        };
    }

    private SignedItem schedule(Signing by, long nonce, long cancelAt) {
        if (ownerOf.containsKey(by.account)) {
            switches.put(by.account, cancelAt);
        }
        return new ScheduleCancelItem(by.account, by.slot, nonce, cancelAt, expiry());
    }

    /** What an account with a switch that has fired needs to trade again: no orders, then another switch. */
    private SignedItem revived(Signing by, long nonce) {
        for (Map.Entry<Long, Long> entry : switches.entrySet()) {
            long account = entry.getKey();
            if (entry.getValue() != 0 && time >= entry.getValue() * 1000) {
                Signing owner = new Signing(account, OWNER_KEY, owner(ownerOf.get(account)));
                return resting.stream().anyMatch(order -> order.account == account)
                        ? new CancelAllItem(account, OWNER_KEY, nonce(owner), ALL_MARKETS, expiry())
                        : schedule(owner, nonce(owner), 0);
            }
        }
        return schedule(by, nonce, 0);
    }

    private SignedItem setAgent(Signing signing, long ownNonce) {
        boolean owner = random.nextInt(6) > 0;
        Signing by = owner ? new Signing(signing.account, OWNER_KEY, signing.key) : signing;
        long nonce = owner ? nonce(by) : ownNonce;
        int slot = random.nextInt(10) == 0 ? random.nextInt(20) : 2 + random.nextInt(AGENT_SLOTS);
        Key agent = new Key(40_000 + random.nextInt(5));
        boolean away = random.nextInt(12) == 0;
        agents.put(by.account + " " + slot, agent);
        return new SetAgentItem(
                by.account,
                by.slot,
                nonce,
                slot,
                away ? BigInteger.ZERO : new BigInteger(1, agent.address()),
                random.nextInt(8) == 0 ? random.nextInt(6) : SCOPE_TRADE | SCOPE_CANCEL,
                time / 1000 + (random.nextInt(4) == 0 ? random.nextInt(30) : 100_000),
                expiry());
    }

    private SignedItem transfer(Signing by, long nonce) {
        long to = random.nextInt(5) == 0 ? random.nextInt(40) : accounts.get(random.nextInt(accounts.size()));
        long amount = switch (random.nextInt(8)) {
            case 0 -> random.nextLong();
            case 1 -> 0;
            default -> random.nextLong(1L << 43);
        };
        return new TransferItem(by.account, by.slot, nonce, to, amount, expiry());
    }

    private byte[] trigger(Signing by) {
        int market = market();
        boolean limit = random.nextBoolean();
        int flags = limit ? flags() : flags() & ~FLAG_TIF_MASK;
        // Stops and take-profits of one position share a nonce.
        long nonce = random.nextInt(3) == 0 ? Math.max(0, nonce(by) - 1) : nonce(by);
        byte[] item = sign(
                by,
                new TriggerOrderItem(
                        by.account,
                        by.slot,
                        nonce,
                        market,
                        flags,
                        limit ? tick(market) : 0,
                        random.nextInt(20_000),
                        lots(),
                        tick(market),
                        random.nextInt(12) == 0 ? 2 : random.nextInt(2),
                        time / 1000 + 600));
        keep(waiting, item);
        return item;
    }

    private byte[] slice(Signing by) {
        long start = time / 1000 + random.nextInt(20) - 5;
        int count = random.nextInt(10) == 0 ? random.nextInt(256) : 1 + random.nextInt(6);
        TwapSliceItem item = new TwapSliceItem(
                by.account,
                by.slot,
                nonce(by),
                market(),
                flags() & ~FLAG_TIF_MASK,
                random.nextInt(20_000),
                lots(),
                count,
                start,
                random.nextInt(20),
                time / 1000 + 600);
        byte[] signed = Items.slice(item, by.key.sign(Digests.item(domain, item)), random.nextInt(7));
        keep(slices, signed);
        return signed;
    }

    /** A trigger or slice that was sent before, the slice with any number. */
    private byte[] again() {
        List<byte[]> kept = random.nextBoolean() ? waiting : slices;
        if (kept.isEmpty()) {
            return expire();
        }
        byte[] item = kept.get(random.nextInt(kept.size())).clone();
        if (item[0] == ITEM_TWAP_SLICE) {
            item[item.length - 1] = (byte) random.nextInt(7);
        }
        return item;
    }

    private byte[] bundle() {
        Signing by = signing();
        BundleBuilder operations = new BundleBuilder();
        int count = random.nextInt(8) == 0 ? MAX_BUNDLE : random.nextInt(7);
        for (int i = 0; i < count; i++) {
            add(operations, by.account);
        }
        byte[] bytes = garbled(operations.operations());
        long nonce = nonce(by);
        long expiry = expiry();
        byte[] signature = by.key.sign(Digests.bundle(domain, by.account, by.slot, nonce, expiry, bytes));
        return Items.bundle(by.account, by.slot, nonce, expiry, bytes, signature);
    }

    private void add(BundleBuilder operations, long account) {
        int market = random.nextInt(12) == 0 ? random.nextInt(256) : market();
        List<Resting> own =
                resting.stream().filter(order -> order.account == account).toList();
        int kind = random.nextInt(10);
        if (kind == 9) {
            operations.cancelAll(market);
        } else if (kind < 5 || own.isEmpty()) {
            operations.place(market, flags(), tick(market % MARKETS), lots());
        } else {
            Resting order = own.get(random.nextInt(own.size()));
            if (kind < 7) {
                operations.cancel(order.slot, order.nonce);
            } else if (kind < 8) {
                operations.amend(order.slot, order.nonce, tick(market % MARKETS));
            } else {
                int ticks = random.nextInt(8) == 0 ? random.nextInt(1 << 16) : random.nextInt(-4, 5);
                if (random.nextBoolean()) {
                    operations.move(order.slot, order.nonce, ticks);
                } else {
                    operations.move(order.slot, order.nonce, ticks, lots());
                }
            }
        }
    }

    /** Mostly as it is; else with bytes changed, cut off or added before it is signed. */
    private byte[] garbled(byte[] operations) {
        int way = random.nextInt(16);
        if (way > 2 || operations.length == 0) {
            return operations;
        }
        int at = random.nextInt(operations.length);
        byte[] bytes = java.util.Arrays.copyOf(
                operations, way == 0 ? at : operations.length + (way == 1 ? random.nextInt(9) : 0));
        if (way == 2) {
            bytes[at] = (byte) random.nextInt();
        }
        return bytes;
    }

    private byte[] expire() {
        if (resting.isEmpty() || random.nextInt(8) == 0) {
            return Items.expire(random.nextInt(4) == 0 ? random.nextLong(1L << 32) : 16, random.nextInt(256));
        }
        Resting order = anyResting();
        return Items.expire(order.account, order.slot);
    }

    private byte[] price(int market) {
        int mark = marks[market];
        int tick = Math.max(45_000, Math.min(55_000, mark + random.nextInt(401) - 200));
        byte[] signature = publisher.sign(Digests.price(domain, market, tick, time));
        return Items.oracle(market, time, List.of(new Items.Price(0, tick, signature)));
    }

    private byte[] damaged(byte[] item) {
        byte[] copy = item.clone();
        if (random.nextInt(4) == 0 && copy.length > FRAME_LENGTH) {
            int length = random.nextInt(copy.length - FRAME_LENGTH);
            return Items.frame(copy[0], java.util.Arrays.copyOfRange(copy, FRAME_LENGTH, FRAME_LENGTH + length));
        }
        copy[FRAME_LENGTH + random.nextInt(copy.length - FRAME_LENGTH)] ^= (byte) (1 << random.nextInt(8));
        return copy;
    }

    private Signing signing() {
        if (random.nextInt(60) == 0) {
            return new Signing(random.nextLong(1L << 32), OWNER_KEY, owner(0));
        }
        long account = accounts.get(random.nextInt(accounts.size()));
        int slot = random.nextBoolean() ? OWNER_KEY : 2 + random.nextInt(AGENT_SLOTS);
        Key agent = agents.get(account + " " + slot);
        if (agent == null) {
            slot = random.nextInt(30) == 0 ? random.nextInt(256) : OWNER_KEY;
        }
        Key key = slot == OWNER_KEY || agent == null ? owner(ownerOf.get(account)) : agent;
        return new Signing(account, slot, random.nextInt(40) == 0 ? owner(random.nextInt(OWNERS)) : key);
    }

    private byte[] sign(Signing by, SignedItem item) {
        // An amend, a cancel or a revival may be of another account.
        boolean same = item.account() == by.account && item.key() == by.slot;
        Key key = same ? by.key : owner(ownerOf.getOrDefault(item.account(), 0));
        return key.item(domain, item);
    }

    private long nonce(Signing by) {
        String name = by.account + " " + by.slot;
        int leap = random.nextInt(120);
        if (leap == 0) {
            nonces.merge(name, 300L, Long::sum);
        }
        long nonce = nonces.merge(name, 1L, Long::sum);
        return leap == 1 ? 1L << 47 : leap < 6 ? Math.max(0, nonce - 5) : nonce;
    }

    private int flags() {
        int flags = random.nextInt(2) | random.nextInt(4) << 4;
        int style = random.nextInt(20);
        if (style < 6) {
            flags |= FLAG_TIF_IOC;
        } else if (style < 9) {
            flags |= FLAG_TIF_POST_ONLY;
        } else if (style == 9) {
            flags |= FLAG_TIF_FOK;
        } else if (style == 10) {
            flags |= 64 << random.nextInt(2);
        }
        return random.nextInt(6) == 0 ? flags | FLAG_REDUCE_ONLY : flags;
    }

    private int market() {
        return random.nextInt(MARKETS);
    }

    private int tick(int market) {
        return random.nextInt(60) == 0 ? random.nextInt(1 << 24) : marks[market] + random.nextInt(81) - 40;
    }

    private long lots() {
        return random.nextInt(40) == 0 ? random.nextLong() >>> 24 : 1 + random.nextInt(random.nextBoolean() ? 20 : 300);
    }

    private long expiry() {
        return time / 1000 + (random.nextInt(6) == 0 ? random.nextInt(8) - 2 : 300);
    }

    private long cancelAt() {
        return time / 1000 + random.nextInt(20) - 2;
    }

    private Resting anyResting() {
        return resting.get(random.nextInt(resting.size()));
    }

    private void keep(List<byte[]> kept, byte[] item) {
        if (kept.size() == KEPT) {
            kept.remove(random.nextInt(KEPT));
        }
        kept.add(item);
    }

    private static Key owner(int index) {
        return new Key(20_000 + index);
    }

    /** How often each outcome has occurred, of items, messages and operations of bundles. */
    Map<Reason, Integer> reasons() {
        return reasons;
    }

    @Override
    public void finished(Reason reason) {
        reasons.merge(reason, 1, Integer::sum);
    }

    @Override
    public void operationFinished(int operation, Reason reason) {
        reasons.merge(reason, 1, Integer::sum);
    }

    @Override
    public void subaccountOpened(long account, long opened) {
        accounts.add(opened);
        ownerOf.put(opened, ownerOf.get(account));
    }

    @Override
    public void priced(int market, int mark, long publishTime) {
        marks[market] = mark;
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
        reasons.merge(reason, 1, Integer::sum);
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
