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
    uint256 private constant NONCE_BITS = (1 << 48) - 1;

    function cancel(bytes calldata body) internal returns (uint256 reason) {
        reason = Authentication.authenticate(TYPEHASH_CANCEL, CancelItem.WIDTHS, body, SCOPE_CANCEL);
        if (reason != REASON_OK) return reason;
        return remove(CancelItem.account(body), CancelItem.slot(body), CancelItem.placingNonce(body), NONCE_BITS);
    }

    /// Takes the order off the book if it is the one meant.
    /// @param nonceBits bits of the order's nonce that `placingNonce` names
    function remove(uint256 account, uint256 slot, uint256 placingNonce, uint256 nonceBits)
        internal
        returns (uint256 reason)
    {
        Order order = Cells.order(account, slot);
        if (order.lots() == 0 || order.nonce() & nonceBits != placingNonce) return REASON_UNKNOWN_ORDER;
        Book.remove(CellAddresses.orderRef(account, slot));
        return REASON_OK;
    }
}
