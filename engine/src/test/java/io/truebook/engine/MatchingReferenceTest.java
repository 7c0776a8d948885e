package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.AmendItem;
import io.truebook.engine.protocol.BitmapCell;
import io.truebook.engine.protocol.CancelAllItem;
import io.truebook.engine.protocol.CancelItem;
import io.truebook.engine.protocol.LevelCell;
import io.truebook.engine.protocol.OrderCell;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.SignedItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The same messages through the engine and through {@link NaiveBook}: equal reasons, trades and depth at every message, equal queues now and
 * then. {@code scripts/matching-reference} runs a million.
 */
class MatchingReferenceTest implements EngineListener {
    private static final int MESSAGES = Integer.getInteger("truebook.messages", 30_000);
    private static final int MESSAGES_PER_BATCH = 500;
    private static final int MESSAGES_PER_QUEUE_CHECK = 500;
    private static final long FUNDS = 10_000_000_000_000_000L;

    private final NaiveBook naive = new NaiveBook(MatchingFlow.MARKETS);
    private final Engine engine =
            new Engine(new Cells(CellMap.genesis(Trial.GENESIS)), BenchSigners.DOMAIN, new BenchSigners(), this);
    private final long[] nonces = new long[MatchingFlow.ACCOUNTS];
    private final List<NaiveBook.Trade> trades = new ArrayList<>();
    private final Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
    private LiveBatch batch;
    private int traded;
    private long[] engineDepth = new long[256];
    private long[] naiveDepth = new long[256];

    @Test
    void theEngineMatchesAsANaiveBookDoes() {
        long seed = Seeds.next("matching reference");
        SplittableRandom random = new SplittableRandom(seed);
        MatchingFlow flow = new MatchingFlow(seed, naive);
        open();
        begin();
        for (int n = 1; n <= MESSAGES; n++) {
            if (random.nextInt(30) == 0) {
                advance(random.nextInt(800));
            }
            if (n % MESSAGES_PER_BATCH == 0) {
                close();
                open();
            }
            compare(n, flow.next(engine.cells().cursor().time));
            if (n % MESSAGES_PER_QUEUE_CHECK == 0 || n == MESSAGES) {
                compareQueues(n);
            }
        }
        System.out.printf("%d messages, %d trades, reasons %s%n", MESSAGES, traded, reasons);
        assertThat(traded).isGreaterThan(MESSAGES / 10);
        assertThat(reasons)
                .containsKeys(
                        Reason.OK,
                        Reason.IOC_REMAINDER,
                        Reason.POST_ONLY_WOULD_CROSS,
                        Reason.UNKNOWN_ORDER,
                        Reason.NOT_REDUCING,
                        Reason.ORDER_SLOTS_FULL,
                        Reason.SELF_TRADE_TAKER);
    }

    private void begin() {
        for (int market = 0; market < MatchingFlow.MARKETS; market++) {
            batch.consume(List.of(Messages.list(listing(market))));
        }
        batch.consume(List.of(Messages.publisher(0, BenchSigners.address(1_000))));
        for (int i = 0; i < MatchingFlow.ACCOUNTS; i++) {
            batch.consume(List.of(Messages.deposit(FIRST_USER_ACCOUNT + i, BenchSigners.address(i), FUNDS)));
        }
        advance(1_000);
        for (int market = 0; market < MatchingFlow.MARKETS; market++) {
            Items.Price price = new Items.Price(0, market == 0 ? 1 << 16 : 300, BenchSigners.signature(1_000, market));
            assertThat(batch.execute(Items.oracle(market, engine.cells().cursor().time, List.of(price))))
                    .isEqualTo(Reason.OK);
        }
    }

    /** A nano-USDC a tick and lot, so that margin and bounds stay far. */
    private static Messages.Listing listing(int market) {
        return new Messages.Listing(
                market,
                1,
                MatchingFlow.MAX_TICK,
                1L << 33,
                100_000,
                1,
                500,
                100,
                100_000,
                50_000,
                4_000_000_000L,
                10_000,
                "NAIVE");
    }

