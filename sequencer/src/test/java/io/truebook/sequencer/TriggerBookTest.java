package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.*;
import static io.truebook.sequencer.TestExchange.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.Digests;
import io.truebook.engine.Items;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.SetAgentItem;
import io.truebook.engine.protocol.TriggerOrderItem;
import io.truebook.engine.protocol.TwapSliceItem;
import io.truebook.engine.protocol.VoidNonceItem;
import io.truebook.sequencer.signing.Signer;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders that wait, in a real sequencer: when they go, when they are over, and what they outlive. */
class TriggerBookTest {
    private static final int BELOW = 0;
    private static final int ABOVE = 1;

    @TempDir
    Path folder;

    private RunningSequencer running;
    private long nonce = 100;

    @BeforeEach
    void open() throws Exception {
        running = RunningSequencer.in(folder).funded(4);
        running.submit(place(1, 5, FLAG_SELL, MARK, 10));
        running.submit(place(0, 5, 0, MARK, 10));
        assertThat(lots(0)).isEqualTo(10);
        // Somebody buys and sells at any price.
        running.submit(place(2, 5, 0, MARK / 2, 1_000));
        running.submit(place(2, 6, FLAG_SELL, MARK * 2, 1_000));
    }

    @AfterEach
    void close() {
        running.close();
    }

    @Test
    void aStopGoesWhenTheMarkReachesItAndTakesItsTwinWithIt() throws Exception {
        keep(trigger(0, 50, FLAG_SELL | FLAG_REDUCE_ONLY, 10, MARK - 100, BELOW));
        keep(trigger(0, 50, FLAG_SELL | FLAG_REDUCE_ONLY, 10, MARK + 500, ABOVE));
        priceAt(MARK - 99);
        assertThat(lots(0)).isEqualTo(10);
        assertThat(waiting(0)).hasSize(2);
        priceAt(MARK - 100);
        RunningSequencer.await(() -> lots(0) == 0);
        assertThat(waiting(0)).isEmpty();
        priceAt(MARK + 600);
        assertThat(lots(0)).isZero();
    }

    @Test
    void oneThatIsReachedAlreadyGoesAtOnce() throws Exception {
        keep(trigger(0, 50, FLAG_SELL, 3, MARK, ABOVE));
        RunningSequencer.await(() -> lots(0) == 7);
        assertThat(reasonOf(trigger(0, 50, FLAG_SELL, 3, MARK, ABOVE))).isEqualTo(Reason.NONCE_USED);
    }

    @Test
    void voidingItsNonceCallsItOff() throws Exception {
        keep(trigger(0, 50, FLAG_SELL, 3, MARK - 100, BELOW));
        running.submit(sign(0, new VoidNonceItem(account(0), OWNER_KEY, 50, FAR)));
        assertThat(waiting(0)).isEmpty();
        priceAt(MARK - 200);
        assertThat(lots(0)).isEqualTo(10);
    }

    @Test
    void theNonceOfAnOrderThatSlidesTheWindowPastItEndsIt() throws Exception {
        keep(trigger(0, 50, FLAG_SELL, 3, MARK - 100, BELOW));
        running.submit(place(0, 50 + NONCE_WINDOW, 0, 1, 1));
        assertThat(waiting(0)).isEmpty();
    }

    @Test
    void whatWouldBeRefusedForGoodIsNotKept() throws Exception {
        TriggerOrderItem elsewhere =
                new TriggerOrderItem(account(0), OWNER_KEY, 50, 7, 0, MARK, 0, 1, MARK, ABOVE, FAR);
        assertThat(reasonOf(sign(0, elsewhere))).isEqualTo(Reason.UNKNOWN_MARKET);
        assertThat(reasonOf(trigger(0, 5, 0, 1, MARK, ABOVE))).isEqualTo(Reason.NONCE_USED);
        TriggerOrderItem late = new TriggerOrderItem(account(0), OWNER_KEY, 50, MARKET, 0, MARK, 0, 1, 1, BELOW, 5);
        assertThat(reasonOf(sign(0, late))).isEqualTo(Reason.EXPIRED);
        assertThat(reasonOf(twap(0, 50, 1, 0, 10))).isEqualTo(Reason.SLICE_NOT_DUE);
    }

