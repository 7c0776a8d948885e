// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Cells, Cursor} from "./Cells.sol";
import {Authentication} from "./Authentication.sol";
import {Bits} from "./Bits.sol";
import {Book} from "./Book.sol";
import {CancelAllItem} from "./generated/Items.sol";
import {CellAddresses} from "./CellAddresses.sol";
import {InFlight} from "./InFlight.sol";

/// Cancels all orders of an account, in one market or in all, one a step: section 4.5 of the protocol page.
library CancelAll {
    uint256 private constant MARKETS = 256;

    function cancelAll(bytes calldata body, uint256 forced) internal returns (uint256 reason) {
        reason = Authentication.authenticate(TYPEHASH_CANCEL_ALL, CancelAllItem.WIDTHS, body, SCOPE_CANCEL);
        if (reason != REASON_OK) return reason;
        uint256 market = CancelAllItem.market(body);
        if (market >= MARKETS && market != ALL_MARKETS) return REASON_UNKNOWN_MARKET;
        InFlight.cancelAll(CancelAllItem.account(body), market, CancelAllItem.nonce(body), forced);
        return REASON_OK;
    }

    function cancelNext() internal returns (uint256 weight) {
        Cursor cursor = Cells.cursor();
        uint256 account = cursor.taker();
        uint256 slot = Bits.lowestSetFrom(Cells.account(account).orderSlots(), cursor.scan());
        uint256 steps = cursor.steps();
        if (slot == MAX_ORDERS) {
            InFlight.finish(REASON_OK);
        } else if (steps >= (cursor.forced() == 1 ? MAX_FORCED_STEPS : MAX_ORDERS)) {
            InFlight.finish(REASON_MATCH_LIMIT);
        } else {
            uint256 market = cursor.market();
            if (market == ALL_MARKETS || Cells.order(account, slot).market() == market) {
                Book.remove(CellAddresses.orderRef(account, slot));
            }
            unchecked {
                cursor.setScan(slot + 1);
                cursor.setSteps(steps + 1);
            }
        }
        return WEIGHT_CANCEL;
    }
}
