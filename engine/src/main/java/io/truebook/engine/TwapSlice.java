package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.protocol.MarketOrderItem;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.TwapSliceItem;

/**
 * One slice of a time-weighted order: one signature is good for all its slices, each from its time on and once, because slice i uses the
 * nonce i behind the signed one. Section 4.11 of the protocol page.
 */
final class TwapSlice {
    /** Bytes of the body: behind the signature stands which slice it is. */
    static final int LENGTH = TWAP_SLICE_LENGTH + 1;

    static Reason twapSlice(Execution x, byte[] bytes, int at, int forced) {
        SignedMessage message = SignedMessage.item(x.domain, ITEM_TWAP_SLICE, bytes, at);
        Reason refused = Authentication.checkSigned(x, ITEM_TWAP_SLICE, message, bytes, at);
        if (refused != Reason.OK) {
            return refused;
        }
        TwapSliceItem order = TwapSliceItem.decode(bytes, at);
        int slice = bytes[at + TWAP_SLICE_LENGTH] & 0xff;
        if (!due(x, order, slice)) {
            return Reason.SLICE_NOT_DUE;
        }
        long nonce = order.nonce() + slice;
        refused = Authentication.consume(x, bytes, at, nonce);
        if (refused != Reason.OK) {
            return refused;
        }
        MarketOrderItem taking = new MarketOrderItem(
                order.account(),
                order.key(),
                nonce,
                order.market(),
                order.flags(),
                order.slippagePpm(),
                order.sliceLots(),
                order.expiry());
        return MarketOrder.admit(x, taking, forced);
    }

    private static boolean due(Execution x, TwapSliceItem order, int slice) {
        return order.slices() <= MAX_TWAP_SLICES
                && slice < order.slices()
                && x.cells.cursor().time >= (order.start() + slice * order.interval()) * 1000;
    }

    private TwapSlice() {}
}
