// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Book} from "./Book.sol";
import {CancelSwitch} from "./CancelSwitch.sol";
import {CellAddresses} from "./CellAddresses.sol";
import {Cells, Order} from "./Cells.sol";

/// Anybody may take an order off the book that no longer counts: section 4.14 of the protocol page.
library Expire {
    uint256 internal constant LENGTH = 5;

    function expire(bytes calldata body) internal returns (uint256 reason) {
        uint256 account = uint32(bytes4(body));
        if (account >= ACCOUNT_LIMIT) return REASON_UNKNOWN_ORDER;
        uint256 slot = uint8(body[4]);
        Order order = Cells.order(account, slot);
        if (order.lots() == 0) return REASON_UNKNOWN_ORDER;
        if (!due(account, order)) return REASON_NOT_DUE;
        Book.remove(CellAddresses.orderRef(account, slot));
        return REASON_OK;
    }

    function due(uint256 account, Order order) private view returns (bool) {
        unchecked {
            return Cells.cursor().time() > order.expiry() * 1000 || CancelSwitch.fired(account)
                || Cells.risk(order.market()).status() == STATUS_SETTLED;
        }
    }
}
