// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";

/// Items that anybody may send against an account in distress, by type.
library RiskItems {
    error NotARiskItem(uint256 kind);

    function owns(uint256) internal pure returns (bool) {
        return false;
    }

    function operation(bytes calldata frame, uint256) internal pure returns (uint256, uint256) {
        revert NotARiskItem(uint8(frame[0]));
    }
}
