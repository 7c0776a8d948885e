package io.truebook.engine;

import static io.truebook.engine.Market.*;
import static io.truebook.engine.protocol.Protocol.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.TriggerOrderItem;
import io.truebook.engine.protocol.TwapSliceItem;
import io.truebook.engine.protocol.VoidNonceItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Orders that are signed now and count later: at a price, or slice by slice. */
class TriggerTest {
    private static final int ABOVE = 1;
    private static final int BELOW = 0;

    private final Market market = new Market();
    private final long later = market.expiry() + 100_000;

    @AfterEach
    void everythingIsConserved() {
        market.checkInvariants();
    }

    private byte[] trigger(long nonce, int flags, int tick, int slippage, long lots, int triggerTick, int above) {
        return key(16).item(
                        market.trial.domain,
                        new TriggerOrderItem(
                                16, OWNER_KEY, nonce, 0, flags, tick, slippage, lots, triggerTick, above, later));
    }

    /** Account 16 is long 100 lots, and others wait on both sides. */
    private void open() {
        market.place(17, SELL, 50_000, 100);
        market.place(16, BUY, 50_000, 100);
    }

    private void bids(int tick) {
        market.place(18, BUY, tick, 500);
    }

    private Reason execute(byte[] item) {
        return market.trial.execute(item);
    }

    @Test
    void aStopSentEarlyDoesNotUseItsNonce() {
        open();
        byte[] stop = trigger(50, SELL | FLAG_REDUCE_ONLY, 0, 20_000, 100, 49_500, BELOW);
        for (int i = 0; i < 3; i++) {
            assertThat(execute(stop)).isEqualTo(Reason.TRIGGER_NOT_REACHED);
        }
        market.trial.consume(Messages.forced(stop));
        assertThat(market.trial.cells().cursor().reason).isEqualTo(Reason.TRIGGER_NOT_REACHED.code());
        bids(49_500);
        market.price(49_501);
        assertThat(execute(stop)).isEqualTo(Reason.TRIGGER_NOT_REACHED);
        market.price(49_500);
        assertThat(execute(stop)).isEqualTo(Reason.OK);
        assertThat(Positions.slotOf(market.account(16), 0)).isNegative();
        assertThat(execute(stop)).isEqualTo(Reason.NONCE_USED);
    }

    @Test
    void stopLossAndTakeProfitExcludeEachOther() {
        open();
        byte[] stop = trigger(50, SELL | FLAG_REDUCE_ONLY, 0, 20_000, 100, 49_500, BELOW);
        byte[] profit = trigger(50, SELL | FLAG_REDUCE_ONLY, 50_400, 0, 100, 50_500, ABOVE);
        bids(50_450);
        market.price(50_499);
        assertThat(execute(profit)).isEqualTo(Reason.TRIGGER_NOT_REACHED);
        market.price(50_500);
        assertThat(execute(profit)).isEqualTo(Reason.OK);
        assertThat(Positions.slotOf(market.account(16), 0)).isNegative();
        market.price(49_400);
        assertThat(execute(stop)).isEqualTo(Reason.NONCE_USED);
    }

    @Test
    void anOwnerCallsBothOffByTheirNonce() {
        open();
        byte[] stop = trigger(50, SELL | FLAG_REDUCE_ONLY, 0, 20_000, 100, 49_500, BELOW);
        assertThat(market.trial.execute(key(16), new VoidNonceItem(16, OWNER_KEY, 50, later)))
                .isEqualTo(Reason.OK);
        market.price(49_400);
        assertThat(execute(stop)).isEqualTo(Reason.NONCE_USED);
    }

    @Test
    void withATickItIsALimitOrderAndMayRest() {
        byte[] entry = trigger(50, BUY, 50_300, 0, 100, 50_200, ABOVE);
        assertThat(execute(entry)).isEqualTo(Reason.TRIGGER_NOT_REACHED);
        market.price(50_200);
        assertThat(execute(entry)).isEqualTo(Reason.OK);
        assertThat(market.position(16).restingBidLots).isEqualTo(100);
        assertThat(market.trial.cells().order(16, 0).nonce).isEqualTo(50);
        assertThat(market.trial.cells().order(16, 0).expiry).isEqualTo(later);
    }

