// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Cells, Cursor, Risk} from "./Cells.sol";

/// Whether a price is good enough to open a position or to liquidate one: sections 3 and 4.2 of the protocol page.
library Freshness {
    /// The time that prices are measured by, ms: for a forced message when it was enqueued, so that waiting does not make them old. L1's
    /// clock may be ahead of the engine's when a message is consumed early; that does not make prices old either.
    function now_() internal view returns (uint256) {
        Cursor cursor = Cells.cursor();
        uint256 time = cursor.time();
        unchecked {
            uint256 enqueuedAt = cursor.enqueuedAt() * 1000;
            return enqueuedAt == 0 || enqueuedAt > time ? time : enqueuedAt;
        }
    }

    /// True when the last price is not too old, and the index has caught up with it.
    function fresh(uint256 market) internal view returns (bool) {
        Risk risk = Cells.risk(market);
        unchecked {
            return risk.jumping() == 0 && now_() <= risk.publishTime() + Cells.market(market).oracleMaxAge();
        }
    }

    function check(uint256 market) internal view returns (uint256 reason) {
        return fresh(market) ? REASON_OK : REASON_ORACLE_STALE;
    }
}
