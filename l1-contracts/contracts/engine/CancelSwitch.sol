// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Cells} from "./Cells.sol";

/// The scheduled cancel-all of an account: section 4.10 of the protocol page.
library CancelSwitch {
    /// True when its time has come: no order of the account counts any more.
    function fired(uint256 number) internal view returns (bool) {
        uint256 cancelAt = Cells.account(number).cancelAt();
        unchecked {
            return cancelAt != 0 && Cells.cursor().time() >= cancelAt * 1000;
        }
    }
}
