// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Cells, Order} from "./Cells.sol";
import {Authentication} from "./Authentication.sol";
import {Book} from "./Book.sol";
import {CancelItem} from "./generated/Items.sol";
import {CellAddresses} from "./CellAddresses.sol";

/// Cancels one order by its slot and placing nonce: section 4.4 of the protocol page.
library Cancel {
    function cancel(bytes calldata body) internal returns (uint256 reason) {
        reason = Authentication.authenticate(TYPEHASH_CANCEL, CancelItem.WIDTHS, body);
        if (reason != REASON_OK) return reason;
        uint256 account = CancelItem.account(body);
        uint256 slot = CancelItem.slot(body);
        Order order = Cells.order(account, slot);
        if (order.lots() == 0 || order.nonce() != CancelItem.placingNonce(body)) return REASON_UNKNOWN_ORDER;
        Book.remove(CellAddresses.orderRef(account, slot));
        return REASON_OK;
    }
}
