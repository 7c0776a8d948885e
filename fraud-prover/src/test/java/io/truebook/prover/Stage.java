package io.truebook.prover;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.BundleBuilder;
import io.truebook.engine.CellMap;
import io.truebook.engine.Cells;
import io.truebook.engine.Digests;
import io.truebook.engine.Eip712Domain;
import io.truebook.engine.Engine;
import io.truebook.engine.EngineListener;
import io.truebook.engine.GovernanceActions.FeeTierTerms;
import io.truebook.engine.GovernanceActions.FundingTerms;
import io.truebook.engine.GovernanceActions.MarginTier;
import io.truebook.engine.GovernanceActions.OpenInterestTerms;
import io.truebook.engine.Items;
import io.truebook.engine.Key;
import io.truebook.engine.LiveBatch;
import io.truebook.engine.Messages;
import io.truebook.engine.PostedBatch;
import io.truebook.engine.SignatureRecovery;
import io.truebook.engine.Trial;
import io.truebook.engine.protocol.AmendItem;
import io.truebook.engine.protocol.CancelAllItem;
import io.truebook.engine.protocol.CancelItem;
import io.truebook.engine.protocol.MarketOrderItem;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.engine.protocol.TwapSliceItem;
import io.truebook.engine.protocol.WithdrawItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** An exchange set up by hand for one costly batch: accounts far apart in the tree, markets with the widest range of prices. */
final class Stage implements EngineListener {
    record Order(int account, int slot, long nonce) {}

    static final int MARK = 8_000_000;
    static final int MAX_TICK = (1 << 24) - 1;
    static final long LOTS = 10;

    final Eip712Domain domain = new Eip712Domain(31_337, new byte[20]);
    final SplittableRandom random;
    private final CellMap state = CellMap.genesis(Trial.GENESIS);
    private final Map<Integer, Key> keys = new HashMap<>();
    private final Map<Integer, Long> nonces = new HashMap<>();
    private final Map<Long, Integer> slots = new HashMap<>();
    private final int[] numbers;
    private final Engine engine;
    private final List<PostedBatch> posted = new ArrayList<>();
    private LiveBatch batch;
    private long index;

    Stage(long seed, int accounts, int accountBits, SignatureRecovery recovery) {
        this(seed, accounts, accountBits, 256, recovery);
    }

    /** @param markets how many are listed, from 0 on */
    Stage(long seed, int accounts, int accountBits, int markets, SignatureRecovery recovery) {
        random = new SplittableRandom(seed);
        engine = new Engine(new Cells(state), domain, recovery, this);
        numbers = random.ints(16, (int) ((1L << accountBits) - 1))
                .distinct()
                .limit(accounts)
                .toArray();
        open();
        list(markets);
        List<byte[]> deposits = new ArrayList<>();
        for (int i = 0; i < accounts; i++) {
            deposits.add(Messages.deposit(number(i), key(i).address(), 500_000_000_000_000L));
        }
        consume(deposits);
        nextBatch();
    }

    long number(int account) {
        return numbers[account];
    }

    Key key(int account) {
        return keys.computeIfAbsent(account, i -> new Key(1_000 + i));
    }

    Order place(int account, int market, int flags, int tick, long lots) {
        return place(account, market, flags, tick, lots, time() / 1000 + 3_600);
    }

    Order place(int account, int market, int flags, int tick, long lots, long expiry) {
        long nonce = nonce(account);
        sign(account, new PlaceItem(number(account), OWNER_KEY, nonce, market, flags, tick, lots, expiry));
        Integer slot = slots.get(number(account) << 20 | nonce);
        return slot == null ? null : new Order(account, slot, nonce);
    }

    void marketOrder(int account, int market, int flags, int slippagePpm, long lots) {
        long expiry = time() / 1000 + 3_600;
        long nonce = nonce(account);
        sign(account, new MarketOrderItem(number(account), OWNER_KEY, nonce, market, flags, slippagePpm, lots, expiry));
    }

    void cancel(Order order) {
        execute(cancelItem(order));
    }

    byte[] cancelItem(Order order) {
        return signedItem(
                order.account(),
                (number, nonce, expiry) ->
                        new CancelItem(number, OWNER_KEY, nonce, order.slot(), order.nonce(), expiry));
    }

    void amend(Order order, int tick, long lots) {
        execute(amendItem(order, tick, lots));
    }

    byte[] amendItem(Order order, int tick, long lots) {
        return signedItem(
                order.account(),
                (number, nonce, expiry) ->
                        new AmendItem(number, OWNER_KEY, nonce, order.slot(), order.nonce(), tick, lots, expiry));
    }

    void bundle(int account, BundleBuilder operations) {
        byte[] bytes = operations.operations();
        long expiry = time() / 1000 + 3_600;
        long nonce = nonce(account);
        byte[] digest = Digests.bundle(domain, number(account), OWNER_KEY, nonce, expiry, bytes);
        execute(Items.bundle(
                number(account), OWNER_KEY, nonce, expiry, bytes, key(account).sign(digest)));
    }

    void cancelAll(int account) {
        execute(cancelAllItem(account));
    }

    byte[] cancelAllItem(int account) {
        long expiry = time() / 1000 + 3_600;
        return key(account)
                .item(domain, new CancelAllItem(number(account), OWNER_KEY, nonce(account), ALL_MARKETS, expiry));
    }

    byte[] placeItem(int account, int market, int flags, int tick, long lots) {
        long expiry = time() / 1000 + 3_600;
        return key(account)
                .item(
                        domain,
                        new PlaceItem(number(account), OWNER_KEY, nonce(account), market, flags, tick, lots, expiry));
    }

