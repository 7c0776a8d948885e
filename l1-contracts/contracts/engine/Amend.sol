// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Cells, Order} from "./Cells.sol";
import {AmendItem} from "./generated/Items.sol";
import {Authentication} from "./Authentication.sol";
import {Book} from "./Book.sol";
import {CellAddresses} from "./CellAddresses.sol";
import {Freshness} from "./Freshness.sol";
import {CancelSwitch} from "./CancelSwitch.sol";
import {InFlight} from "./InFlight.sol";
import {Place} from "./Place.sol";
import {TradingStatus} from "./TradingStatus.sol";

/// Changes price, size and expiry of an order: section 4.6 of the protocol page.
library Amend {
    uint256 private constant NONCE_BITS = (1 << 48) - 1;

    function amend(bytes calldata body, uint256 forced) internal returns (uint256 reason) {
        reason = Authentication.authenticate(TYPEHASH_AMEND, AmendItem.WIDTHS, body, SCOPE_TRADE);
        if (reason != REASON_OK) return reason;
        InFlight.Order memory taking = InFlight.Order({
            taker: AmendItem.account(body),
            market: 0,
            flags: 0,
            tick: AmendItem.tick(body),
            lots: AmendItem.lots(body),
            nonce: AmendItem.nonce(body),
            expiry: AmendItem.expiry(body),
            forced: forced
        });
        return admit(taking, AmendItem.slot(body), AmendItem.placingNonce(body), NONCE_BITS);
    }

    /// All that comes after authentication; market and flags are the order's.
    /// @param nonceBits bits of the order's nonce that `placingNonce` names
    function admit(InFlight.Order memory taking, uint256 slot, uint256 placingNonce, uint256 nonceBits)
        internal
        returns (uint256 reason)
    {
        Order order = Cells.order(taking.taker, slot);
        uint256 lots = order.lots();
        if (lots == 0 || order.nonce() & nonceBits != placingNonce) return REASON_UNKNOWN_ORDER;
        taking.market = order.market();
        taking.flags = order.flags();
        if (!TradingStatus.trading(Cells.risk(taking.market))) return REASON_MARKET_HALTED;
        if (CancelSwitch.fired(taking.taker)) return REASON_SWITCH_FIRED;
        reason = Place.checkLimit(Cells.market(taking.market), taking.tick, taking.lots);
        if (reason != REASON_OK) return reason;
        if (taking.flags & FLAG_REDUCE_ONLY == 0) {
            reason = Place.checkNotional(taking.market, taking.tick, taking.lots);
            if (reason != REASON_OK) return reason;
        }
        if (taking.tick == order.tick() && taking.lots <= lots) {
            shrinkInPlace(taking, order, lots);
            return REASON_OK;
        }
        return replace(taking, slot);
    }

    function shrinkInPlace(InFlight.Order memory taking, Order order, uint256 lots) private {
        unchecked {
            Book.shrink(taking.taker, order, lots - taking.lots);
        }
        order.setNonce(taking.nonce);
        order.setExpiry(taking.expiry);
    }

    function replace(InFlight.Order memory taking, uint256 slot) private returns (uint256 reason) {
        reason = TradingStatus.checkOpening(Cells.risk(taking.market), taking.flags);
        if (reason != REASON_OK) return reason;
        if (taking.flags & FLAG_REDUCE_ONLY != 0) {
            taking.lots = Place.reducible(taking.taker, taking.market, taking.flags, taking.lots);
            if (taking.lots == 0) return REASON_NOT_REDUCING;
        } else {
            reason = Freshness.check(taking.market);
            if (reason != REASON_OK) return reason;
        }
        if (
            taking.flags & FLAG_TIF_MASK == FLAG_TIF_POST_ONLY
                && Place.crosses(taking.market, taking.flags, taking.tick)
        ) {
            return REASON_POST_ONLY_WOULD_CROSS;
        }
        Book.remove(CellAddresses.orderRef(taking.taker, slot));
        InFlight.order(taking);
        return REASON_OK;
    }
}
