// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";

/// Fees and margin as parts per million of a notional, always rounded against the payer.
library Fees {
    /// ceilDiv(notional · ppm, 10⁶) in nano-USDC, for notional ≤ 2^58 and ppm ≤ 10⁶.
    function feeRoundedUp(uint256 notional, uint256 ppm) internal pure returns (uint256) {
        unchecked {
            return (notional * ppm + PPM - 1) / PPM;
        }
    }
}
