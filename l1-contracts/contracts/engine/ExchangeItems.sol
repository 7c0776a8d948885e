// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Inbox} from "./Inbox.sol";
import {Oracle} from "./Oracle.sol";
import {Time} from "./Time.sol";

/// Items about the exchange as a whole, by type, and those of no known type.
library ExchangeItems {
    function operation(bytes calldata frame, uint256 forced) internal returns (uint256 reason, uint256 extra) {
        uint256 kind = uint8(frame[0]);
        bytes calldata body = frame[FRAME_LENGTH:];
        if (kind == ITEM_ORACLE) return Oracle.oracle(body);
        if (forced == 1) return (REASON_NOT_FORCIBLE, 0);
        if (kind == ITEM_TIME) return (Time.time(body), 0);
        if (kind == ITEM_INBOX) return (Inbox.inbox(body), 0);
        return (REASON_UNKNOWN_TYPE, 0);
    }
}
