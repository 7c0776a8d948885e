package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.Reason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Prices: the lower median of enough publishers, never older than allowed, never moving faster than the bound. */
class OracleTest {
    private final Market market = new Market();

    @BeforeEach
    void threePublishersAndAQuorumOfTwo() {
        market.trial.consume(
                Messages.publisher(0, publisher(0).address()),
                Messages.publisher(1, publisher(1).address()),
                Messages.publisher(2, publisher(2).address()),
                Messages.quorum(2));
        market.trial.time(market.trial.now() + 60_000);
    }

    private static Key publisher(int index) {
        return new Key(300 + index);
    }

    private Reason update(long publishTime, int... ticks) {
        List<Items.Price> prices = new ArrayList<>();
        for (int i = 0; i < ticks.length; i++) {
            prices.add(signed(i, i, ticks[i], publishTime));
        }
        return market.trial.execute(Items.oracle(0, publishTime, prices));
    }

    private Items.Price signed(int index, int signer, int tick, long publishTime) {
        byte[] digest = Digests.price(market.trial.domain, 0, tick, publishTime);
        return new Items.Price(index, tick, publisher(signer).sign(digest));
    }

    private int mark() {
        return market.trial.cells().risk(0).mark;
    }

    @Test
    void theMarkIsTheLowerMedian() {
        assertThat(update(market.trial.now() - 30_000, 50_300, 50_100, 50_200)).isEqualTo(Reason.OK);
        assertThat(mark()).isEqualTo(50_200);
        assertThat(update(market.trial.now(), 50_190, 50_210)).isEqualTo(Reason.OK);
        assertThat(mark()).isEqualTo(50_190);
    }

    @Test
    void aJumpIsClampedPerSecondInsteadOfRefused() {
        assertThat(update(market.trial.now(), 900_000, 900_000)).isEqualTo(Reason.OK);
        assertThat(mark()).isEqualTo(50_000 + 50_000 * 60 / 100);
        market.trial.time(market.trial.now() + 1_000);
        update(market.trial.now(), 1, 1);
        assertThat(mark()).isEqualTo(80_000 - 800);
    }

    @Test
    void onePublisherAloneCannotMoveThePrice() {
        assertThat(update(market.trial.now(), 50_100)).isEqualTo(Reason.BAD_PUBLISHER);
        long now = market.trial.now();
        Items.Price twice = signed(0, 0, 50_100, now);
        assertThat(market.trial.execute(Items.oracle(0, now, List.of(twice, twice))))
                .isEqualTo(Reason.BAD_PUBLISHER);
        Items.Price forged = signed(1, 0, 50_100, now);
        assertThat(market.trial.execute(Items.oracle(0, now, List.of(twice, forged))))
                .isEqualTo(Reason.BAD_SIGNATURE);
        Items.Price unknown = signed(9, 1, 50_100, now);
        assertThat(market.trial.execute(Items.oracle(0, now, List.of(twice, unknown))))
                .isEqualTo(Reason.BAD_PUBLISHER);
        Items.Price seventeenth = signed(16, 1, 50_100, now);
        assertThat(market.trial.execute(Items.oracle(0, now, List.of(twice, seventeenth))))
                .isEqualTo(Reason.BAD_PUBLISHER);
        assertThat(update(now, 50_100, 1_000_001)).isEqualTo(Reason.BAD_TICK);
        assertThat(update(now)).as("no publisher at all").isEqualTo(Reason.BAD_PUBLISHER);
        assertThat(update(now, new int[17])).as("more than there can be").isEqualTo(Reason.BAD_PUBLISHER);
        assertThat(mark()).isEqualTo(MARK);
    }

    @Test
    void pricesAreNeitherOldNorRepeatedNorFromTheFuture() {
        long now = market.trial.now();
        assertThat(update(now + 1, 50_100, 50_100)).isEqualTo(Reason.PRICE_FROM_FUTURE);
        assertThat(update(now, 50_100, 50_100)).isEqualTo(Reason.OK);
        assertThat(update(now, 50_100, 50_100)).isEqualTo(Reason.PRICE_NOT_NEWER);
        market.trial.time(now + 70_000);
        assertThat(update(now + 9_999, 50_100, 50_100)).isEqualTo(Reason.PRICE_TOO_OLD);
        assertThat(update(now + 10_000, 0, 50_100)).isEqualTo(Reason.BAD_TICK);
        assertThat(update(now + 10_000, 50_100, 50_100)).isEqualTo(Reason.OK);
        byte[] item = Items.oracle(9, now + 10_001, List.of());
        assertThat(market.trial.execute(item)).isEqualTo(Reason.UNKNOWN_MARKET);
        assertThat(market.trial.execute(Items.frame(16, new byte[9]))).isEqualTo(Reason.BAD_LENGTH);
    }

    /** While the index runs after a price, nobody may open a position at it; closing one is always allowed. */
    @Test
    void whileTheIndexIsJumpingOnlyReducingIsAllowed() {
        market.place(16, SELL, 50_000, 300);
        market.place(17, BUY, 50_000, 300);
        market.place(18, BUY, 49_990, 300);
        assertThat(update(market.trial.now(), 90_000, 90_000)).isEqualTo(Reason.OK);
        assertThat(mark()).isEqualTo(80_000);
        assertThat(market.trial.cells().risk(0).jumping).isEqualTo(1);
        assertThat(market.place(18, BUY, 50_000, 300)).isEqualTo(Reason.ORACLE_STALE);
        assertThat(market.market(18, BUY, 1_000, 300)).isEqualTo(Reason.ORACLE_STALE);
        assertThat(market.amend(18, 0, market.lastNonce(18) - 2, 49_991, 300)).isEqualTo(Reason.ORACLE_STALE);
        assertThat(market.place(17, SELL | FLAG_REDUCE_ONLY | FLAG_TIF_IOC, 49_990, 300))
                .isEqualTo(Reason.OK);
        market.trial.time(market.trial.now() + 12_500);
        assertThat(update(market.trial.now(), 90_000, 90_000)).isEqualTo(Reason.OK);
        assertThat(mark()).as("12.5 s at 1 % a second").isEqualTo(90_000);
        assertThat(market.trial.cells().risk(0).jumping).isZero();
        assertThat(market.place(18, BUY, 50_000, 300)).isEqualTo(Reason.OK);
    }

