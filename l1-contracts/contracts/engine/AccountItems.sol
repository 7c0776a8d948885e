// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {OpenSubaccount} from "./OpenSubaccount.sol";
import {ScheduleCancel} from "./ScheduleCancel.sol";
import {SetAgent} from "./SetAgent.sol";
import {SetMargin} from "./SetMargin.sol";
import {Settle} from "./Settle.sol";
import {Transfer} from "./Transfer.sol";
import {VoidNonce} from "./VoidNonce.sol";
import {Withdraw} from "./Withdraw.sol";

/// Items about accounts, by type.
library AccountItems {
    error NotAnAccountItem(uint256 kind);

    function owns(uint256 kind) internal pure returns (bool) {
        return kind >= ITEM_WITHDRAW && kind <= ITEM_SET_MARGIN || kind == ITEM_SETTLE;
    }

    function operation(bytes calldata frame, uint256) internal returns (uint256 reason, uint256 extra) {
        uint256 kind = uint8(frame[0]);
        bytes calldata body = frame[FRAME_LENGTH:];
        uint256 length = body.length;
        if (kind == ITEM_WITHDRAW) return length == WITHDRAW_LENGTH ? Withdraw.withdraw(body) : (REASON_BAD_LENGTH, 0);
        if (kind == ITEM_TRANSFER) return length == TRANSFER_LENGTH ? Transfer.transfer(body) : (REASON_BAD_LENGTH, 0);
        if (kind == ITEM_OPEN_SUBACCOUNT) {
            return length == OPEN_SUBACCOUNT_LENGTH ? OpenSubaccount.openSubaccount(body) : (REASON_BAD_LENGTH, 0);
        }
        if (kind == ITEM_SET_AGENT) {
            return (length == SET_AGENT_LENGTH ? SetAgent.setAgent(body) : REASON_BAD_LENGTH, 0);
        }
        if (kind == ITEM_VOID_NONCE) {
            return (length == VOID_NONCE_LENGTH ? VoidNonce.voidNonce(body) : REASON_BAD_LENGTH, 0);
        }
        if (kind == ITEM_SET_MARGIN) {
            return length == SET_MARGIN_LENGTH ? SetMargin.setMargin(body) : (REASON_BAD_LENGTH, 0);
        }
        if (kind == ITEM_SETTLE) return (length == Settle.LENGTH ? Settle.settle(body) : REASON_BAD_LENGTH, 0);
        if (kind == ITEM_SCHEDULE_CANCEL) {
            return (length == SCHEDULE_CANCEL_LENGTH ? ScheduleCancel.scheduleCancel(body) : REASON_BAD_LENGTH, 0);
        }
        revert NotAnAccountItem(kind);
    }
}
