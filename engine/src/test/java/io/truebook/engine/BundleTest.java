package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.truebook.engine.protocol.AmendItem;
import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.CancelAllItem;
import io.truebook.engine.protocol.CancelItem;
import io.truebook.engine.protocol.OrderCell;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.engine.protocol.VoidNonceItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Many operations under one signature: each as if it had come alone, and nothing else whatever the bytes are. */
class BundleTest {
    private static final long MAKER = 16;
    private static final long OTHER = 17;

    /** An exchange with two priced markets and four traders that notes how each operation ended. */
    private static final class Stage implements EngineListener {
        /** Of the last bundle that had any. */
        final List<Reason> operations = new ArrayList<>();

        final List<Reason> finished = new ArrayList<>();
        final Trial trial = new Trial(this, new CurveRecovery());
        int fills;

        Stage() {
            trial.consume(
                    Messages.list(Messages.Listing.usual(0)),
                    Messages.list(Messages.Listing.usual(1)),
                    Messages.publisher(0, PUBLISHER.address()));
            for (long account = 16; account < 20; account++) {
                trial.consume(Messages.deposit(account, key(account).address(), 10 * FUNDS));
            }
            trial.time(trial.now() + 1_000);
            trial.price(0, MARK, 0, PUBLISHER);
            trial.price(1, MARK, 0, PUBLISHER);
        }

        long expiry() {
            return trial.now() / 1000 + 50;
        }

        byte[] bundle(long account, long nonce, byte[] operations) {
            byte[] signature =
                    key(account).sign(Digests.bundle(trial.domain, account, OWNER_KEY, nonce, expiry(), operations));
            return Items.bundle(account, OWNER_KEY, nonce, expiry(), operations, signature);
        }

        Reason execute(long account, long nonce, BundleBuilder operations) {
            return trial.execute(bundle(account, nonce, operations.operations()));
        }

        Reason execute(long account, SignedItem item) {
            return trial.execute(key(account), item);
        }

        Reason place(long account, long nonce, int flags, int tick, long lots) {
            return execute(account, new PlaceItem(account, OWNER_KEY, nonce, 0, flags, tick, lots, expiry()));
        }

        OrderCell order(int slot) {
            return trial.cells().order(MAKER, slot);
        }

        void checkInvariants() {
            trial.cells().drain(trial.state);
            Invariants.check(trial.state);
        }

        /** All that the operations have done: every cell but the cursor's and the nonces', orders without their nonces. */
        TreeMap<Long, String> outcome() {
            trial.cells().drain(trial.state);
            TreeMap<Long, String> cells = new TreeMap<>();
            trial.state.cells().forEach((address, words) -> {
                boolean signer = address >>> 40 == SPACE_ACCOUNT && (address & 511) > 0 && (address & 511) < 16;
                if (address == CellAddresses.cursor() || signer) {
                    return;
                }
                if (address >>> 40 == SPACE_ACCOUNT && (address & 511) >= 256) {
                    OrderCell order = new OrderCell(address);
                    order.decode(words, 0);
                    order.nonce = 0;
                    order.encode(words, 0);
                }
                cells.put(address, Arrays.toString(words));
            });
            return cells;
        }

        @Override
        public void operationFinished(int operation, Reason reason) {
            if (operation == 0) {
                operations.clear();
            }
            assertThat(operation).isEqualTo(operations.size());
            operations.add(reason);
        }

        @Override
        public void finished(Reason reason) {
            finished.add(reason);
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
            fills++;
        }
    }

    private final Stage stage = new Stage();
    private long nonce = 100;

    private static BundleBuilder operations() {
        return new BundleBuilder();
    }

