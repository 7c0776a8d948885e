package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.*;
import static io.truebook.sequencer.TestExchange.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.BundleBuilder;
import io.truebook.engine.Digests;
import io.truebook.engine.Items;
import io.truebook.engine.protocol.AmendItem;
import io.truebook.engine.protocol.MarketOrderItem;
import io.truebook.engine.protocol.SetMarginItem;
import io.truebook.engine.protocol.TransferItem;
import io.truebook.sequencer.controller.Level;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which items may still come when risk is not wanted, asked of the state of a running exchange. */
class RiskOfItemTest {
    private static final long FAR = 4_000_000_000L;

    @TempDir
    Path folder;

    private RunningSequencer running;
    private long nonce = 100;

    @BeforeEach
    void trade() throws Exception {
        running = RunningSequencer.in(folder).funded(4);
        // Trader 0 is long and rests an order and a reduce-only one; trader 1 is short; trader 2 has nothing.
        running.submit(place(0, 10, 0, MARK, 20));
        running.submit(place(1, 10, FLAG_SELL | FLAG_TIF_IOC, MARK, 20));
        running.submit(place(0, 11, 0, MARK - 100, 10));
        running.submit(place(0, 12, FLAG_SELL | FLAG_REDUCE_ONLY, MARK + 100, 10));
    }

    @AfterEach
    void close() {
        running.close();
    }

    private Level upTo(byte[] item) throws Exception {
        return running.ask(cells -> RiskOfItem.takenUpTo(cells, item));
    }

    private int slotOf(long placingNonce) throws Exception {
        return running.ask(cells -> AccountReport.orders(cells, account(0))).stream()
                .filter(order -> order.nonce() == placingNonce)
                .findFirst()
                .orElseThrow()
                .slot();
    }

    private byte[] amend(long placingNonce, int tick, long lots) throws Exception {
        return sign(
                0, new AmendItem(account(0), OWNER_KEY, nonce++, slotOf(placingNonce), placingNonce, tick, lots, FAR));
    }

    private byte[] bundle(BundleBuilder operations) {
        byte[] bytes = operations.operations();
        byte[] signature = trader(0).sign(Digests.bundle(DOMAIN, account(0), OWNER_KEY, nonce, FAR, bytes));
        return Items.bundle(account(0), OWNER_KEY, nonce++, FAR, bytes, signature);
    }

    @Test
    void ordersAreAsTheirFlagSays() throws Exception {
        assertThat(upTo(place(0, nonce++, 0, MARK, 1))).isEqualTo(Level.POST_NOW);
        // It would close, but nothing binds it to.
        assertThat(upTo(place(0, nonce++, FLAG_SELL, MARK, 1))).isEqualTo(Level.POST_NOW);
        assertThat(upTo(place(0, nonce++, FLAG_SELL | FLAG_REDUCE_ONLY, MARK, 1)))
                .isEqualTo(Level.REDUCE_ONLY);
        MarketOrderItem market = new MarketOrderItem(
                account(0), OWNER_KEY, nonce++, MARKET, FLAG_SELL | FLAG_TIF_IOC | FLAG_REDUCE_ONLY, 1_000, 5, FAR);
        assertThat(upTo(sign(0, market))).isEqualTo(Level.REDUCE_ONLY);
    }

    @Test
    void anAmendMayShrinkAndNothingElse() throws Exception {
        assertThat(upTo(amend(11, MARK - 100, 9))).isEqualTo(Level.REDUCE_ONLY);
        assertThat(upTo(amend(11, MARK - 100, 11))).isEqualTo(Level.POST_NOW);
        assertThat(upTo(amend(11, MARK - 99, 9))).isEqualTo(Level.POST_NOW);
        assertThat(upTo(amend(12, MARK + 50, 11))).isEqualTo(Level.REDUCE_ONLY);
    }

    @Test
    void moneyLeavesOnlyAccountsWithoutAPosition() throws Exception {
        assertThat(upTo(withdraw(0, nonce++, 1_000_000_000L))).isEqualTo(Level.POST_NOW);
        assertThat(upTo(withdraw(2, nonce++, 1_000_000_000L))).isEqualTo(Level.REDUCE_ONLY);
        for (int trader = 0; trader < 3; trader += 2) {
            TransferItem transfer = new TransferItem(account(trader), OWNER_KEY, nonce++, account(3), 1, FAR);
            assertThat(upTo(sign(trader, transfer))).isEqualTo(trader == 0 ? Level.POST_NOW : Level.REDUCE_ONLY);
        }
    }

    @Test
    void marginMayBeAddedAndNotTaken() throws Exception {
        for (int action : new int[] {MARGIN_ISOLATE, MARGIN_ADD, MARGIN_TAKE, MARGIN_JOIN}) {
            SetMarginItem item = new SetMarginItem(account(0), OWNER_KEY, nonce++, MARKET, action, 1, FAR);
            assertThat(upTo(sign(0, item))).isEqualTo(action == MARGIN_ADD ? Level.REDUCE_ONLY : Level.POST_NOW);
        }
    }

    @Test
    void cancelsPricesAndProtectionAreTakenLongest() throws Exception {
        assertThat(upTo(cancel(0, nonce++, slotOf(11), 11))).isEqualTo(Level.HALT);
        assertThat(upTo(cancelAll(0, nonce++))).isEqualTo(Level.HALT);
        assertThat(upTo(price(MARK, running.now.get()))).isEqualTo(Level.HALT);
        assertThat(upTo(Items.liquidate(account(0), MARKET))).isEqualTo(Level.HALT);
    }

    @Test
    void aBundleIsWhatItsRiskiestOperationIs() throws Exception {
        int slot = slotOf(11);
        assertThat(upTo(bundle(new BundleBuilder().cancel(slot, 11).cancelAll(MARKET))))
                .isEqualTo(Level.HALT);
        assertThat(upTo(bundle(new BundleBuilder().cancel(slot, 11).amend(slot, 11, MARK - 100))))
                .isEqualTo(Level.REDUCE_ONLY);
        assertThat(upTo(bundle(new BundleBuilder()
                        .cancel(slot, 11)
                        .place(MARKET, FLAG_SELL | FLAG_REDUCE_ONLY, MARK, 300)
                        .cancelAll(MARKET))))
                .isEqualTo(Level.REDUCE_ONLY);
        assertThat(upTo(bundle(new BundleBuilder()
                        .place(MARKET, FLAG_SELL | FLAG_REDUCE_ONLY, MARK, 300)
                        .place(MARKET, 0, MARK, 1))))
                .isEqualTo(Level.POST_NOW);
        assertThat(upTo(bundle(new BundleBuilder().amend(slot, 11, MARK - 99)))).isEqualTo(Level.POST_NOW);
        assertThat(upTo(bundle(new BundleBuilder().move(slot, 11, 0, 9)))).isEqualTo(Level.REDUCE_ONLY);
        assertThat(upTo(bundle(new BundleBuilder().move(slot, 11, 0, 11)))).isEqualTo(Level.POST_NOW);
        assertThat(upTo(bundle(new BundleBuilder().move(slot, 11, -300)))).isEqualTo(Level.POST_NOW);
        assertThat(upTo(bundle(new BundleBuilder().move(slotOf(12), 12, -50, 11))))
                .isEqualTo(Level.REDUCE_ONLY);
        byte[] torn = bundle(new BundleBuilder().cancel(slot, 11));
        torn[torn.length - 4] = 0x0f;
        assertThat(upTo(torn)).isEqualTo(Level.POST_NOW);
    }
}
