package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.ActivityCell;
import io.truebook.engine.protocol.CancelAllItem;
import io.truebook.engine.protocol.SignedItem;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What time makes due comes before all else: no batch, no item, no message, and no leap of time gets around it. */
class TimeTest {
    private static final long ONE_PERCENT = 10_000_000;

    private final Hours hours = new Hours();
    private final Market market = hours.market;
    private CellMap state;

    @BeforeEach
    void aBidAboveTheIndexBetweenTwoBatches() {
        hours.bidAbove();
        market.trial.close();
        state = market.trial.state.copy();
    }

    @Test
    void aBatchCannotEndWithoutTheSamplesOfItsTime() {
        run(hours.start + 1, new byte[0]);
        assertThat(after().cursor().minute).isEqualTo(hours.start + 1);
        assertThat(activity().sampleMinute).isEqualTo(hours.start + 1);
        assertThat(activity().premiumSum).isEqualTo(ONE_PERCENT);
        run(hours.hourEnd, new byte[0]);
        assertThat(after().risk(0).longIndex).isEqualTo(5_937_500);
    }

    @Test
    void nobodyActsBetweenAMinutesEndAndItsSamples() {
        byte[] cancel = signed(new CancelAllItem(16, OWNER_KEY, 900, ALL_MARKETS, market.expiry()));
        run(hours.start + 1, join(Items.time((hours.start + 1) * MINUTE_MS), cancel));
        assertThat(activity().premiumSum).as("sampled before the cancel").isEqualTo(ONE_PERCENT);
        assertThat(OrderSlots.noneUsed(after().account(16))).isTrue();
    }

    @Test
    void whatHappenedBeforeAMinutesEndCounts() {
        byte[] cancel = signed(new CancelAllItem(16, OWNER_KEY, 900, ALL_MARKETS, market.expiry()));
        run(hours.start + 1, join(Items.time((hours.start + 1) * MINUTE_MS - 1), cancel));
        assertThat(activity().sampleMinute).isEqualTo(hours.start + 1);
        assertThat(activity().premiumSum).isZero();
    }

    @Test
    void messagesOfTheTailComeBeforeTheEndOfTheBatchsTime() {
        byte[] cancel = signed(new CancelAllItem(16, OWNER_KEY, 900, ALL_MARKETS, market.expiry()));
        replay().run(state, batch(hours.start + 1, new byte[0], List.of(Messages.forced(cancel))));
        assertThat(activity().premiumSum).isZero();
        assertThat(activity().sampleMinute).isEqualTo(hours.start + 1);
    }

    @Test
    void aLeapOverHoursTakesOneSampleAndPaysOneHour() {
        CellMap stepwise = state.copy();
        run(hours.hourEnd + 600, Items.time((hours.hourEnd + 600) * MINUTE_MS));
        assertThat(activity().sampleMinute).isEqualTo(hours.hourEnd + 600);
        assertThat(activity().premiumMinutes).isZero();
        assertThat(after().risk(0).longIndex).isEqualTo(5_937_500);
        state = stepwise;
        for (long minute = hours.start + 1; minute <= hours.hourEnd; minute++) {
            byte[] time = Items.time(minute * MINUTE_MS);
            run(minute, join(time, time));
        }
        assertThat(after().risk(0).longIndex)
                .as("a minute is not counted twice")
                .isEqualTo(5_937_500);
        assertThat(activity().premiumMinutes).isZero();
    }

    @Test
    void aMinuteThatHasNotEndedIsNotSampled() {
        byte[] bytes = new byte[0];
        for (int second = 1; second < 60; second++) {
            bytes = join(bytes, Items.time(hours.start * MINUTE_MS + 1_000L * second));
        }
        run(hours.start, bytes, 59);
        assertThat(activity().sampleMinute).isEqualTo(hours.start);
        assertThat(activity().premiumMinutes).isZero();
    }

    /** Live, replayed, and from witnesses alone: the same steps, so the same checkpoints and roots. */
    @Test
    void aLiveBatchTakesTheStepsOfItsReplay() {
        for (int number = 1; number < 14; number++) {
            market.trial.consume(Messages.list(Messages.Listing.usual(number).withFunding(Hours.TERMS)));
            market.trial.price(number, MARK, 0, PUBLISHER);
            market.place(17, number, BUY, MARK + 100, 50, market.expiry());
            market.place(17, number, BUY, MARK + 99, 50, market.expiry());
        }
        market.trial.consume(Messages.workLimit(MIN_WORK_LIMIT));
        hours.toMinute(hours.start + 2);
        market.trial.time(market.trial.now() + 90_500);
        market.place(18, BUY, 49_000, 10);
        market.trial.close();
        hours.toMinute(hours.hourEnd);
        int live = market.trial.batch().segments();
        market.trial.close();
        CellMap replayed = CellMap.genesis(Trial.GENESIS);
        int segments = 0;
        for (PostedBatch posted : market.trial.posted) {
            segments = replay().run(replayed, posted).size();
        }
        assertThat(segments).isEqualTo(live + 1).isGreaterThan(2);
        assertThat(replayed.text()).isEqualTo(market.trial.state.text());
    }

    /** The header's time is later than the last item's: the batch closes only after what it makes due. */
    @Test
    void closingALiveBatchTakesWhatItsTimeMakesDue() {
        LiveBatch live = new LiveBatch(
                new Engine(new Cells(state), market.trial.domain, market.trial.recovery, EngineListener.NONE),
                2,
                new byte[32],
                end -> {});
        PostedBatch posted = live.close((hours.start + 5) * 60);
        CellMap replayed = state.copy();
        List<Replay.Segment> segments = replay().run(replayed, posted);
        state = replayed;
        assertThat(activity().premiumSum).isEqualTo(5 * ONE_PERCENT);
        assertThat(live.segments()).isEqualTo(segments.size());
    }

    private void run(long headerMinute, byte[] bytes) {
        run(headerMinute, bytes, 0);
    }

    private void run(long headerMinute, byte[] bytes, int seconds) {
        replay().run(
                        state,
                        new PostedBatch(
                                2,
                                new byte[32],
                                headerMinute * 60 + seconds,
                                bytes,
                                after().cursor().inboxNext,
                                List.of()));
    }

    private PostedBatch batch(long headerMinute, byte[] bytes, List<byte[]> messages) {
        return new PostedBatch(2, new byte[32], headerMinute * 60, bytes, after().cursor().inboxNext, messages);
    }

    private byte[] signed(SignedItem item) {
        return key(16).item(market.trial.domain, item);
    }

    private Cells after() {
        return new Cells(state);
    }

    private ActivityCell activity() {
        return after().activity(0);
    }

    private Replay replay() {
        return new Replay(market.trial.domain, market.trial.recovery);
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