    @Test
    void eachOperationHasItsOwnResult() {
        stage.place(OTHER, 0, SELL, 50_000, 10);
        Reason reason = stage.execute(
                MAKER,
                5,
                operations()
                        .place(0, BUY, 49_990, 20)
                        .place(0, BUY, 0, 20)
                        .place(0, BUY | FLAG_TIF_POST_ONLY, 50_000, 20)
                        .place(0, BUY | FLAG_TIF_IOC, 50_000, 30)
                        .cancel(9, 5)
                        .amend(0, 5, 49_991)
                        .place(7, BUY, 49_990, 20)
                        .place(0, BUY, 49_980, (1L << 40) - 1)
                        .cancelAll(0));
        assertThat(reason).isEqualTo(Reason.OK);
        assertThat(stage.operations)
                .containsExactly(
                        Reason.OK,
                        Reason.BAD_TICK,
                        Reason.POST_ONLY_WOULD_CROSS,
                        Reason.IOC_REMAINDER,
                        Reason.UNKNOWN_ORDER,
                        Reason.OK,
                        Reason.UNKNOWN_MARKET,
                        Reason.BAD_LOTS,
                        Reason.OK);
        assertThat(stage.finished.getLast()).isEqualTo(Reason.OK);
        assertThat(Positions.lotsOf(execution(), execution().cells.account(MAKER), 0))
                .isEqualTo(10);
        assertThat(OrderSlots.noneUsed(stage.trial.cells().account(MAKER))).isTrue();
        stage.checkInvariants();
    }

    private Execution execution() {
        return new Execution(stage.trial.cells(), stage.trial.domain, stage.trial.recovery, EngineListener.NONE);
    }

    /** Random operations, 64 a bundle, and the same as items of their own on a twin of the exchange. */
    @Test
    void aBundleDoesWhatItsOperationsWouldDoAlone() {
        long seed = Seeds.next("bundles");
        SplittableRandom random = new SplittableRandom(seed);
        Stage twin = new Stage();
        long nonce = 1_000;
        for (int round = 0; round < 12; round++) {
            long account = 16 + random.nextInt(4);
            BundleBuilder bundle = operations();
            List<SignedItem> alone = new ArrayList<>();
            for (int i = 0; i < MAX_BUNDLE; i++) {
                alone.add(add(bundle, random, account, nonce, nonce + 1 + i, stage));
            }
            stage.operations.clear();
            assertThat(stage.execute(account, nonce, bundle)).isEqualTo(Reason.OK);
            List<Reason> reasons =
                    alone.stream().map(item -> twin.execute(account, item)).toList();
            assertThat(stage.operations).as("seed " + seed).isEqualTo(reasons);
            assertThat(stage.outcome()).as("seed " + seed).isEqualTo(twin.outcome());
            nonce += MAX_BUNDLE + 1;
        }
        assertThat(stage.fills).isPositive();
        stage.checkInvariants();
    }

    /** One random operation; slots and ticks are few, so that orders meet. Placing nonces are the twin's or the bundle's. */
    private SignedItem add(
            BundleBuilder bundle, SplittableRandom random, long account, long nonce, long alone, Stage bundled) {
        int market = random.nextInt(2);
        int tick = 49_990 + random.nextInt(20);
        long lots = 1 + random.nextInt(random.nextBoolean() ? 9 : 900);
        long expiry = bundled.expiry();
        switch (random.nextInt(8)) {
            case 0 -> {
                bundle.cancelAll(market);
                return new CancelAllItem(account, OWNER_KEY, alone, market, expiry);
            }
            case 1 -> {
                // Of an order that nobody has: on both exchanges the nonce of slot 255 is not this one.
                bundle.cancel(255, 77);
                return new CancelItem(account, OWNER_KEY, alone, 255, 77, expiry);
            }
            case 2 -> {
                bundle.amend(254, 78, tick);
                return new AmendItem(account, OWNER_KEY, alone, 254, 78, tick, lots, expiry);
            }
            default -> {
                int flags = new int[] {0, FLAG_TIF_IOC, FLAG_TIF_POST_ONLY, FLAG_STP_DECREMENT, FLAG_REDUCE_ONLY}
                                [random.nextInt(5)]
                        | random.nextInt(2);
                bundle.place(market, flags, tick, lots);
                return new PlaceItem(account, OWNER_KEY, alone, market, flags, tick, lots, expiry);
            }
        }
    }