    @Test
    void anAccountKeepsSixtyFourAndNoMore() throws Exception {
        for (int i = 0; i < TriggerBook.MOST_OF_ACCOUNT; i++) {
            keep(trigger(0, 50 + i, FLAG_SELL, 1, MARK - 100, BELOW));
        }
        byte[] more = trigger(0, 50 + TriggerBook.MOST_OF_ACCOUNT, FLAG_SELL, 1, MARK - 100, BELOW);
        assertThat(running.submit(more)).isEqualTo(new Outcome.Refused(Refusal.TOO_MANY_WAITING));
        keep(trigger(0, 50, FLAG_SELL, 1, MARK - 100, BELOW));
        assertThat(waiting(0)).hasSize(TriggerBook.MOST_OF_ACCOUNT);
    }

    @Test
    void whatIsKeptOutlivesARestartAndWhatWasDoneIsNotDoneTwice() throws Exception {
        keep(trigger(0, 50, FLAG_SELL, 3, MARK - 100, BELOW));
        keep(trigger(0, 51, FLAG_SELL, 2, MARK - 300, BELOW));
        keep(twap(0, 60, 1, 3, 100));
        priceAt(MARK - 100);
        RunningSequencer.await(() -> lots(0) == 6);
        long now = running.now.get();
        running.close();
        running = new RunningSequencer(folder, RunningSequencer.OPTIONS, Feed.NONE);
        running.now.set(now);
        running.sequencer.hold(LEASE);
        assertThat(waiting(0)).extracting(view -> view.fields().type()).containsExactlyInAnyOrder(13, 14);
        assertThat(waiting(0))
                .filteredOn(view -> view.fields() instanceof TwapSliceItem)
                .allMatch(view -> view.slice() == 1);
        priceAt(MARK - 300);
        RunningSequencer.await(() -> lots(0) == 4);
    }

    @Test
    void aRevertBringsBackWhatItUndid() throws Exception {
        running.now.addAndGet(2_000_000);
        RunningSequencer.await(() -> running.sealed.size() == 1);
        keep(trigger(0, 50, FLAG_SELL, 3, MARK - 100, BELOW));
        priceAt(MARK - 100);
        RunningSequencer.await(() -> lots(0) == 7);
        running.sequencer.revert(1);
        assertThat(lots(0)).isEqualTo(10);
        assertThat(waiting(0)).hasSize(1);
        running.sequencer.hold(LEASE);
        priceAt(MARK - 150);
        RunningSequencer.await(() -> lots(0) == 7);
    }

