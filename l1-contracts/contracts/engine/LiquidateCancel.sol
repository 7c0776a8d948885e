// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Balances} from "./Balances.sol";
import {Bits} from "./Bits.sol";
import {Book} from "./Book.sol";
import {CellAddresses} from "./CellAddresses.sol";
import {Cells, Cursor} from "./Cells.sol";
import {InFlight} from "./InFlight.sol";
import {Positions} from "./Positions.sol";

/// Orders of an account in liquidation go first, one a step: section 6.1 of the protocol page.
library LiquidateCancel {
    function liquidateCancel() internal returns (uint256 weight) {
        Cursor cursor = Cells.cursor();
        uint256 number = cursor.taker();
        uint256 slot = Bits.lowestSetFrom(Cells.account(number).orderSlots(), cursor.scan());
        uint256 steps = cursor.steps();
        if (slot == MAX_ORDERS) {
            cursor.setSteps(0);
            cursor.setPhase(PHASE_LIQUIDATE);
        } else if (steps >= (cursor.forced() == 1 ? MAX_FORCED_STEPS : MAX_ORDERS)) {
            InFlight.finish(REASON_CANCELS_PENDING);
        } else {
            if (concerned(cursor, number, slot)) Book.remove(CellAddresses.orderRef(number, slot));
            unchecked {
                cursor.setScan(slot + 1);
                cursor.setSteps(steps + 1);
            }
        }
        return WEIGHT_CANCEL;
    }

    /// Orders of other markets may stay when the position is isolated; not when it is forced, or they could hide those of its market.
    function concerned(Cursor cursor, uint256 number, uint256 slot) private view returns (bool) {
        if (cursor.forced() == 1) return true;
        uint256 market = cursor.market();
        return Cells.order(number, slot).market() == market
            || !Balances.isolated(number, Positions.slotOf(Cells.account(number), market));
    }
}
