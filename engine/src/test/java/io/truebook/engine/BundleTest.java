package io.truebook.engine;

import static io.truebook.engine.BundleStage.*;
import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.AmendItem;
import io.truebook.engine.protocol.CancelAllItem;
import io.truebook.engine.protocol.CancelItem;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.engine.protocol.VoidNonceItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Many operations under one signature: each as if it had come alone, and nothing else whatever the bytes are. */
class BundleTest {
    private final BundleStage stage = new BundleStage();

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
        BundleStage twin = new BundleStage();
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
            BundleBuilder bundle, SplittableRandom random, long account, long nonce, long alone, BundleStage bundled) {
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
}