    @Test
    void whatIsOverIsForgottenOnceItsBatchIsFinal() throws Exception {
        keep(trigger(0, 50, FLAG_SELL, 3, MARK - 100, BELOW));
        keep(trigger(0, 51, FLAG_SELL, 3, MARK - 1_000, BELOW));
        priceAt(MARK - 100);
        RunningSequencer.await(() -> lots(0) == 7);
        running.now.addAndGet(2_000_000);
        RunningSequencer.await(() -> running.sealed.size() == 1);
        assertThat(stored()).isEqualTo(2);
        running.now.addAndGet(10_000);
        running = reopened();
        running.sequencer.advance(1, BatchStatus.FINAL);
        running.submit(place(3, 5, 0, 1, 1));
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void slicesOfATwapGoWhenTheyAreDueAndKeepTheirDistance() throws Exception {
        keep(twap(0, 60, 2, 3, 10));
        RunningSequencer.await(() -> lots(0) == 8);
        running.now.addAndGet(9_000);
        running.submit(place(3, 5, 0, 1, 1));
        assertThat(lots(0)).isEqualTo(8);
        // Late by many intervals, the two that are left still do not go together.
        running.now.addAndGet(50_000);
        RunningSequencer.await(() -> lots(0) == 6);
        running.submit(place(3, 6, 0, 1, 1));
        assertThat(lots(0)).isEqualTo(6);
        running.now.addAndGet(10_000);
        RunningSequencer.await(() -> lots(0) == 4);
        assertThat(waiting(0)).isEmpty();
    }

    @Test
    void aSliceWhoseNonceIsVoidIsLeftOut() throws Exception {
        keep(twap(0, 60, 2, 3, 10));
        RunningSequencer.await(() -> lots(0) == 8);
        running.submit(sign(0, new VoidNonceItem(account(0), OWNER_KEY, 61, FAR)));
        running.now.addAndGet(20_000);
        RunningSequencer.await(() -> lots(0) == 6);
        running.now.addAndGet(20_000);
        running.submit(place(3, 5, 0, 1, 1));
        assertThat(lots(0)).isEqualTo(6);
        assertThat(waiting(0)).isEmpty();
    }

    @Test
    void anAgentsTriggerIsDroppedWhenTheAgentIsGone() throws Exception {
        Signer agent = key(555);
        running.submit(appoint(agent, 7));
        TriggerOrderItem item =
                new TriggerOrderItem(account(0), 2, 50, MARKET, FLAG_SELL, MARK / 2, 0, 1, MARK - 100, BELOW, FAR);
        keep(Items.signed(item, agent.sign(Digests.item(DOMAIN, item))));
        running.submit(appoint(null, 8));
        priceAt(MARK - 100);
        running.submit(place(3, 5, 0, 1, 1));
        assertThat(lots(0)).isEqualTo(10);
        assertThat(waiting(0)).isEmpty();
    }

    private byte[] appoint(Signer agent, long nonce) {
        BigInteger address = agent == null ? BigInteger.ZERO : new BigInteger(1, agent.address());
        return sign(0, new SetAgentItem(account(0), OWNER_KEY, nonce, 2, address, SCOPE_TRADE, FAR, FAR));
    }

    private RunningSequencer reopened() throws Exception {
        long now = running.now.get();
        running.close();
        RunningSequencer again = new RunningSequencer(folder, RunningSequencer.OPTIONS, Feed.NONE);
        again.now.set(now);
        again.sequencer.hold(LEASE);
        return again;
    }

    /** How many are on disk. */
    private int stored() throws Exception {
        long now = running.now.get();
        running.close();
        int count;
        try (State state = State.open(folder.resolve("state"), RunningSequencer.GENESIS)) {
            count = state.waitingOrders().size();
        }
        running = new RunningSequencer(folder, RunningSequencer.OPTIONS, Feed.NONE);
        running.now.set(now);
        running.sequencer.hold(LEASE);
        return count;
    }

    private void keep(byte[] item) throws Exception {
        assertThat(running.submit(item)).isInstanceOf(Outcome.Kept.class);
    }

    private Reason reasonOf(byte[] item) throws Exception {
        return running.submit(item) instanceof Outcome.Rejected(Reason reason) ? reason : null;
    }

    private List<WaitingOrder.View> waiting(int trader) throws Exception {
        CompletableFuture<List<WaitingOrder.View>> answer = new CompletableFuture<>();
        running.sequencer.waitingOrders(
                account(trader),
                answer::complete,
                refusal -> answer.completeExceptionally(new IllegalStateException(refusal.name())));
        return answer.get(10, TimeUnit.SECONDS);
    }

    private void priceAt(int tick) throws Exception {
        running.now.addAndGet(1_000);
        running.submit(place(3, nonce++, 0, 1, 1));
        Outcome priced = running.submit(price(tick, running.now.get()));
        assertThat(priced).isInstanceOf(Outcome.Sequenced.class);
        assertThat(((Outcome.Sequenced) priced).reason()).isEqualTo(Reason.OK);
        running.submit(place(3, nonce++, 0, 1, 1));
    }

    private long lots(int trader) {
        try {
            return running.number(cells -> cells.position(account(trader), 0).lots);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private byte[] trigger(int trader, long nonce, int flags, long lots, int at, int above) {
        int tick = (flags & FLAG_SELL) != 0 ? MARK / 2 : MARK * 2;
        return sign(
                trader,
                new TriggerOrderItem(account(trader), OWNER_KEY, nonce, MARKET, flags, tick, 0, lots, at, above, FAR));
    }

    /** Sells from now on. */
    private byte[] twap(int trader, long nonce, long lots, int slices, long interval) {
        TwapSliceItem item = new TwapSliceItem(
                account(trader),
                OWNER_KEY,
                nonce,
                MARKET,
                FLAG_SELL,
                900_000,
                lots,
                slices,
                running.now.get() / 1000,
                interval,
                FAR);
        return Items.slice(item, trader(trader).sign(Digests.item(DOMAIN, item)), 0);
    }
}
