// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";

/// A distance as a share of a base, in ppb.
library Premium {
    /// min(PPB, floorDiv(distance · PPB, base)), for a base of 1 to 2^53 and a distance of up to 2^64.
    function ofRoundedDown(uint256 distance, uint256 base) internal pure returns (uint256) {
        unchecked {
            return distance >= base ? PPB : distance * PPB / base;
        }
    }
}
