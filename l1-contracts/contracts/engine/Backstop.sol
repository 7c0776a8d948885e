// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Cells, Cursor} from "./Cells.sol";
import {CloseOut} from "./CloseOut.sol";
import {Health} from "./Health.sol";
import {InFlight} from "./InFlight.sol";
import {Margin} from "./Margin.sol";
import {Positions} from "./Positions.sol";
import {Unwind} from "./Unwind.sol";

/// After the order that closes a position: what the book did not take. Section 6.1 of the protocol page.
library Backstop {
    function backstop() internal returns (uint256 weight) {
        Cursor cursor = Cells.cursor();
        unchecked {
            weight = WEIGHT_BACKSTOP + WEIGHT_PER_POSITION * Positions.used(Cells.account(cursor.taker()));
        }
        InFlight.finish(cursor.kind() == KIND_UNWIND ? Unwind.outcome(cursor) : outcome(cursor));
    }

    function outcome(Cursor cursor) private returns (uint256 reason) {
        uint256 number = cursor.taker();
        uint256 market = cursor.market();
        if (Positions.lotsOf(number, market) == 0) return REASON_OK;
        if (!needsCloseOut(Margin.health(number, market))) {
            return cursor.lots() == 0 ? REASON_OK : REASON_IOC_REMAINDER;
        }
        return CloseOut.closeOut(number, market);
    }

    /// True when equity is below two thirds of maintenance margin.
    function needsCloseOut(Health memory health) private pure returns (bool) {
        unchecked {
            return
                int256(CLOSE_OUT_DENOMINATOR) * health.equity < int256(CLOSE_OUT_NUMERATOR) * health.maintenanceMargin;
        }
    }
}