    @Test
    void aTakerInABundleSweepsManyMakers() {
        for (int i = 0; i < 40; i++) {
            stage.place(OTHER + i % 3, i, SELL, 50_000 + i % 7, 2);
        }
        Reason reason = stage.execute(
                MAKER,
                0,
                operations()
                        .place(0, BUY | FLAG_TIF_IOC, 50_010, 70)
                        .place(0, BUY, 50_010, 20)
                        .place(0, BUY, 49_000, 3));
        assertThat(reason).isEqualTo(Reason.OK);
        assertThat(stage.operations).containsExactly(Reason.OK, Reason.OK, Reason.OK);
        assertThat(stage.fills).isEqualTo(40);
        assertThat(Positions.lotsOf(execution(), execution().cells.account(MAKER), 0))
                .isEqualTo(80);
        assertThat(stage.order(0).lots).isEqualTo(10);
        assertThat(stage.order(1).lots).isEqualTo(3);
        stage.checkInvariants();
    }

    @Test
    void aBundleStraddlesSegmentsAndReplaysFromEveryOne() {
        List<Integer> phases = new ArrayList<>();
        Trial[] holder = new Trial[1];
        Trial trial = new Trial(EngineListener.NONE, new CurveRecovery(), () -> {
            if (holder[0] != null && holder[0].cells().cursor().bundleEnd != 0) {
                phases.add(holder[0].cells().cursor().phase);
            }
        });
        holder[0] = trial;
        trial.consume(
                Messages.list(Messages.Listing.usual(0)),
                Messages.workLimit(MIN_WORK_LIMIT),
                Messages.publisher(0, PUBLISHER.address()),
                Messages.deposit(MAKER, key(MAKER).address(), FUNDS),
                Messages.deposit(OTHER, key(OTHER).address(), FUNDS));
        trial.time(trial.now() + 1_000);
        trial.price(0, MARK, 0, PUBLISHER);
        long expiry = trial.now() / 1000 + 50;
        BundleBuilder asks = operations();
        BundleBuilder bids = operations();
        for (int i = 0; i < MAX_BUNDLE; i++) {
            asks.place(0, SELL, 50_000 + i % 5, 1 + i % 3);
            bids.place(0, BUY | (i % 2 == 0 ? FLAG_TIF_IOC : 0), 50_000 + i % 5, 3);
        }
        for (int nonce = 0; nonce < 8; nonce++) {
            bundle(trial, MAKER, nonce, expiry, asks);
            bundle(trial, OTHER, nonce, expiry, bids);
        }
        trial.close();
        assertThat(phases).contains(PHASE_BUNDLE, PHASE_MATCH, PHASE_FILL, PHASE_REST);
        CellMap state = CellMap.genesis(Trial.GENESIS);
        int segments = 0;
        for (PostedBatch batch : trial.posted) {
            segments +=
                    new Replay(trial.domain, trial.recovery).run(state, batch).size();
        }
        assertThat(segments).isGreaterThan(100);
        assertThat(state.text()).isEqualTo(trial.state.text());
    }

    private static void bundle(Trial trial, long account, long nonce, long expiry, BundleBuilder operations) {
        byte[] bytes = operations.operations();
        byte[] signature = key(account).sign(Digests.bundle(trial.domain, account, OWNER_KEY, nonce, expiry, bytes));
        assertThat(trial.execute(Items.bundle(account, OWNER_KEY, nonce, expiry, bytes, signature)))
                .isEqualTo(Reason.OK);
    }

    @Test
    void theNonceIsUsedOnceForAll() {
        byte[] bundle = stage.bundle(
                MAKER,
                9,
                operations().place(0, BUY, 49_000, 1).place(0, BUY, 49_001, 2).operations());
        assertThat(stage.trial.execute(bundle)).isEqualTo(Reason.OK);
        assertThat(stage.order(0).nonce).isEqualTo(9);
        assertThat(stage.order(1).nonce).isEqualTo(9);
        assertThat(stage.trial.execute(bundle)).isEqualTo(Reason.NONCE_USED);
        assertThat(stage.place(MAKER, 9, BUY, 49_002, 3)).isEqualTo(Reason.NONCE_USED);
        assertThat(stage.execute(MAKER, new CancelItem(MAKER, OWNER_KEY, 10, 1, 9, stage.expiry())))
                .isEqualTo(Reason.OK);
        assertThat(stage.order(0).lots).isEqualTo(1);
        assertThat(stage.execute(MAKER, new VoidNonceItem(MAKER, OWNER_KEY, 11, stage.expiry())))
                .isEqualTo(Reason.OK);
        assertThat(stage.execute(MAKER, 11, operations().cancelAll(0))).isEqualTo(Reason.NONCE_USED);
        assertThat(stage.order(0).lots).isEqualTo(1);
    }