    private void open() {
        batch = BenchFlow.open(engine);
    }

    private void close() {
        long end = (engine.cells().cursor().time + 999) / 1000;
        batch.close(end);
        naive.time(end * 1000);
    }

    private void advance(long milliseconds) {
        long time = engine.cells().cursor().time + milliseconds;
        batch.execute(Items.time(time));
        naive.time(time);
    }

    private void compare(int n, MatchingFlow.Message message) {
        long nonce = nonces[(int) (message.account() - FIRST_USER_ACCOUNT)]++;
        Reason expected = expected(message, nonce);
        Reason actual = batch.execute(signed(item(message, nonce)));
        reasons.merge(actual, 1, Integer::sum);
        List<NaiveBook.Trade> expectedTrades = naive.takeTrades();
        if (actual != expected || !trades.equals(expectedTrades)) {
            throw new AssertionError("message %d %s nonce %d: engine %s %s, naive book %s %s"
                    .formatted(n, message, nonce, actual, trades, expected, expectedTrades));
        }
        traded += trades.size();
        trades.clear();
        for (int market = 0; market < MatchingFlow.MARKETS; market++) {
            compareDepth(n, message, market, false);
            compareDepth(n, message, market, true);
        }
    }

    private Reason expected(MatchingFlow.Message message, long nonce) {
        return switch (message) {
            case MatchingFlow.New m ->
                naive.place(m.account(), m.market(), m.flags(), m.tick(), m.lots(), nonce, m.expiry());
            case MatchingFlow.Cancel m -> naive.cancel(m.account(), m.slot(), m.placingNonce());
            case MatchingFlow.CancelAll m -> naive.cancelAll(m.account(), m.market());
            case MatchingFlow.Amend m ->
                naive.amend(m.account(), m.slot(), m.placingNonce(), m.tick(), m.lots(), nonce, m.expiry());
        };
    }

    private SignedItem item(MatchingFlow.Message message, long nonce) {
        long expiry = engine.cells().cursor().time / 1000 + 100;
        return switch (message) {
            case MatchingFlow.New m ->
                new PlaceItem(m.account(), OWNER_KEY, nonce, m.market(), m.flags(), m.tick(), m.lots(), m.expiry());
            case MatchingFlow.Cancel m ->
                new CancelItem(m.account(), OWNER_KEY, nonce, m.slot(), m.placingNonce(), expiry);
            case MatchingFlow.CancelAll m -> new CancelAllItem(m.account(), OWNER_KEY, nonce, m.market(), expiry);
            case MatchingFlow.Amend m ->
                new AmendItem(
                        m.account(), OWNER_KEY, nonce, m.slot(), m.placingNonce(), m.tick(), m.lots(), m.expiry());
        };
    }

    private static byte[] signed(SignedItem item) {
        return Items.signed(item, BenchSigners.signature((int) (item.account() - FIRST_USER_ACCOUNT), item.nonce()));
    }

    private void compareDepth(int n, MatchingFlow.Message message, int market, boolean sells) {
        int ofEngine = depthOfEngine(market, sells);
        int ofNaive = depthOfNaive(market, sells);
        if (!Arrays.equals(engineDepth, 0, ofEngine, naiveDepth, 0, ofNaive)) {
            throw new AssertionError("depth after message %d %s, market %d, %s:%nengine %s%nnaive  %s"
                    .formatted(
                            n,
                            message,
                            market,
                            sells ? "asks" : "bids",
                            Arrays.toString(Arrays.copyOf(engineDepth, ofEngine)),
                            Arrays.toString(Arrays.copyOf(naiveDepth, ofNaive))));
        }
    }