    @Test
    void aTriggerHasEveryRuleOfTheOrderItBecomes() {
        assertThat(execute(trigger(50, BUY | FLAG_TIF_IOC, 0, 0, 100, 1, ABOVE)))
                .isEqualTo(Reason.BAD_FLAGS);
        assertThat(execute(trigger(50, BUY, 0, 0, 100, 1, ABOVE))).isEqualTo(Reason.NONCE_USED);
        assertThat(execute(trigger(51, FLAG_TIF_FOK, 9, 0, 100, 1, ABOVE))).isEqualTo(Reason.FOK_NOT_SUPPORTED);
        assertThat(execute(trigger(52, BUY, 0, 1_000_001, 100, 1, ABOVE))).isEqualTo(Reason.BAD_SLIPPAGE);
        assertThat(execute(trigger(53, SELL | FLAG_REDUCE_ONLY, 0, 0, 100, 1, ABOVE)))
                .isEqualTo(Reason.NOT_REDUCING);
    }

    @Test
    void whatNeverCanBeReachedIsRefusedWithoutItsNonce() {
        market.trial.consume(Messages.list(Messages.Listing.usual(1)));
        TriggerOrderItem unpriced = new TriggerOrderItem(16, OWNER_KEY, 50, 1, BUY, 9, 0, 3, 9, BELOW, later);
        assertThat(market.trial.execute(key(16), unpriced)).isEqualTo(Reason.TRIGGER_NOT_REACHED);
        TriggerOrderItem unlisted = new TriggerOrderItem(16, OWNER_KEY, 50, 7, BUY, 9, 0, 3, 9, BELOW, later);
        assertThat(market.trial.execute(key(16), unlisted)).isEqualTo(Reason.UNKNOWN_MARKET);
        for (int above : new int[] {2, 255}) {
            assertThat(execute(trigger(50, BUY, 49_000, 0, 100, 50_000, above))).isEqualTo(Reason.TRIGGER_NOT_REACHED);
        }
        assertThat(execute(trigger(50, BUY, 49_000, 0, 100, 50_000, BELOW))).isEqualTo(Reason.OK);
        TriggerOrderItem late =
                new TriggerOrderItem(16, OWNER_KEY, 51, 0, BUY, 49_000, 0, 3, 50_000, BELOW, later - 200_000);
        assertThat(market.trial.execute(key(16), late)).isEqualTo(Reason.EXPIRED);
        assertThat(market.trial.execute(
                        key(17), new TriggerOrderItem(16, OWNER_KEY, 51, 0, BUY, 9, 0, 3, 9, ABOVE, later)))
                .isEqualTo(Reason.BAD_SIGNATURE);
        assertThat(execute(trigger(NONCE_JUMP, BUY, 49_000, 0, 100, 50_000, BELOW)))
                .isEqualTo(Reason.NONCE_TOO_FAR);
    }

    /** Three slices of 20 lots, 10 seconds apart, the first after 5 seconds. */
    private TwapSliceItem twap(long nonce, int slices, long start, long interval) {
        return new TwapSliceItem(16, OWNER_KEY, nonce, 0, BUY, 1_000, 20, slices, start, interval, later);
    }

    private Reason slice(TwapSliceItem item, int slice) {
        return execute(Items.slice(item, key(16).sign(Digests.item(market.trial.domain, item)), slice));
    }