    @Test
    void aBundleOfNothingUsesItsNonce() {
        assertThat(stage.execute(MAKER, 3, operations())).isEqualTo(Reason.OK);
        assertThat(stage.execute(MAKER, 3, operations())).isEqualTo(Reason.NONCE_USED);
        assertThat(stage.operations).isEmpty();
    }

    @Test
    void ordersAreNamedByTheLowBitsOfTheirNonce() {
        stage.place(MAKER, 0x12345, BUY, 49_000, 9);
        assertThat(stage.execute(
                        MAKER, 0x12346, operations().amend(0, 0x2344, 49_001).amend(0, 0x2345, 49_002)))
                .isEqualTo(Reason.OK);
        assertThat(stage.operations).containsExactly(Reason.UNKNOWN_ORDER, Reason.OK);
        assertThat(stage.order(0).tick).isEqualTo(49_002);
        assertThat(stage.order(0).lots).isEqualTo(9);
        assertThat(stage.order(0).nonce).isEqualTo(0x12346);
        stage.operations.clear();
        stage.execute(
                MAKER,
                0x12347,
                operations().cancel(0, 0x2345).cancel(0, 0x12346).cancel(0, 0x2346));
        assertThat(stage.operations).containsExactly(Reason.UNKNOWN_ORDER, Reason.OK, Reason.UNKNOWN_ORDER);
    }

    @Test
    void aBundleIsNeitherForcedNorLateNorAnothers() {
        byte[] operations = operations().place(0, BUY, 49_000, 1).operations();
        byte[] bundle = stage.bundle(MAKER, 9, operations);
        stage.trial.consume(Messages.forced(bundle));
        assertThat(stage.trial.cells().cursor().reason).isEqualTo(Reason.NOT_FORCIBLE.code());
        stage.trial.consume(Messages.forced(Items.frame(ITEM_BUNDLE, new byte[78])));
        assertThat(stage.trial.cells().cursor().reason).isEqualTo(Reason.BAD_LENGTH.code());
        long expiry = stage.expiry();
        byte[] foreign = key(OTHER).sign(Digests.bundle(stage.trial.domain, MAKER, OWNER_KEY, 9, expiry, operations));
        assertThat(stage.trial.execute(Items.bundle(MAKER, OWNER_KEY, 9, expiry, operations, foreign)))
                .isEqualTo(Reason.BAD_SIGNATURE);
        stage.trial.time(expiry * 1000 + 1);
        assertThat(stage.trial.execute(bundle)).isEqualTo(Reason.EXPIRED);
        assertThat(stage.operations).isEmpty();
    }

