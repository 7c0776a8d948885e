// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Book} from "./Book.sol";
import {Cells, Cursor, Order} from "./Cells.sol";
import {InFlight} from "./InFlight.sol";

/// A taker meets an order of its own account; its flags say which of the two gives way: section 5.3, step 4, of the protocol page.
library SelfTrade {
    function prevent(Cursor cursor, uint256 ref) internal {
        uint256 mode = cursor.flags() & FLAG_STP_MASK;
        if (mode == FLAG_STP_DECREMENT) return decrement(cursor, ref);
        if (mode != FLAG_STP_CANCEL_TAKER) removeMaker(cursor, ref);
        if (mode != FLAG_STP_CANCEL_MAKER) InFlight.finish(REASON_SELF_TRADE_TAKER);
    }

    /// Both shrink by the lots of the smaller one, as if they had traded.
    function decrement(Cursor cursor, uint256 ref) private {
        Order order = Cells.orderOf(ref);
        uint256 taking = cursor.lots();
        uint256 resting = order.lots();
        uint256 lots = taking < resting ? taking : resting;
        if (lots == resting) removeMaker(cursor, ref);
        else Book.shrink(ref >> 9, order, lots);
        unchecked {
            cursor.setLots(taking - lots);
        }
        if (lots == taking) InFlight.finish(REASON_SELF_TRADE_TAKER);
    }

    function removeMaker(Cursor cursor, uint256 ref) private {
        Book.remove(ref);
        cursor.setReason(REASON_SELF_TRADE);
    }
}
