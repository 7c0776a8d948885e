// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Cells, Cursor} from "./Cells.sol";
import {HeaderFacts} from "./HeaderFacts.sol";

/// Moves engine time forward within a batch.
library Time {
    uint256 private constant LENGTH = 6;

    function time(bytes calldata body) internal returns (uint256 reason) {
        if (body.length != LENGTH) return REASON_BAD_LENGTH;
        Cursor cursor = Cells.cursor();
        uint256 to = uint48(bytes6(body));
        if (to < cursor.time()) return REASON_TIME_BACKWARD;
        unchecked {
            if (to > HeaderFacts.time() * 1000) return REASON_TIME_BEYOND_HEADER;
        }
        cursor.setTime(to);
        return REASON_OK;
    }
}