    /** Tick, lots and number of orders of each level, from the lowest tick, by the bitmaps; returns how many numbers. */
    private int depthOfEngine(int market, boolean sells) {
        Cells cells = engine.cells();
        int side = sells ? 1 : 0;
        int length = 0;
        BitmapCell top = cells.topWord(market, side);
        for (int i = next(top, 0); i < 256; i = next(top, i + 1)) {
            BitmapCell middle = cells.middleWord(market, side, i);
            for (int j = next(middle, 0); j < 256; j = next(middle, j + 1)) {
                BitmapCell leaf = cells.leafWord(market, side, i << 8 | j);
                for (int k = next(leaf, 0); k < 256; k = next(leaf, k + 1)) {
                    int tick = i << 16 | j << 8 | k;
                    LevelCell level = cells.level(market, side, tick);
                    if (length + 3 > engineDepth.length) {
                        engineDepth = Arrays.copyOf(engineDepth, 2 * engineDepth.length);
                    }
                    engineDepth[length++] = tick;
                    engineDepth[length++] = level.lots;
                    engineDepth[length++] = level.orders;
                }
            }
        }
        return length;
    }

    private static int next(BitmapCell word, int from) {
        for (int i = from; i < 256; ) {
            long rest = word.bits[i >>> 6] << (i & 63);
            if (rest != 0) {
                return i + Long.numberOfLeadingZeros(rest);
            }
            i = (i | 63) + 1;
        }
        return 256;
    }

    private int depthOfNaive(int market, boolean sells) {
        List<NaiveBook.Order> side = naive.side(market, sells);
        int length = 0;
        for (int n = 0; n < side.size(); n++) {
            NaiveBook.Order order = side.get(sells ? n : side.size() - 1 - n);
            if (length == 0 || naiveDepth[length - 3] != order.tick) {
                if (length + 3 > naiveDepth.length) {
                    naiveDepth = Arrays.copyOf(naiveDepth, 2 * naiveDepth.length);
                }
                naiveDepth[length++] = order.tick;
                naiveDepth[length++] = 0;
                naiveDepth[length++] = 0;
            }
            naiveDepth[length - 2] += order.lots;
            naiveDepth[length - 1]++;
        }
        return length;
    }

    /** Every order in its place in the queue, with all its fields, and the accounts' slots. */
    private void compareQueues(int n) {
        Cells cells = engine.cells();
        for (int market = 0; market < MatchingFlow.MARKETS; market++) {
            for (int side = 0; side < 2; side++) {
                int tick = 0;
                long ref = 0;
                for (NaiveBook.Order order : naive.side(market, side == 1)) {
                    if (order.tick != tick) {
                        assertThat(ref).as("end of a queue").isZero();
                        tick = order.tick;
                        ref = cells.level(market, side, tick).headRef;
                    }
                    assertThat(ref).isEqualTo(CellAddresses.orderRef(order.account, order.slot));
                    OrderCell cell = cells.orderOf(ref);
                    assertThat(new long[] {cell.lots, cell.nonce, cell.expiry, cell.tick, cell.market, cell.flags})
                            .as("order after message " + n)
                            .containsExactly(
                                    order.lots, order.nonce, order.expiry, order.tick, order.market, order.flags);
                    ref = cell.nextRef;
                }
            }
        }
        for (long account = FIRST_USER_ACCOUNT; account < FIRST_USER_ACCOUNT + MatchingFlow.ACCOUNTS; account++) {
            Account slots = cells.account(account);
            for (int slot = 0; slot < MAX_ORDERS; slot++) {
                boolean used = (slots.orderSlots(slot >>> 6) >>> (63 - (slot & 63)) & 1) == 1;
                assertThat(used).as("slot " + slot).isEqualTo(naive.usesSlot(account, slot));
            }
        }
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
        trades.add(new NaiveBook.Trade(
                market, tick, lots, maker, makerSlot, makerNonce, makerLotsLeft, taker, takerNonce, takerSide == 1));
    }
}
