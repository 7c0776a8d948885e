package io.truebook.sequencer;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.derivation.Holding;
import io.truebook.engine.Bundle;
import io.truebook.engine.Cells;
import io.truebook.engine.protocol.AmendItem;
import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.MarketOrderItem;
import io.truebook.engine.protocol.OrderCell;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.SetMarginItem;
import io.truebook.engine.protocol.TriggerOrderItem;
import io.truebook.engine.protocol.TwapSliceItem;
import io.truebook.sequencer.controller.Level;

/**
 * Up to which level an item is taken. At REDUCE_ONLY what adds no risk in the engine's own sense: orders with the reduce-only flag, amends of such
 * an order or that only shrink one, money out of accounts without a position; at HALT cancels, prices, and what protects the exchange.
 */
final class RiskOfItem {
    private static final int BUNDLE_FIELDS = 15;
    private static final int BUNDLE_HEAD = BUNDLE_FIELDS + 64;

    static Level takenUpTo(Cells cells, byte[] item) {
        int at = FRAME_LENGTH;
        return switch (item[0]) {
            case ITEM_CANCEL,
                    ITEM_CANCEL_ALL,
                    ITEM_VOID_NONCE,
                    ITEM_SCHEDULE_CANCEL,
                    ITEM_ORACLE,
                    ITEM_LIQUIDATE,
                    ITEM_UNWIND,
                    ITEM_EXPIRE,
                    ITEM_SETTLE -> Level.HALT;
            case ITEM_SET_AGENT, ITEM_OPEN_SUBACCOUNT -> Level.REDUCE_ONLY;
            case ITEM_PLACE -> order(PlaceItem.decode(item, at).flags());
            case ITEM_MARKET_ORDER -> order(MarketOrderItem.decode(item, at).flags());
            case ITEM_TRIGGER_ORDER -> order(TriggerOrderItem.decode(item, at).flags());
            case ITEM_TWAP_SLICE -> order(TwapSliceItem.decode(item, at).flags());
            case ITEM_AMEND -> amend(cells, AmendItem.decode(item, at));
            case ITEM_SET_MARGIN ->
                SetMarginItem.decode(item, at).action() == MARGIN_ADD ? Level.REDUCE_ONLY : Level.POST_NOW;
            case ITEM_WITHDRAW, ITEM_TRANSFER -> money(cells, BigEndian.get(item, at, 4));
            case ITEM_BUNDLE -> bundle(cells, item, at);
            default -> Level.POST_NOW;
        };
    }

    private static Level order(int flags) {
        return (flags & FLAG_REDUCE_ONLY) != 0 ? Level.REDUCE_ONLY : Level.POST_NOW;
    }

    private static Level amend(Cells cells, AmendItem amend) {
        OrderCell order = cells.order(amend.account(), amend.slot());
        boolean shrinks = amend.tick() == order.tick && amend.lots() <= order.lots;
        return shrinks ? Level.REDUCE_ONLY : order(order.flags);
    }

    /** The margin of a position must not be taken away from under it. */
    private static Level money(Cells cells, long account) {
        boolean holds = Holding.of(cells, account).stream().anyMatch(holding -> holding.lots() != 0);
        return holds ? Level.POST_NOW : Level.REDUCE_ONLY;
    }

    /** What its riskiest operation is. */
    private static Level bundle(Cells cells, byte[] item, int at) {
        long account = BigEndian.get(item, at, 4);
        Level least = Level.HALT;
        for (int from = at + BUNDLE_HEAD; from < item.length; ) {
            int length = Bundle.operationLength(item[from] & 0xff);
            if (length == 0 || from + length > item.length) {
                return Level.POST_NOW;
            }
            Level its = operation(cells, account, item, from);
            least = its.compareTo(least) < 0 ? its : least;
            from += length;
        }
        return least;
    }

    private static Level operation(Cells cells, long account, byte[] bytes, int at) {
        return switch (bytes[at] & 15) {
            case BUNDLE_CANCEL, BUNDLE_CANCEL_ALL -> Level.HALT;
            case BUNDLE_PLACE -> order(bytes[at + 2] & 0xff);
            case BUNDLE_AMEND, BUNDLE_MOVE -> amend(cells, Bundle.amendment(cells, account, 0, 0, bytes, at));
            default -> Level.POST_NOW;
        };
    }

    private RiskOfItem() {}
}
