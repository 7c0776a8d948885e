// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BatchBounds} from "./BatchBounds.sol";
import {ExchangeItems} from "./ExchangeItems.sol";
import {Inbox} from "./Inbox.sol";
import {Item} from "./Item.sol";

/// Everything that comes in and is not about orders, accounts or risk: batch bounds, time, prices, deposits, governance, garbage. Called
/// by delegatecall from the verifier, whose transient storage holds the cells.
contract AdmissionEngine {
    function batchStart() external returns (uint256 weight) {
        return BatchBounds.batchStart();
    }

    function timeEnd() external returns (uint256 weight) {
        return BatchBounds.timeEnd();
    }

    function batchEnd() external returns (uint256 weight) {
        return BatchBounds.batchEnd();
    }

    /// @param supplied transaction bytes from the cursor's offset on, as many as the proof has
    function item(bytes calldata supplied) external returns (uint256 weight) {
        return Item.item(supplied, ExchangeItems.operation);
    }

    /// @param bytes_ the next inbox message
    function message(bytes calldata bytes_) external returns (uint256 weight) {
        return Inbox.message(bytes_, carryOut);
    }

    function carryOut(bytes calldata bytes_) private returns (uint256 reason, uint256 extra) {
        if (Inbox.isForced(bytes_)) return ExchangeItems.operation(Inbox.frame(bytes_), 1);
        return Inbox.own(bytes_);
    }
}
