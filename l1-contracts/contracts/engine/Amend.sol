// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Cells, Order} from "./Cells.sol";
import {AmendItem} from "./generated/Items.sol";
import {Authentication} from "./Authentication.sol";
import {Book} from "./Book.sol";
import {CellAddresses} from "./CellAddresses.sol";
import {InFlight} from "./InFlight.sol";
import {Place} from "./Place.sol";

/// Changes price, size and expiry of an order: section 4.6 of the protocol page.
library Amend {
    function amend(bytes calldata body, uint256 forced) internal returns (uint256 reason) {
        reason = Authentication.authenticate(TYPEHASH_AMEND, AmendItem.WIDTHS, body);
        if (reason != REASON_OK) return reason;
        Order order = Cells.order(AmendItem.account(body), AmendItem.slot(body));
        if (order.lots() == 0 || order.nonce() != AmendItem.placingNonce(body)) return REASON_UNKNOWN_ORDER;
        uint256 market = order.market();
        uint256 tick = AmendItem.tick(body);
        uint256 lots = AmendItem.lots(body);
        reason = Place.checkLimit(Cells.market(market), tick, lots);
        if (reason != REASON_OK) return reason;
        if (order.flags() & FLAG_REDUCE_ONLY == 0) {
            reason = Place.checkNotional(market, tick, lots);
            if (reason != REASON_OK) return reason;
        }
        if (tick == order.tick() && lots <= order.lots()) {
            shrinkInPlace(body, order);
            return REASON_OK;
        }
        return replace(body, order, forced);
    }

    function shrinkInPlace(bytes calldata body, Order order) private {
        unchecked {
            Book.shrink(AmendItem.account(body), order, order.lots() - AmendItem.lots(body));
        }
        order.setNonce(AmendItem.nonce(body));
        order.setExpiry(AmendItem.expiry(body));
    }

    function replace(bytes calldata body, Order order, uint256 forced) private returns (uint256 reason) {
        InFlight.Order memory taking = InFlight.Order({
            taker: AmendItem.account(body),
            market: order.market(),
            flags: order.flags(),
            tick: AmendItem.tick(body),
            lots: AmendItem.lots(body),
            nonce: AmendItem.nonce(body),
            expiry: AmendItem.expiry(body),
            forced: forced
        });
        if (taking.flags & FLAG_REDUCE_ONLY != 0) {
            taking.lots = Place.reducible(taking.taker, taking.market, taking.flags, taking.lots);
            if (taking.lots == 0) return REASON_NOT_REDUCING;
        } else {
            reason = Place.checkFresh(taking.market);
            if (reason != REASON_OK) return reason;
        }
        if (
            taking.flags & FLAG_TIF_MASK == FLAG_TIF_POST_ONLY
                && Place.crosses(taking.market, taking.flags, taking.tick)
        ) {
            return REASON_POST_ONLY_WOULD_CROSS;
        }
        Book.remove(CellAddresses.orderRef(taking.taker, AmendItem.slot(body)));
        InFlight.order(taking);
        return REASON_OK;
    }
}
