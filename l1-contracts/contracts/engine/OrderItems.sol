// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Amend} from "./Amend.sol";
import {Bundle} from "./Bundle.sol";
import {Cancel} from "./Cancel.sol";
import {CancelAll} from "./CancelAll.sol";
import {Expire} from "./Expire.sol";
import {MarketOrder} from "./MarketOrder.sol";
import {Place} from "./Place.sol";
import {TriggerOrder} from "./TriggerOrder.sol";
import {TwapSlice} from "./TwapSlice.sol";

/// Items about orders, by type.
library OrderItems {
    error NotAnOrderItem(uint256 kind);

    function owns(uint256 kind) internal pure returns (bool) {
        return kind >= ITEM_PLACE && kind <= ITEM_AMEND || kind >= ITEM_TRIGGER_ORDER && kind <= ITEM_BUNDLE
            || kind == ITEM_EXPIRE;
    }

    function operation(bytes calldata frame, uint256 forced) internal returns (uint256 reason, uint256 extra) {
        uint256 kind = uint8(frame[0]);
        bytes calldata body = frame[FRAME_LENGTH:];
        uint256 length = body.length;
        if (kind == ITEM_PLACE) {
            return (length == PLACE_LENGTH ? Place.place(body, forced) : REASON_BAD_LENGTH, 0);
        }
        if (kind == ITEM_MARKET_ORDER) {
            return (length == MARKET_ORDER_LENGTH ? MarketOrder.marketOrder(body, forced) : REASON_BAD_LENGTH, 0);
        }
        if (kind == ITEM_CANCEL) {
            return (length == CANCEL_LENGTH ? Cancel.cancel(body) : REASON_BAD_LENGTH, WEIGHT_REMOVE);
        }
        if (kind == ITEM_CANCEL_ALL) {
            return (length == CANCEL_ALL_LENGTH ? CancelAll.cancelAll(body, forced) : REASON_BAD_LENGTH, 0);
        }
        if (kind == ITEM_AMEND) {
            return (length == AMEND_LENGTH ? Amend.amend(body, forced) : REASON_BAD_LENGTH, WEIGHT_REMOVE);
        }
        if (kind == ITEM_TRIGGER_ORDER) {
            return (length == TRIGGER_ORDER_LENGTH ? TriggerOrder.triggerOrder(body, forced) : REASON_BAD_LENGTH, 0);
        }
        if (kind == ITEM_TWAP_SLICE) {
            return (length == TwapSlice.LENGTH ? TwapSlice.twapSlice(body, forced) : REASON_BAD_LENGTH, 0);
        }
        if (kind == ITEM_BUNDLE) return (Bundle.bundle(body, forced), 0);
        if (kind == ITEM_EXPIRE) {
            return (length == Expire.LENGTH ? Expire.expire(body) : REASON_BAD_LENGTH, WEIGHT_REMOVE);
        }
        revert NotAnOrderItem(kind);
    }
}