    Reason lastReason() {
        return Reason.of(engine.cells().cursor().reason);
    }

    void withdraw(int account, long amount) {
        long expiry = time() / 1000 + 3_600;
        sign(account, new WithdrawItem(number(account), OWNER_KEY, nonce(account), amount, expiry));
    }

    /** A price that all 16 publishers sign. */
    void price(int market, int tick, int publishers) {
        List<Items.Price> prices = new ArrayList<>();
        for (int p = 0; p < publishers; p++) {
            byte[] signature = publisher(p).sign(Digests.price(domain, market, tick, time()));
            prices.add(new Items.Price(p, tick, signature));
        }
        execute(Items.oracle(market, time(), prices));
    }

    /** An operation that has no method of its own here, by the owner's key. */
    interface Signable {
        SignedItem with(long number, long nonce, long expiry);
    }

    byte[] signedItem(int account, Signable operation) {
        return key(account).item(domain, operation.with(number(account), nonce(account), time() / 1000 + 3_600));
    }

    void sign(int account, Signable operation) {
        execute(signedItem(account, operation));
    }

    /** A slice of a time-weighted order. */
    void slice(int account, TwapSliceItem terms, int slice) {
        long expiry = time() / 1000 + 3_600;
        TwapSliceItem item = new TwapSliceItem(
                number(account),
                OWNER_KEY,
                nonce(account),
                terms.market(),
                terms.flags(),
                terms.slippagePpm(),
                terms.sliceLots(),
                terms.slices(),
                terms.start(),
                terms.interval(),
                expiry);
        execute(Items.slice(item, key(account).sign(Digests.item(domain, item)), slice));
    }

    long collateral(int account) {
        return engine.cells().account(number(account)).collateral;
    }

    /** Another account with an account's owner, numbered as the Bridge might. */
    long secondAccount(int account) {
        long other = FIRST_USER_ACCOUNT + random.nextInt((int) SUBACCOUNT_BASE - FIRST_USER_ACCOUNT);
        consume(List.of(Messages.deposit(other, key(account).address(), USDC)));
        return other;
    }

    /** Every market gets all that makes its steps dearer: funding, tiers of margin and fees, rebates, a mark off its index. */
    void complicate(int markets) {
        List<byte[]> messages = new ArrayList<>();
        for (int market = 0; market < markets; market++) {
            messages.add(Messages.setMarket(complicated(market)));
        }
        messages.add(Messages.feeTiers(
                new FeeTierTerms(1, 1, 0),
                new FeeTierTerms(2, 2, 0),
                new FeeTierTerms(3, 3, 0),
                new FeeTierTerms(4, 4, 0),
                new FeeTierTerms(5, 5, 0)));
        consume(messages);
        nextBatch();
    }

    /** A market's parameters, each of them in use; its margins stay as they are. */
    static Messages.Listing complicated(int market) {
        return listing(market)
                .withFees(500, 0, 300, 10_000)
                .withMarkBand(10_000)
                .withFunding(new FundingTerms(10_000, 100_000, 500_000, 5_000_000))
                .withOpenInterest(new OpenInterestTerms((1L << 40) - 1, 0, (1L << 40) - 1))
                .withTiers(
                        new MarginTier(1_000, 1_000, 500),
                        new MarginTier(2_000, 1_000, 500),
                        new MarginTier(3_000, 1_000, 500));
    }

    int mark(int market) {
        return engine.cells().risk(market).mark;
    }

    void advance(long milliseconds) {
        execute(Items.time(time() + milliseconds));
    }

    long time() {
        return engine.cells().cursor().time;
    }

    Reason execute(byte[] item) {
        return batch.execute(item);
    }

    void consume(List<byte[]> messages) {
        for (int from = 0; from < messages.size(); from += 250) {
            batch.consume(messages.subList(from, Math.min(from + 250, messages.size())));
        }
    }

    /** Ends the open batch and begins another. */
    PostedBatch nextBatch() {
        PostedBatch closed = batch.close((time() + 999) / 1000);
        posted.add(closed);
        open();
        return closed;
    }

    /** All batches so far, the one with the listings first. */
    List<PostedBatch> posted() {
        return posted;
    }

    /** The state as of the last batch end or checkpoint. */
    CellMap state() {
        return state.copy();
    }

    private void open() {
        byte[] lease = new byte[32];
        random.nextBytes(lease);
        batch = new LiveBatch(engine, ++index, lease, end -> engine.cells().drain(state));
    }

    static Messages.Listing listing(int market) {
        return new Messages.Listing(
                market,
                1_000,
                MAX_TICK,
                1_000_000,
                1_000_000,
                1,
                500,
                100,
                100_000,
                50_000,
                (1L << 32) - 1,
                10_000,
                "WIDE-PERP");
    }

    private void list(int markets) {
        List<byte[]> messages = new ArrayList<>();
        for (int market = 0; market < markets; market++) {
            messages.add(Messages.list(listing(market)));
        }
        for (int p = 0; p < MAX_PUBLISHERS; p++) {
            messages.add(Messages.publisher(p, publisher(p).address()));
        }
        consume(messages);
        advance(1_000);
        for (int market = 0; market < markets; market++) {
            price(market, MARK, 1);
        }
    }

    private void sign(int account, SignedItem item) {
        execute(key(account).item(domain, item));
    }

    /** The next one of an account's owner. */
    long nonce(int account) {
        return nonces.merge(account, 1L, Long::sum);
    }

    static Key publisher(int index) {
        return new Key(9_000 + index);
    }

    @Override
    public void rested(long account, int slot, int market, int side, int tick, long lots, long nonce) {
        slots.put(account << 20 | nonce, slot);
    }
}
