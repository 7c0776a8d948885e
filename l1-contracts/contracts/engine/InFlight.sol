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

    /// Puts the liquidation of an account's position in flight; its orders go first.
    function liquidation(uint256 account, uint256 market, uint256 forced) internal {
        Cursor cursor = Cells.cursor();
        cursor.setTaker(account);
        cursor.setMarket(market);
        cursor.setScan(0);
        cursor.setSteps(0);
        cursor.setForced(forced);
        cursor.setKind(KIND_LIQUIDATION);
        cursor.setPhase(PHASE_LIQUIDATE_CANCEL);
    }

    /// Puts an order in flight that closes the position of a market's backstop.
    function unwind(uint256 market, uint256 flags, uint256 tick, uint256 lots, uint256 forced) internal {
        unchecked {
            order(
                Order({
                    taker: BACKSTOP_BASE + market,
                    market: market,
                    flags: flags,
                    tick: tick,
                    lots: lots,
                    nonce: 0,
                    expiry: 0,
                    forced: forced
                })
            );
        }
        Cells.cursor().setKind(KIND_UNWIND);
    }

    /// What the last step of an order calls: an account's own order is finished, any other goes on to what is left of the position.
    function end(uint256 reason) internal {
        Cursor cursor = Cells.cursor();
        if (cursor.kind() == KIND_ORDER) finish(reason);
        else cursor.setPhase(PHASE_BACKSTOP);
    }

    /// Puts a bundle in flight whose operations are the bytes before the cursor's offset.
    function bundle(uint256 account, uint256 nonce, uint256 expiry, uint256 operationsLength) internal {
        Cursor cursor = Cells.cursor();
        cursor.setTaker(account);
        cursor.setNonce(nonce);
        cursor.setExpiry(expiry);
        uint256 offset = cursor.offset();
        cursor.setBundleEnd(offset);
        unchecked {
            cursor.setOffset(offset - operationsLength);
        }
        cursor.setBundleIndex(0);
        cursor.setPhase(PHASE_BUNDLE);
    }

    /// Ends what is in flight with its reason: an item or message, or one operation of a bundle.
    function finish(uint256 reason) internal {
        Cursor cursor = Cells.cursor();
        if (cursor.bundleEnd() == 0) return endItem(reason);
        backToBundle(cursor);
        cursor.setReason(reason);
    }

    /// Ends an item or message that was in flight; a bundle, after its last operation.
    function endItem(uint256 reason) internal {
        Cursor cursor = Cells.cursor();
        clear(cursor);
        cursor.setEnqueuedAt(0);
        cursor.setReason(reason);
        cursor.setPhase(PHASE_ITEM);
    }

    /// Zeroes words 4 and 5 except inboxRemaining and what the bundle's next operations need.
    function backToBundle(Cursor cursor) private {
        uint256 taker = cursor.taker();
        uint256 nonce = cursor.nonce();
        uint256 expiry = cursor.expiry();
        uint256 bundleEnd = cursor.bundleEnd();
        uint256 bundleIndex = cursor.bundleIndex();
        clear(cursor);
        cursor.setTaker(taker);
        cursor.setNonce(nonce);
        cursor.setExpiry(expiry);
        cursor.setBundleEnd(bundleEnd);
        cursor.setBundleIndex(bundleIndex);
        cursor.setPhase(PHASE_BUNDLE);
    }

    /// Zeroes words 4 and 5 except inboxRemaining.
    function clear(Cursor cursor) internal {
        uint256 inboxRemaining = cursor.inboxRemaining();
        assembly ("memory-safe") {
            tstore(add(cursor, 4), 0)
            tstore(add(cursor, 5), 0)
        }
        cursor.setInboxRemaining(inboxRemaining);
    }
}
