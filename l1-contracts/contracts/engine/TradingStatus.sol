// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Risk} from "./Cells.sol";

/// Which orders a market takes, by its status: section 4.2 of the protocol page.
library TradingStatus {
    /// True when something can be traded in the market.
    function trading(Risk risk) internal view returns (bool) {
        uint256 status = risk.status();
        return status == STATUS_ACTIVE || status == STATUS_REDUCE_ONLY;
    }

    /// Whether a market takes an order with these flags.
    function check(Risk risk, uint256 flags) internal view returns (uint256 reason) {
        if (risk.status() == STATUS_UNLISTED) return REASON_UNKNOWN_MARKET;
        return trading(risk) ? checkOpening(risk, flags) : REASON_MARKET_HALTED;
    }

    /// Whether a market in which something can be traded takes an order with these flags.
    function checkOpening(Risk risk, uint256 flags) internal view returns (uint256 reason) {
        if (risk.status() == STATUS_ACTIVE || flags & FLAG_REDUCE_ONLY != 0) return REASON_OK;
        return REASON_MARKET_REDUCE_ONLY;
    }
}
