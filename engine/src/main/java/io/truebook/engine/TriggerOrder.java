package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.ITEM_TRIGGER_ORDER;
import static io.truebook.engine.protocol.Protocol.STATUS_UNLISTED;

import io.truebook.engine.protocol.MarketOrderItem;
import io.truebook.engine.protocol.PlaceItem;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.RiskCell;
import io.truebook.engine.protocol.TriggerOrderItem;

/**
 * A stop or take-profit: an order that counts once the mark has reached its trigger. Until then its nonce stays unused, so that nobody can
 * spoil it by sending it early. Section 4.11 of the protocol page.
 */
final class TriggerOrder {
    static Reason triggerOrder(Execution x, byte[] bytes, int at, int forced) {
        SignedMessage message = SignedMessage.item(x.domain, ITEM_TRIGGER_ORDER, bytes, at);
        Reason refused = Authentication.checkSigned(x, ITEM_TRIGGER_ORDER, message, bytes, at);
        if (refused != Reason.OK) {
            return refused;
        }
        TriggerOrderItem order = TriggerOrderItem.decode(bytes, at);
        RiskCell risk = x.cells.risk(order.market());
        if (risk.status == STATUS_UNLISTED) {
            return Reason.UNKNOWN_MARKET;
        }
        if (!reached(order, risk.mark)) {
            return Reason.TRIGGER_NOT_REACHED;
        }
        refused = Authentication.consume(x, bytes, at, order.nonce());
        if (refused != Reason.OK) {
            return refused;
        }
        return order.tick() != 0
                ? Place.admit(x, limitOrder(order), forced)
                : MarketOrder.admit(x, marketOrder(order), forced);
    }

    private static boolean reached(TriggerOrderItem order, int mark) {
        if (mark == 0) {
            return false;
        }
        return switch (order.above()) {
            case 0 -> mark <= order.triggerTick();
            case 1 -> mark >= order.triggerTick();
            default -> false;
        };
    }

    private static PlaceItem limitOrder(TriggerOrderItem order) {
        return new PlaceItem(
                order.account(),
                order.key(),
                order.nonce(),
                order.market(),
                order.flags(),
                order.tick(),
                order.lots(),
                order.expiry());
    }

    private static MarketOrderItem marketOrder(TriggerOrderItem order) {
        return new MarketOrderItem(
                order.account(),
                order.key(),
                order.nonce(),
                order.market(),
                order.flags(),
                order.slippagePpm(),
                order.lots(),
                order.expiry());
    }

    private TriggerOrder() {}
}