    /** A forced message keeps the price it was enqueued under, however long the sequencer lets it wait. */
    @Test
    void aForcedOrderIsMeasuredByWhenItWasEnqueued() {
        long published = market.trial.now();
        assertThat(update(published, 50_100, 50_100)).isEqualTo(Reason.OK);
        market.trial.time(published + 3_600_000);
        assertThat(forced(published / 1000 + 60, order())).isEqualTo(Reason.OK);
        assertThat(market.trial.cells().cursor().enqueuedAt).isZero();
        assertThat(forced(published / 1000 + 61, order())).isEqualTo(Reason.ORACLE_STALE);
        assertThat(market.trial.cells().cursor().enqueuedAt).isZero();
        assertThat(market.trial.execute(order())).as("not forced").isEqualTo(Reason.ORACLE_STALE);
    }

    /** L1's clock is ahead of the engine's when a message is consumed before time has caught up. */
    @Test
    void aMessageFromAheadOfEngineTimeMakesNoPriceOld() {
        long published = market.trial.now();
        assertThat(update(published, 50_100, 50_100)).isEqualTo(Reason.OK);
        market.trial.time(published + 60_000);
        assertThat(forced(published / 1000 + 61, order())).isEqualTo(Reason.OK);
    }

    @Test
    void aForcedPriceIsMeasuredByWhenItWasEnqueued() {
        long published = market.trial.now();
        market.trial.time(published + 3_600_000);
        byte[] price =
                Items.oracle(0, published, List.of(signed(0, 0, 50_100, published), signed(1, 1, 50_100, published)));
        assertThat(market.trial.execute(price)).isEqualTo(Reason.PRICE_TOO_OLD);
        assertThat(forced(published / 1000 + 61, price)).isEqualTo(Reason.PRICE_TOO_OLD);
        assertThat(forced(published / 1000 + 60, price)).isEqualTo(Reason.OK);
        assertThat(mark()).isEqualTo(50_100);
    }

    /** A market order in flight keeps the time of its message until it ends, over as many steps as it takes. */
    @Test
    void theTimeOfAForcedMessageEndsWithItsOrder() {
        market.place(17, SELL, 50_000, 10);
        market.place(18, SELL, 50_000, 10);
        long published = market.trial.now();
        update(published, 50_000, 50_000);
        market.trial.time(published + 600_000);
        assertThat(forced(published / 1000, order())).isEqualTo(Reason.OK);
        assertThat(market.trial.cells().cursor().enqueuedAt).isZero();
        assertThat(market.position(16).lots).isEqualTo(20);
        market.trial.close();
        assertThat(market.trial.cells().cursor().enqueuedAt).isZero();
    }

    private byte[] order() {
        return key(16).item(
                        market.trial.domain,
                        new PlaceItem(
                                16, OWNER_KEY, market.nextNonce(16), 0, BUY, 50_000, 300, market.expiry() + 10_000));
    }

    private Reason forced(long enqueuedAt, byte[] item) {
        market.trial.consume(Messages.message(MESSAGE_FORCED, enqueuedAt, item));
        return Reason.of(market.trial.cells().cursor().reason);
    }

    @Test
    void listingsOutOfBoundsAreRefused() {
        Messages.Listing good = Messages.Listing.usual(1);
        // The product of these three wraps to a small number in 64 bits.
        refused(new Messages.Listing(1, 1L << 31, 1 << 23, 1L << 39, 1, 0, 0, 0, 2, 1, 1, 1, ""));
        refused(new Messages.Listing(1, 0, 10, 10, 10, 0, 0, 0, 2, 1, 1, 1, ""));
        refused(new Messages.Listing(1, 1, 10, 10, 11, 0, 0, 0, 2, 1, 1, 1, ""));
        refused(new Messages.Listing(1, 1, 10, 10, 10, 0, 100_001, 0, 2, 1, 1, 1, ""));
        refused(new Messages.Listing(1, 1, 10, 10, 10, 0, 0, 0, 1, 2, 1, 1, ""));
        refused(new Messages.Listing(1, 1, 10, 10, 10, -1, 0, 0, 2, 1, 1, 1, ""));
        refused(new Messages.Listing(1, 1, 10, 10, 10, 0, 0, 0, 2, 1, 1, 100_001, ""));
        market.trial.consume(Messages.list(good));
        assertThat(market.trial.cells().cursor().reason).isEqualTo(Reason.OK.code());
        refused(good);
    }

    private void refused(Messages.Listing listing) {
        market.trial.consume(Messages.list(listing));
        assertThat(Reason.of(market.trial.cells().cursor().reason)).isEqualTo(Reason.BAD_GOVERNANCE);
    }

    @Test
    void workCanOnlyBeLowered() {
        market.trial.consume(Messages.workLimit(500));
        assertThat(market.trial.cells().config().workLimit).isEqualTo(500);
        market.trial.consume(Messages.workLimit(500), Messages.workLimit(MIN_WORK_LIMIT - 1));
        assertThat(market.trial.cells().config().workLimit).isEqualTo(500);
    }
}
