// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Liquidate} from "./Liquidate.sol";
import {Unwind} from "./Unwind.sol";

/// Items that anybody may send against an account in distress, by type.
library RiskItems {
    uint256 private constant LIQUIDATE_LENGTH = 5;
    uint256 private constant UNWIND_LENGTH = 1;

    error NotARiskItem(uint256 kind);

    function owns(uint256 kind) internal pure returns (bool) {
        return kind == ITEM_LIQUIDATE || kind == ITEM_UNWIND;
    }

    function operation(bytes calldata frame, uint256 forced) internal returns (uint256 reason, uint256 extra) {
        uint256 kind = uint8(frame[0]);
        bytes calldata body = frame[FRAME_LENGTH:];
        uint256 length = body.length;
        if (kind == ITEM_LIQUIDATE) {
            return length == LIQUIDATE_LENGTH ? Liquidate.liquidate(body, forced) : (REASON_BAD_LENGTH, 0);
        }
        if (kind == ITEM_UNWIND) return (length == UNWIND_LENGTH ? Unwind.unwind(body, forced) : REASON_BAD_LENGTH, 0);
        revert NotARiskItem(kind);
    }
}
