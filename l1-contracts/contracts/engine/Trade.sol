// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Cells} from "./Cells.sol";

/// The lots and the price that a maker and a taker agree on, and their notional in nano-USDC.
struct Trade {
    uint256 market;
    uint256 tick;
    uint256 lots;
    uint256 notional;
}

library Trades {
    function made(uint256 market, uint256 tick, uint256 lots) internal view returns (Trade memory) {
        unchecked {
            return Trade(market, tick, lots, tick * lots * Cells.risk(market).multiplier());
        }
    }
}