    @Test
    void slicesComeNotEarlyNotTwiceAndNotBeyondTheirNumber() {
        market.place(17, SELL, 50_000, 500);
        long start = market.trial.now() / 1000 + 5;
        TwapSliceItem item = twap(50, 3, start, 10);
        assertThat(slice(item, 0)).isEqualTo(Reason.SLICE_NOT_DUE);
        market.trial.time(start * 1000);
        assertThat(slice(item, 1)).isEqualTo(Reason.SLICE_NOT_DUE);
        assertThat(slice(item, 0)).isEqualTo(Reason.OK);
        assertThat(slice(item, 0)).isEqualTo(Reason.NONCE_USED);
        assertThat(market.position(16).lots).isEqualTo(20);
        market.trial.time((start + 20) * 1000 - 1);
        assertThat(slice(item, 2)).isEqualTo(Reason.SLICE_NOT_DUE);
        market.trial.time((start + 20) * 1000);
        assertThat(slice(item, 2)).isEqualTo(Reason.OK);
        assertThat(slice(item, 1)).isEqualTo(Reason.OK);
        assertThat(slice(item, 3)).isEqualTo(Reason.SLICE_NOT_DUE);
        assertThat(slice(item, 255)).isEqualTo(Reason.SLICE_NOT_DUE);
        assertThat(market.position(16).lots).isEqualTo(60);
    }

    @Test
    void aSliceIsCalledOffByItsOwnNonce() {
        market.place(17, SELL, 50_000, 500);
        TwapSliceItem item = twap(50, 3, 0, 0);
        market.trial.execute(key(16), new VoidNonceItem(16, OWNER_KEY, 51, later));
        assertThat(slice(item, 1)).isEqualTo(Reason.NONCE_USED);
        assertThat(slice(item, 2)).isEqualTo(Reason.OK);
    }

    @Test
    void atMostSoManySlicesAndAtLeastOne() {
        market.place(17, SELL, 50_000, 500);
        assertThat(slice(twap(50, 0, 0, 0), 0)).isEqualTo(Reason.SLICE_NOT_DUE);
        assertThat(slice(twap(50, MAX_TWAP_SLICES + 1, 0, 0), 0)).isEqualTo(Reason.SLICE_NOT_DUE);
        assertThat(slice(twap(50, MAX_TWAP_SLICES, 0, 0), MAX_TWAP_SLICES)).isEqualTo(Reason.SLICE_NOT_DUE);
        assertThat(slice(twap(50, MAX_TWAP_SLICES, 0, 0), MAX_TWAP_SLICES - 1)).isEqualTo(Reason.OK);
        assertThat(slice(twap(50, 2, (1L << 32) - 1, (1L << 32) - 1), 1)).isEqualTo(Reason.SLICE_NOT_DUE);
    }

    @Test
    void theSliceIsNotSignedButAllElseIs() {
        market.place(17, SELL, 50_000, 500);
        byte[] item =
                Items.slice(twap(50, 3, 0, 0), key(16).sign(Digests.item(market.trial.domain, twap(50, 3, 0, 0))), 2);
        assertThat(item).hasSize(FRAME_LENGTH + TWAP_SLICE_LENGTH + 1);
        byte[] changed = item.clone();
        changed[FRAME_LENGTH + 21] = 9;
        assertThat(execute(changed)).isEqualTo(Reason.BAD_SIGNATURE);
        assertThat(execute(item)).isEqualTo(Reason.OK);
        for (int length : new int[] {0, TWAP_SLICE_LENGTH, TWAP_SLICE_LENGTH + 2}) {
            assertThat(execute(Items.frame(ITEM_TWAP_SLICE, new byte[length]))).isEqualTo(Reason.BAD_LENGTH);
        }
    }

    @Test
    void noSliceHasANonceOfMoreThanFortyEightBits() {
        market.place(17, SELL, 50_000, 500);
        long last = (1L << 48) - 1;
        market.trial.cells().signer(16, OWNER_KEY).nonceBase = last - 100;
        assertThat(slice(twap(last, 3, 0, 0), 1)).isEqualTo(Reason.NONCE_TOO_FAR);
        assertThat(slice(twap(last, 3, 0, 0), 0)).isEqualTo(Reason.OK);
    }
}
