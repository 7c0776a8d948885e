package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.AmendItem;
import io.truebook.engine.protocol.CancelItem;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.SignedItem;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Order flow to measure with. Of a hundred items 45 rest near the price, 30 take across the spread, 24 cancel an order that is
 * on the book, and one amends. Orders name live ones because the flow is made while an engine executes it.
 */
final class BenchFlow implements EngineListener {
    static final String MIX = "of 100 items 45 rest, 30 take (IOC), 24 cancel a live order, 1 amends";
    static final int ACCOUNTS = 2_000;
    static final int ITEMS_PER_BATCH = 800;
    static final int MARK = 50_000;
    /** Header time of every batch, seconds. */
    static final long END = Trial.GENESIS + 2;

    private static final int SPREAD = 40;
    private static final long FUNDS = 100_000_000_000_000L;

    private record Order(long account, int slot, long nonce, int tick) {}

    private final SplittableRandom random;
    private final long[] nonces = new long[ACCOUNTS];
    private final int[] placeOf = new int[ACCOUNTS << 8];
    private final List<Order> live = new ArrayList<>();

    private BenchFlow(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Framed items, signed by {@link BenchSigners}. */
    static List<byte[]> items(long seed, int count) {
        BenchFlow flow = new BenchFlow(seed);
        Engine engine = funded(new BenchSigners(), flow);
        List<byte[]> items = new ArrayList<>(count);
        while (items.size() < count) {
            LiveBatch batch = open(engine);
            for (int n = 0; n < ITEMS_PER_BATCH && items.size() < count; n++) {
                byte[] item = flow.item();
                batch.execute(item);
                items.add(item);
            }
            batch.close(END);
        }
        return items;
    }

    /** The items batch by batch. */
    static List<List<byte[]>> batches(List<byte[]> items) {
        List<List<byte[]>> batches = new ArrayList<>();
        for (int from = 0; from < items.size(); from += ITEMS_PER_BATCH) {
            batches.add(items.subList(from, Math.min(from + ITEMS_PER_BATCH, items.size())));
        }
        return batches;
    }

    /** An engine with funded accounts, one market and a price, between batches. */
    static Engine funded(SignatureRecovery recovery, EngineListener listener) {
        return funded(recovery, listener, (address, words) -> {});
    }

    /** The same, and its cells after genesis are told as bytes. */
    static Engine funded(SignatureRecovery recovery, EngineListener listener, CellSink told) {
        Engine engine = new Engine(new Cells(CellMap.genesis(Trial.GENESIS)), BenchSigners.DOMAIN, recovery, listener);
        LiveBatch batch = open(engine, told);
        batch.consume(List.of(
                Messages.list(Messages.Listing.usual(0)), Messages.publisher(0, BenchSigners.address(ACCOUNTS))));
        for (int i = 0; i < ACCOUNTS; i++) {
            batch.consume(List.of(Messages.deposit(FIRST_USER_ACCOUNT + i, BenchSigners.address(i), FUNDS)));
        }
        long now = Trial.GENESIS * 1000 + 1000;
        batch.execute(Items.time(now));
        Items.Price price = new Items.Price(0, MARK, BenchSigners.signature(ACCOUNTS, 0));
        batch.execute(Items.oracle(0, now, List.of(price)));
        batch.close(END);
        return engine;
    }

    /** Begins the next batch; its checkpoints give the changed cells as bytes, which nobody keeps. */
    static LiveBatch open(Engine engine) {
        return open(engine, (address, words) -> {});
    }

    private static LiveBatch open(Engine engine, CellSink told) {
        return new LiveBatch(
                engine,
                engine.cells().cursor().batch + 1,
                new byte[32],
                end -> engine.cells().drain(told));
    }

    private byte[] item() {
        int kind = random.nextInt(100);
        if (kind >= 75 && !live.isEmpty()) {
            return change(live.get(random.nextInt(live.size())), kind == 75);
        }
        int i = random.nextInt(ACCOUNTS);
        int side = random.nextInt(2);
        int down = side == 0 ? -1 : 1;
        boolean rests = kind < 45;
        int tick = rests ? MARK + down * (1 + random.nextInt(SPREAD)) : MARK - down * SPREAD;
        int flags = rests ? side : side | FLAG_TIF_IOC;
        long lots = 1L + random.nextInt(rests ? 50 : 60);
        return signed(i, new PlaceItem(FIRST_USER_ACCOUNT + i, OWNER_KEY, nonces[i]++, 0, flags, tick, lots, expiry()));
    }

    private byte[] change(Order order, boolean amends) {
        int i = (int) (order.account - FIRST_USER_ACCOUNT);
        long nonce = nonces[i]++;
        SignedItem item = amends
                ? new AmendItem(
                        order.account,
                        OWNER_KEY,
                        nonce,
                        order.slot,
                        order.nonce,
                        order.tick,
                        1 + random.nextInt(50),
                        expiry())
                : new CancelItem(order.account, OWNER_KEY, nonce, order.slot, order.nonce, expiry());
        return signed(i, item);
    }

    private static long expiry() {
        return Trial.GENESIS + 1_000;
    }

    private static byte[] signed(int i, SignedItem item) {
        return Items.signed(item, BenchSigners.signature(i, item.nonce()));
    }

    @Override
    public void rested(long account, int slot, int market, int side, int tick, long lots, long nonce) {
        placeOf[place(account, slot)] = live.size();
        live.add(new Order(account, slot, nonce, tick));
    }

    @Override
    public void amended(long account, int slot, int market, int side, int tick, long lots, long nonce) {
        live.set(placeOf[place(account, slot)], new Order(account, slot, nonce, tick));
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
        int index = placeOf[place(account, slot)];
        Order last = live.removeLast();
        if (index < live.size()) {
            live.set(index, last);
            placeOf[place(last.account, last.slot)] = index;
        }
    }

    private static int place(long account, int slot) {
        return (int) (account - FIRST_USER_ACCOUNT) << 8 | slot;
    }
}
