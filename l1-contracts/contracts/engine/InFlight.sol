// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Cells, Cursor} from "./Cells.sol";

/// The in-flight register: all that outlives a micro-step of one item.
library InFlight {
    struct Order {
        uint256 taker;
        uint256 market;
        uint256 flags;
        uint256 tick;
        uint256 lots;
        uint256 nonce;
        uint256 expiry;
        uint256 forced;
    }

    /// Puts an order in flight; its flags decide whether it may take.
    function order(Order memory taking) internal {
        Cursor cursor = Cells.cursor();
        cursor.setTaker(taking.taker);
        cursor.setMarket(taking.market);
        cursor.setFlags(taking.flags);
        cursor.setTick(taking.tick);
        cursor.setLots(taking.lots);
        cursor.setNonce(taking.nonce);
        cursor.setExpiry(taking.expiry);
        cursor.setSteps(0);
        cursor.setForced(taking.forced);
        cursor.setPhase(taking.flags & FLAG_TIF_MASK == FLAG_TIF_POST_ONLY ? PHASE_REST : PHASE_MATCH);
    }

    /// Puts a cancel-all in flight.
    function cancelAll(uint256 account, uint256 market, uint256 nonce, uint256 forced) internal {
        Cursor cursor = Cells.cursor();
        cursor.setTaker(account);
        cursor.setMarket(market);
        cursor.setNonce(nonce);
        cursor.setScan(0);
        cursor.setSteps(0);
        cursor.setForced(forced);
        cursor.setPhase(PHASE_CANCEL_ALL);
    }

    /// Ends what is in flight with its reason.
    function finish(uint256 reason) internal {
        Cursor cursor = Cells.cursor();
        clear(cursor);
        cursor.setReason(reason);
        cursor.setPhase(PHASE_ITEM);
    }

    /// Zeroes words 4 and 5 except inboxRemaining.
    function clear(Cursor cursor) internal {
        uint256 inboxRemaining = cursor.inboxRemaining();
        assembly ("memory-safe") {
            tstore(add(cursor, 4), 0)
            tstore(add(cursor, 5), 0)
        }
        cursor.setInboxRemaining(inboxRemaining);
        cursor.setEnqueuedAt(0);
    }
}