    @Test
    void theSignatureCoversEveryBitOfTheOperations() {
        byte[] bundle = stage.bundle(
                MAKER,
                9,
                operations().place(0, BUY, 49_000, 300).amend(0, 9, 49_001).operations());
        for (int bit = 0; bit < 8 * (bundle.length - FRAME_LENGTH); bit++) {
            byte[] changed = bundle.clone();
            changed[FRAME_LENGTH + bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(stage.trial.execute(changed))
                    .as("bit " + bit)
                    .isIn(Reason.BAD_SIGNATURE, Reason.UNKNOWN_ACCOUNT, Reason.UNKNOWN_KEY);
        }
        byte[] longer = Items.frame(ITEM_BUNDLE, Arrays.copyOfRange(bundle, FRAME_LENGTH, bundle.length + 1));
        assertThat(stage.trial.execute(longer)).isEqualTo(Reason.BAD_SIGNATURE);
        assertThat(stage.operations).isEmpty();
        assertThat(stage.trial.execute(bundle)).isEqualTo(Reason.OK);
    }

    @Test
    void thereAreAtMostSixtyFour() {
        BundleBuilder most = operations();
        for (int i = 0; i < MAX_BUNDLE; i++) {
            most.place(0, BUY, 49_000 + i, 1);
        }
        assertThat(most.count()).isEqualTo(MAX_BUNDLE);
        assertThatThrownBy(() -> most.cancelAll(0)).isInstanceOf(IllegalStateException.class);
        byte[] full = most.operations();
        byte[] more = Arrays.copyOf(full, full.length + 7);
        System.arraycopy(full, 0, more, full.length, 7);
        assertThat(stage.trial.execute(stage.bundle(MAKER, 0, more))).isEqualTo(Reason.BAD_BUNDLE);
        assertThat(stage.operations).hasSize(MAX_BUNDLE).containsOnly(Reason.OK);
        assertThat(stage.trial.execute(stage.bundle(OTHER, 0, full))).isEqualTo(Reason.OK);
        assertThat(stage.trial.time(stage.trial.now() + 1)).isEqualTo(Reason.OK);
        stage.checkInvariants();
    }

    /** Bytes of an operation by its first, from the table of the page; 0 for none. */
    private static int lengthOf(int first) {
        int[][] table = {{1, 6}, {5, 5}, {128 + 5, 6}};
        for (int[] row : table) {
            for (int lots = 1; lots <= 5; lots++) {
                if (first == lots * 16 + row[0]) {
                    return row[1] + lots;
                }
            }
        }
        return first == 2 ? 4 : first == 3 ? 7 : first == 4 ? 2 : first == 5 ? 5 : first == 128 + 5 ? 6 : 0;
    }

    /** How many operations some bytes hold before they are malformed, or all of them if they are not. */
    private static int wellFormed(byte[] bytes) {
        int count = 0;
        int at = 0;
        while (at < bytes.length && count < MAX_BUNDLE) {
            int length = lengthOf(bytes[at] & 0xff);
            if (length == 0 || at + length > bytes.length) {
                return -count - 1;
            }
            at += length;
            count++;
        }
        return at < bytes.length ? -count - 1 : count;
    }

    /** As many operations are carried out as are well-formed, and the next item is read where the bundle's frame ends. */
    private void check(byte[] operations) {
        stage.operations.clear();
        int expected = wellFormed(operations);
        long sequence = stage.trial.cells().cursor().sequence;
        assertThat(stage.trial.execute(stage.bundle(MAKER, nonce++, operations)))
                .as(Arrays.toString(operations))
                .isEqualTo(expected < 0 ? Reason.BAD_BUNDLE : Reason.OK);
        assertThat(stage.operations).hasSize(expected < 0 ? -expected - 1 : expected);
        assertThat(stage.trial.time(stage.trial.now())).isEqualTo(Reason.OK);
        assertThat(stage.trial.cells().cursor().sequence).isEqualTo(sequence + 2);
        assertThat(stage.trial.cells().cursor().bundleEnd).isZero();
        assertThat(stage.trial.cells().cursor().taker).isZero();
    }

    private static byte[] mixed() {
        return operations()
                .place(0, BUY, 49_000, 3)
                .cancel(0, 9)
                .amend(0, 9, 49_001)
                .move(0, 9, -3)
                .move(0, 9, 300, 80_000)
                .cancelAll(1)
                .place(0, SELL, 51_000, 70_000)
                .operations();
    }

    @Test
    void aBundleCutAtAnyByteCarriesOutTheWholeOperations() {
        for (int length = 0; length <= mixed().length; length++) {
            check(Arrays.copyOf(mixed(), length));
        }
        stage.checkInvariants();
    }

    @Test
    void anyFirstByteAndAnyLotsLengthIsAnOperationOrEndsTheBundle() {
        for (int first = 0; first < 256; first++) {
            byte[] operations = mixed();
            operations[7] = (byte) first;
            check(operations);
            byte[] alone = new byte[20];
            alone[0] = (byte) first;
            check(alone);
        }
        stage.checkInvariants();
    }

    @Test
    void garbageAtEveryByteIsCarriedOutAsFarAsItIsWellFormed() {
        long seed = Seeds.next("garbage in bundles");
        SplittableRandom random = new SplittableRandom(seed);
        for (int at = 0; at < mixed().length; at++) {
            for (int i = 0; i < 6; i++) {
                byte[] operations = mixed();
                operations[at] = (byte) random.nextInt();
                check(operations);
            }
        }
        stage.checkInvariants();
    }

    @Test
    void aBundleShorterThanItsHeadIsRefused() {
        for (int length : new int[] {0, 15, 78}) {
            assertThat(stage.trial.execute(Items.frame(ITEM_BUNDLE, new byte[length])))
                    .isEqualTo(Reason.BAD_LENGTH);
        }
        byte[] bundle = stage.bundle(MAKER, 0, new byte[0]);
        assertThat(bundle).hasSize(FRAME_LENGTH + 79);
        assertThat(stage.trial.execute(bundle)).isEqualTo(Reason.OK);
    }

    /** Data that end within a bundle's frame: no operation of it is carried out. */
    @Test
    void dataCutWithinABundleCarryOutNoneOfIt() {
        byte[] bundle = stage.bundle(MAKER, 0, mixed());
        stage.trial.close();
        long messages = stage.trial.cells().cursor().inboxNext;
        for (int length = 1; length < bundle.length; length += 5) {
            CellMap state = stage.trial.state.copy();
            PostedBatch batch = new PostedBatch(
                    2, new byte[32], stage.trial.now() / 1000 + 1, Arrays.copyOf(bundle, length), messages, List.of());
            new Replay(stage.trial.domain, stage.trial.recovery).run(state, batch);
            assertThat(OrderSlots.noneUsed(new Cells(state).account(MAKER))).isTrue();
            assertThat(BigEndian.get(bundle, 1, 2)).isGreaterThan(length - FRAME_LENGTH);
        }
    }

    @Test
    void anOrderMovesByTicksWithTheLotsItHasOrOthers() {
        stage.place(OTHER, 0, SELL, 50_000, 4);
        stage.place(MAKER, 0x51234, BUY, 50_000, 9);
        stage.place(MAKER, 0x51233, BUY, 20_000, 300);
        assertThat(stage.order(0).lots).as("what was filled is gone").isEqualTo(5);
        assertThat(stage.execute(MAKER, 0x51235, operations().move(0, 0x1234, -50)))
                .isEqualTo(Reason.OK);
        assertThat(stage.operations).containsExactly(Reason.OK);
        assertThat(stage.order(0).tick).isEqualTo(49_950);
        assertThat(stage.order(0).lots).isEqualTo(5);
        assertThat(stage.order(0).nonce).isEqualTo(0x51235);
        stage.operations.clear();
        stage.execute(
                MAKER,
                0x51236,
                operations()
                        .move(0, 0x1234, 1)
                        .move(0, 0x1235, Byte.MAX_VALUE)
                        .move(0, 0x1236, Byte.MIN_VALUE, 400)
                        .move(0, 0x1236, Short.MIN_VALUE)
                        .move(1, 0x1233, -20_000)
                        .move(1, 0x1233, -20_001, 5)
                        .move(1, 0x1233, 128, 0)
                        .move(2, 1, 5));
        assertThat(stage.operations)
                .containsExactly(
                        Reason.UNKNOWN_ORDER,
                        Reason.OK,
                        Reason.OK,
                        Reason.OK,
                        Reason.BAD_TICK,
                        Reason.BAD_TICK,
                        Reason.BAD_LOTS,
                        Reason.UNKNOWN_ORDER);
        assertThat(stage.order(0).tick).isEqualTo(49_950 + 127 - 128 + Short.MIN_VALUE);
        assertThat(stage.order(0).lots).isEqualTo(400);
        assertThat(stage.order(1).tick).isEqualTo(20_000);
        stage.checkInvariants();
    }

    @Test
    void aMoveByNothingKeepsItsPlaceInTheQueue() {
        stage.place(MAKER, 4, BUY, 49_000, 9);
        stage.place(OTHER, 5, BUY, 49_000, 9);
        stage.execute(MAKER, 6, operations().move(0, 4, 0).move(0, 6, 0, 7));
        assertThat(stage.operations).containsExactly(Reason.OK, Reason.OK);
        assertThat(stage.order(0).lots).isEqualTo(7);
        assertThat(stage.order(0).prevRef).isZero();
        assertThat(stage.order(0).nextRef).isNotZero();
    }

    /** Of each way to quote; orders of as many bundles fit an account. */
    private static final int ROUNDS = 4;

    /** The first slot of the orders that the last of the rounds placed. */
    private static final int LAST = MAX_BUNDLE * (ROUNDS - 1);

    private static final int MOST = 12;

    /** 64 quotes made, moved and replaced again and again: what each way of doing it takes on L1, the segments' roots included. */
    @Test
    void anOperationTakesAtMostTwelveBytes() {
        SplittableRandom random = new SplittableRandom(3);
        stage.trial.consume(Messages.deposit(MAKER, key(MAKER).address(), 40 * FUNDS));
        perOperation("new orders", (bundle, i, slot, before) -> bundle.place(0, side(i), quote(i, 0), lots(random)));
        perOperation("cancels", (bundle, i, slot, before) -> bundle.cancel(slot, before - ROUNDS + 1));
        perOperation(
                "new post-only orders",
                (bundle, i, slot, before) -> bundle.place(0, side(i) | FLAG_TIF_POST_ONLY, quote(i, 0), lots(random)));
        perOperation("moves", (bundle, i, slot, before) -> bundle.move(LAST + i, before, random.nextInt(-9, 10)));
        perOperation(
                "moves with new sizes",
                (bundle, i, slot, before) -> bundle.move(LAST + i, before, random.nextInt(-9, 10), lots(random)));
        perOperation(
                "wide moves with new sizes",
                (bundle, i, slot, before) -> bundle.move(LAST + i, before, side(i) == BUY ? -200 : 200, lots(random)));
        perOperation(
                "amends",
                (bundle, i, slot, before) -> bundle.amend(LAST + i, before, quote(i, random.nextInt(-9, 10))));
        perOperation("cancels and new orders", (bundle, i, slot, before) -> {
            if (i < MAX_BUNDLE / 2) {
                int tick = quote(i, random.nextInt(-9, 10));
                bundle.cancel(LAST + i, before).place(0, side(i) | FLAG_TIF_POST_ONLY, tick, lots(random));
            }
        });
    }

    private interface Requote {
        void add(BundleBuilder bundle, int quote, int slotOfRound, long nonceBefore);
    }

    private void perOperation(String what, Requote requote) {
        int before = stage.trial.batch().dataLength();
        int own = 0;
        for (int round = 0; round < ROUNDS; round++) {
            BundleBuilder operations = operations();
            for (int i = 0; i < MAX_BUNDLE; i++) {
                requote.add(operations, i, MAX_BUNDLE * round + i, nonce - 1);
            }
            byte[] bundle = stage.bundle(MAKER, nonce++, operations.operations());
            assertThat(stage.trial.execute(bundle)).isEqualTo(Reason.OK);
            assertThat(stage.operations).as(what).hasSize(MAX_BUNDLE).containsOnly(Reason.OK);
            own += bundle.length;
        }
        double operations = MAX_BUNDLE * ROUNDS;
        double posted = (stage.trial.batch().dataLength() - before) / operations;
        System.out.printf("%s: %.2f bytes an operation, %.2f with the roots%n", what, own / operations, posted);
        assertThat(posted).as(what).isLessThanOrEqualTo(MOST);
    }

    private static int side(int quote) {
        return quote % 2 == 0 ? BUY : SELL;
    }

    private static int quote(int i, int moved) {
        int away = (1 + i / 2) * 40 + 1_000;
        return 50_000 + moved + (side(i) == BUY ? -away : away);
    }

    private static long lots(SplittableRandom random) {
        return 300 + random.nextInt(500);
    }
}
