// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Account, Cells} from "./Cells.sol";
import {Authentication} from "./Authentication.sol";
import {CancelSwitch} from "./CancelSwitch.sol";
import {ScheduleCancelItem} from "./generated/Items.sol";

/// A switch that calls off all orders of an account unless it is moved in time: section 4.10 of the protocol page.
library ScheduleCancel {
    function scheduleCancel(bytes calldata body) internal returns (uint256 reason) {
        reason = Authentication.authenticate(TYPEHASH_SCHEDULE_CANCEL, ScheduleCancelItem.WIDTHS, body, SCOPE_CANCEL);
        if (reason != REASON_OK) return reason;
        uint256 cancelAt = ScheduleCancelItem.cancelAt(body);
        unchecked {
            if (cancelAt != 0 && cancelAt * 1000 <= Cells.cursor().time()) return REASON_BAD_TIME;
        }
        uint256 number = ScheduleCancelItem.account(body);
        Account account = Cells.account(number);
        // Orders that the switch has called off must not come back to life.
        if (CancelSwitch.fired(number) && account.orderSlots() != 0) return REASON_SWITCH_FIRED;
        account.setCancelAt(cancelAt);
        return REASON_OK;
    }
}
